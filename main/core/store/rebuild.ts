import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Resource } from '@medplum/fhirtypes'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { parseJson } from '../../../shared/kernel/json.js'
import { recoverLists } from './code-list.js'
import { openDamaged, openFresh, type Sqlite, storeFile } from './connection.js'
import { isDamage, unmarkDamaged } from './damage.js'
import { derivedId } from './identity.js'
import { projectors } from './projections.js'
import { carryOn, put, putBack } from './put-back.js'
import type { Receiver } from './receive.js'
import { noteRecovery, type Recovery } from './recovery.js'
import { outdateProjections, reproject, type Step } from './reproject.js'
import { type DamagedTable, salvage, tablesOf } from './salvage.js'
import { all, one, run } from './statement.js'
import { Store } from './store.js'
import { type Row, stampOf, type UnsentWork } from './unsent.js'

/** Filled by others than who copies: projections by the projectors, counts by triggers, words of codes with their index. */
const derived = new Set(['held_kind', 'code_word', ...projectors.flatMap(({ tables }) => tables)])
/** Without all of these, what the EHR has is compared with what is here from the beginning. */
const ofTheEhr = ['resource', 'identity', 'pull_cursor', 'held_chart', 'setting']
/** Rows written in one transaction. */
const slice = 2_000

const storeFiles = ['', '-wal', '-shm'].map((end) => storeFile + end)
const recovering = `${storeFile}.recovering`
const recovered = `${storeFile}.recovered`

/**
 * Makes a new store out of what can be read of a damaged one and of the unsent work written down beside it, and puts it
 * in its place. The damaged one is moved into a dated folder and never deleted. Until the new one is whole nothing is
 * moved, so that an end in the middle only means beginning again.
 */
export function rebuild(
  profile: string,
  keyHex: string,
  at: Instant,
  rescue: UnsentWork | undefined,
  onStep: Step,
): Recovery {
  const folder = `set-aside-${at.replaceAll(':', '-')}`
  for (const end of ['', '-wal', '-shm']) rmSync(join(profile, recovering + end), { force: true })
  const db = openFresh(join(profile, recovering), keyHex)
  let recovery: Recovery
  try {
    recovery = fill(db, profile, keyHex, at, rescue, onStep)
    recovery.folder = folder
    noteRecovery(db, recovery)
  } finally {
    db.close()
  }
  sync(join(profile, recovering))
  mkdirSync(join(profile, folder), { recursive: true, mode: 0o700 })
  renameSync(join(profile, recovering), join(profile, recovered))
  takePlace(profile, folder)
  return recovery
}

/** Goes on where a computer that stopped left a new store that is whole but not in its place. */
export function finishRebuild(profile: string, at: Instant): void {
  if (!existsSync(join(profile, recovered))) return
  const begun = readdirSync(profile)
    .filter((name) => name.startsWith('set-aside-'))
    // Never over one that was set aside before.
    .filter(
      (name) => !storeFiles.some((file) => [profile, join(profile, name)].every((at) => existsSync(join(at, file)))),
    )
    .sort()
  const folder = begun.at(-1) ?? `set-aside-${at.replaceAll(':', '-')}`
  mkdirSync(join(profile, folder), { recursive: true, mode: 0o700 })
  takePlace(profile, folder)
}

/** The damaged file goes first: one without its log must never be taken for a store. */
function takePlace(profile: string, folder: string): void {
  for (const name of storeFiles) {
    if (existsSync(join(profile, name))) renameSync(join(profile, name), join(profile, folder, name))
  }
  renameSync(join(profile, recovered), join(profile, storeFile))
  chmodSync(join(profile, storeFile), 0o600)
  unmarkDamaged(profile)
}

function sync(file: string): void {
  const handle = openSync(file, 'r+')
  fsyncSync(handle)
  closeSync(handle)
}

function fill(
  db: Sqlite,
  profile: string,
  keyHex: string,
  at: Instant,
  rescue: UnsentWork | undefined,
  onStep: Step,
): Recovery {
  const store = new Store(db, projectors)
  const found = copyWhatIsReadable(db, join(profile, storeFile), keyHex, onStep)
  const whole = (...tables: string[]): boolean => tables.every((table) => found.whole.has(table))
  const refetch = !whole(...ofTheEhr)
  if (refetch) forgetProgress(db, whole('pull_cursor'))
  recoverLists(db, whole('code', 'code_list'))
  outdateProjections(db)
  reproject(store, at, onStep)
  const brought = store.receive(at, (tx) => {
    const lostChanges = dropEmpty(tx, rescue)
    if (rescue) putBack(tx, rescue)
    if (!whole('outbox')) deriveEntries(tx, at)
    const stamp = { ...found.stamp }
    for (const [table, seq] of Object.entries(rescue?.stamp ?? {})) stamp[table] = Math.max(stamp[table] ?? 0, seq)
    carryOn(tx.db, stamp)
    return { lostChanges, lostNotes: lostNotes(tx.db) }
  })
  const counted = (sql: string): number => one<{ n: number }>(db, sql)?.n ?? 0
  return {
    at,
    folder: '',
    changes: counted(`SELECT count(DISTINCT type || '/' || resource) AS n FROM outbox`),
    notes: counted(`SELECT count(*) AS n FROM note_journal j WHERE EXISTS
      (SELECT 1 FROM note_step t WHERE t.note = j.note AND t.version >= j.published)`),
    ...brought,
    // Without the file of unsent work nobody can say whether a page that cannot be read held some.
    unsure: rescue === undefined && !whole('outbox', 'resource', 'note_step', 'note_snapshot', 'note_journal'),
    refetch,
  }
}

interface Found {
  /** Tables every row of which could be read. */
  whole: Set<string>
  stamp: Record<string, number>
}

function copyWhatIsReadable(db: Sqlite, file: string, keyHex: string, onStep: Step): Found {
  const found: Found = { whole: new Set(), stamp: {} }
  let damaged: Sqlite | undefined
  try {
    damaged = openDamaged(file, keyHex)
    const tables = tablesOf(damaged)
    // Charts are counted as they come, so their rows come after what is in them.
    const order = (name: string): number => (name === 'pull_cursor' ? 0 : name === 'held_chart' ? 2 : 1)
    const wanted = tables.filter(({ name }) => !derived.has(name)).sort((a, b) => order(a.name) - order(b.name))
    for (const [done, table] of wanted.entries()) {
      onStep('Repairing the data on this computer', done, wanted.length)
      // What has left without a note of how far this had got is not to be mixed with what comes anew.
      const onlyUnsent = table.name === 'resource' && !found.whole.has('pull_cursor')
      if (copy(damaged, db, table, onlyUnsent) && !onlyUnsent) found.whole.add(table.name)
    }
    try {
      if (tables.some(({ name }) => name === 'outbox')) found.stamp = stampOf(damaged)
    } catch (error) {
      if (!isDamage(error)) throw error
    }
  } catch (error) {
    // Not even the schema can be read: all there is are the unsent work beside it and the EHR.
    if (!isDamage(error)) throw error
  } finally {
    damaged?.close()
  }
  relearn(db)
  return found
}

function copy(from: Sqlite, to: Sqlite, table: DamagedTable, onlyUnsent: boolean): boolean {
  if (!one(to, `SELECT 1 FROM sqlite_schema WHERE name = ?`, table.name)) return true
  let waiting: Row[] = []
  const write = (): void => {
    to.transaction(() => {
      for (const row of waiting) put(to, table.name, row)
    })()
    waiting = []
  }
  const whole = salvage(from, table, (row) => {
    if (onlyUnsent && row.base === null && row.server_id !== null) return
    waiting.push(row)
    if (waiting.length >= slice) write()
  })
  write()
  return whole
}

/** Which resources of the EHR were made here stands in the resources themselves, too. */
function relearn(db: Sqlite): void {
  const rows = db.prepare('SELECT type, server_id, id FROM resource WHERE server_id IS NOT NULL').all() as {
    type: string
    server_id: string
    id: LocalId
  }[]
  db.transaction(() => {
    for (const row of rows) if (derivedId(row.type, row.server_id) !== row.id) put(db, 'identity', { ...row })
  })()
}

/** Everything of the EHR is asked for again; where its changes had been read to is kept, so that no deletion is missed. */
function forgetProgress(db: Sqlite, keepsMarks: boolean): void {
  db.transaction(() => {
    run(db, `DELETE FROM setting WHERE key IN ('first-pull', 'first-pull.done', 'first-pull.left', 'schedule.until')`)
    if (keepsMarks) run(db, `DELETE FROM pull_cursor WHERE type LIKE 'first/%'`)
    else run(db, 'DELETE FROM pull_cursor')
    run(db, `UPDATE held_chart SET state = 'wanted', as_of = NULL`)
  })()
}

/** Entries whose content is nowhere to be read; what was sent is, in the entry itself. Answers how many are lost. */
function dropEmpty(tx: Receiver, rescue: UnsentWork | undefined): number {
  const rescued = new Set((rescue?.tables.resource ?? []).map(({ type, id }) => `${type}/${id}`))
  const empty = all<{
    seq: number
    type: string
    resource: LocalId
    op: string
    sent: string | null
    patient: string | null
  }>(
    tx.db,
    `SELECT seq, type, resource, op, sent, patient FROM outbox o
     WHERE NOT EXISTS (SELECT 1 FROM resource r WHERE r.id = o.resource AND r.type = o.type)`,
  )
  let lost = 0
  for (const { seq, type, resource, op, sent, patient } of empty) {
    if (op === 'create' && sent !== null) {
      put(tx.db, 'resource', { type, id: resource, patient, json: sent })
      tx.project(resource, parseJson(sent) as Resource)
      continue
    }
    run(tx.db, 'DELETE FROM outbox WHERE seq = ?', seq)
    if (!rescued.has(`${type}/${resource}`)) lost += 1
  }
  return lost
}

/** An edit is known by its base, too: where the page of its entry cannot be read, a new one takes its place. */
function deriveEntries(tx: Receiver, at: Instant): void {
  run(
    tx.db,
    `INSERT INTO outbox (type, resource, op, state, patient, created_at, changed_at, attempts)
     SELECT type, id, CASE WHEN server_id IS NULL THEN 'create' ELSE 'update' END, 'waiting', patient, ?, ?, 1 FROM resource r
     WHERE (base IS NOT NULL OR server_id IS NULL)
       AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.resource = r.id AND o.type = r.type) ORDER BY r.rowid`,
    at,
    at,
  )
}

/** Journals that end before their last step, or begin with none. */
const lostNotes = (db: Sqlite): number =>
  one<{ n: number }>(
    db,
    `SELECT count(*) AS n FROM (SELECT note, min(version) AS first, max(version) AS last, count(*) AS n
       FROM note_step t WHERE version >= coalesce((SELECT version FROM note_snapshot s WHERE s.note = t.note), 0)
       GROUP BY note) t
     LEFT JOIN note_snapshot s ON s.note = t.note
     WHERE s.note IS NULL OR t.first > s.version OR t.last - t.first + 1 <> t.n`,
  )?.n ?? 0
