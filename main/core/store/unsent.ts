import type { Sqlite } from './connection.js'
import { all, one } from './statement.js'
import { draftFiles } from './work-draft.js'

/** A row as SQLite gives it, by column. */
export type Row = Record<string, string | number | null>

/** Everything made here that the EHR does not have, as rows by table; what it is sent with and found again by included. */
export interface UnsentWork {
  /** How far the person's work had got: a store that says less has lost something. */
  stamp: Record<string, number>
  tables: Record<string, Row[]>
}

/** Tables whose counters only ever go up, each with what a person did. */
const counted = ['audit', 'outbox', 'kept_version', 'decision', 'proposed_addendum', 'work_draft']
/** Both sides of the decisions made last. */
const keptVersions = 200

/** Notes with words their DocumentReference does not hold yet, or on their way. */
const notes = `SELECT j.note FROM note_journal j WHERE
  EXISTS (SELECT 1 FROM note_step t WHERE t.note = j.note AND t.version >= j.published)
  OR EXISTS (SELECT 1 FROM note_snapshot s WHERE s.note = j.note AND s.version > j.published)
  OR EXISTS (SELECT 1 FROM outbox o WHERE o.resource = j.note)`

/** What is read of each table: unsent work is nothing without the person it is about. Asking costs as much as there is unsent work, whatever the size of the clinic. */
const wanted: Record<string, string> = {
  outbox: 'SELECT * FROM outbox ORDER BY seq',
  resource: `SELECT r.* FROM (SELECT DISTINCT resource, type FROM outbox
      UNION SELECT note, 'DocumentReference' FROM note_journal WHERE note IN (${notes})
      UNION SELECT patient, 'Patient' FROM outbox WHERE patient IS NOT NULL
      UNION SELECT patient, 'Patient' FROM resource
        WHERE type = 'DocumentReference' AND patient IS NOT NULL AND id IN (${notes})) u
    CROSS JOIN resource r ON r.id = u.resource AND r.type = u.type`,
  note_journal: `SELECT * FROM note_journal WHERE note IN (${notes})`,
  note_snapshot: `SELECT * FROM note_snapshot WHERE note IN (${notes})`,
  note_step: `SELECT t.* FROM note_snapshot s JOIN note_step t ON t.note = s.note AND t.version >= s.version
    WHERE s.note IN (${notes}) ORDER BY t.note, t.version`,
  kept_version: `SELECT * FROM kept_version ORDER BY seq DESC LIMIT ${keptVersions}`,
  put_off: 'SELECT * FROM put_off',
  proposed_addendum: `SELECT * FROM proposed_addendum WHERE state = 'open'`,
  // Written down anew with every few words: files chosen for them can be chosen again.
  work_draft: `SELECT * FROM work_draft WHERE what <> '${draftFiles}'`,
  draw_identity: 'SELECT * FROM draw_identity',
  draw_label: `SELECT * FROM draw_label WHERE specimen IS NULL OR specimen IN (SELECT resource FROM outbox)`,
  setting: `SELECT * FROM setting WHERE key = 'ehr' OR key LIKE 'session.%' OR (key >= 'late ' AND key < 'late!')`,
}

/** The EHR's ids of what the unsent work refers to by its UUID: without them it could not be sent. */
const stand = /urn:uuid:([0-9a-f-]{36})/g

export function unsentWork(db: Sqlite): UnsentWork {
  const tables: Record<string, Row[]> = {}
  for (const [table, sql] of Object.entries(wanted)) tables[table] = all<Row>(db, sql)
  const uuids = new Set<string>()
  for (const { json } of tables.resource ?? [])
    for (const [, uuid] of String(json).matchAll(stand)) uuids.add(uuid as string)
  tables.identity = [...uuids].flatMap((uuid): Row[] => {
    const known =
      one<Row>(db, 'SELECT type, server_id, id FROM resource WHERE id = ? AND server_id IS NOT NULL', uuid) ??
      one<Row>(db, 'SELECT type, server_id, id FROM identity WHERE id = ?', uuid)
    return known ? [known] : []
  })
  return { stamp: stampOf(db), tables }
}

export function stampOf(db: Sqlite): Record<string, number> {
  const rows = all<{ name: string; seq: number }>(db, 'SELECT name, seq FROM sqlite_sequence')
  return Object.fromEntries(rows.filter(({ name }) => counted.includes(name)).map(({ name, seq }) => [name, seq]))
}

/** The store has less of a person's work than was there when `work` was written down. */
export function isBehind(db: Sqlite, work: UnsentWork): boolean {
  const here = stampOf(db)
  if (Object.entries(work.stamp).some(([table, seq]) => (here[table] ?? 0) < seq)) return true
  const last = new Map<string, number>()
  for (const { note, version } of work.tables.note_step ?? []) last.set(note as string, version as number)
  return [...last].some(([note, version]) => {
    const [row] = all<{ snapshot: number; step: number | null }>(
      db,
      `SELECT s.version AS snapshot, (SELECT max(version) FROM note_step WHERE note = s.note) AS step
       FROM note_snapshot s WHERE s.note = ?`,
      note,
    )
    return row !== undefined && Math.max(row.snapshot - 1, row.step ?? -1) < version
  })
}
