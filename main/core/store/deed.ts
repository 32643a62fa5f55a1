import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import type { Sqlite } from './connection.js'
import { all, one, run } from './statement.js'

/** What one key press did, as it is kept so that it can be taken back. */
export interface DeedRow {
  seq: number
  id: string
  who: LocalId
  at: Instant
  words: string
  task: LocalId | null
  patient: LocalId | null
  /** The words it used up, as rows of `work_draft` in JSON. */
  drafts: string | null
  /** The deed this one took back. */
  undoes: string | null
  /** The deed that took this one back. */
  undone_by: string | null
}

/** One resource of a deed: as it was before and as the deed left it; null where it was not there. */
export interface DeedPart {
  deed: string
  /** In the order they were touched. */
  number: number
  type: string
  resource: LocalId
  patient: LocalId | null
  outward: number
  guard: LocalId | null
  before: string | null
  /** The server's copy an unsent edit began from, as it was before. */
  base: string | null
  /** The change that waited before, as a row of `outbox` in JSON. */
  entry: string | null
  after: string | null
}

/** How many deeds of a person are kept, and for how long, milliseconds. */
const [mostDeeds, longestMs] = [200, 86_400_000]

export function addDeed(db: Sqlite, deed: Omit<DeedRow, 'seq' | 'undone_by'>): void {
  run(
    db,
    'INSERT INTO deed (id, who, at, words, task, patient, drafts, undoes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    ...[deed.id, deed.who, deed.at, deed.words, deed.task, deed.patient, deed.drafts, deed.undoes],
  )
  const old = all<{ id: string }>(
    db,
    `SELECT id FROM deed WHERE who = ? AND id <> ? AND (at < ? OR seq <= (SELECT max(seq) FROM deed) - ?)
       AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.deed = deed.id AND (o.hold_until IS NOT NULL OR o.guard IS NOT NULL OR o.lost IS NOT NULL))`,
    ...[deed.who, deed.id, new Date(Date.parse(deed.at) - longestMs).toISOString(), mostDeeds],
  )
  for (const { id } of old) forgetDeed(db, id)
}

/** The first `before` and the last `after` count. */
export function addPart(db: Sqlite, part: Omit<DeedPart, 'number'>): void {
  run(
    db,
    `INSERT INTO deed_part (deed, number, type, resource, patient, outward, guard, before, base, entry, after)
       VALUES (?, (SELECT count(*) FROM deed_part WHERE deed = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (deed, type, resource) DO UPDATE SET after = excluded.after, outward = max(outward, excluded.outward)`,
    ...[part.deed, part.deed, part.type, part.resource, part.patient, part.outward, part.guard],
    ...[part.before, part.base, part.entry, part.after],
  )
}

export const deedBy = (db: Sqlite, id: string): DeedRow | undefined =>
  one<DeedRow>(db, 'SELECT * FROM deed WHERE id = ?', id)

/** The last first, as they are taken back. */
export const partsOf = (db: Sqlite, deed: string): DeedPart[] =>
  all<DeedPart>(db, 'SELECT * FROM deed_part WHERE deed = ? ORDER BY number DESC', deed)

/** What was done for a patient whose record is taken away from here can no longer be taken back. */
export function forgetDeedsOf(db: Sqlite, patient: LocalId): void {
  const found = all<{ deed: string }>(db, 'SELECT DISTINCT deed FROM deed_part WHERE patient = ?', patient)
  for (const { deed } of found) forgetDeed(db, deed)
}

export function forgetDeed(db: Sqlite, id: string): void {
  run(db, 'DELETE FROM deed_part WHERE deed = ?', id)
  run(db, 'DELETE FROM deed WHERE id = ?', id)
}
