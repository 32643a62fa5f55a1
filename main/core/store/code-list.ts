import type { TerminologySystem } from '../../../shared/contract/views/terminology.js'
import type { Instant } from '../../../shared/kernel/ids.js'
import type { Sqlite } from './connection.js'
import { all, insert, one, run } from './statement.js'

export interface CodeListRow {
  id: number
  system: TerminologySystem
  /** Only `current` ones are searched; `leaving` ones are on their way out. */
  state: 'loading' | 'current' | 'leaving'
  /** What the person or the file says of itself: `2027`. */
  edition: string
  file: string | null
  loaded_at: Instant
  loaded_by: string | null
  codes: number
  retired: number
}

export interface CodeRow {
  key: number
  code: string
  /** A `category` is not enough for a diagnosis; a `retired` code is not in the list any more and is not searched. */
  status: 'usable' | 'category' | 'retired'
  title: string
  /** Other names, one a line. */
  names: string
  /** What it is found by, as `termWords` gives them. */
  words: string
  /** JSON of what the system keeps of it besides. */
  content: string | null
  /** Among the commonest, in a short list that says so. */
  common?: boolean
}

export type NewCode = Omit<CodeRow, 'key' | 'common'>

/** A list's keys begin here and end before the next list's. */
const span = 2 ** 24
export const firstKey = (list: number): number => list * span
export const lastKey = (list: number): number => (list + 1) * span - 1

export const codeLists = (db: Sqlite): CodeListRow[] => all(db, 'SELECT * FROM code_list ORDER BY id')

/** The list of a system that is in use. */
export const currentList = (db: Sqlite, system: TerminologySystem): CodeListRow | undefined =>
  one(db, `SELECT * FROM code_list WHERE system = ? AND state = 'current'`, system)

/** Begins a list that nobody sees until it is current; answers its id. */
export function beginList(
  db: Sqlite,
  list: Pick<CodeListRow, 'system' | 'edition' | 'file' | 'loaded_at' | 'loaded_by'>,
): number {
  const { system, edition, file, loaded_at, loaded_by } = list
  return insert(
    db,
    `INSERT INTO code_list (system, state, edition, file, loaded_at, loaded_by, codes, retired)
     VALUES (?, 'loading', ?, ?, ?, ?, 0, 0)`,
    system,
    edition,
    file,
    loaded_at,
    loaded_by,
  )
}

/** Adds rows to a list, the first at `place`; the order is the order they are offered in. Within a transaction. */
export function addCodes(db: Sqlite, list: number, place: number, codes: readonly NewCode[]): void {
  const rows = codes.map((code, at) => ({ key: firstKey(list) + place + at, ...code }))
  for (const { key, code, status, title, names, words, content } of rows) {
    run(
      db,
      'INSERT INTO code (key, code, status, title, names, words, content) VALUES (?, ?, ?, ?, ?, ?, ?)',
      key,
      code,
      status,
      title,
      names,
      words,
      content,
    )
  }
  index(db, list, rows)
}

/** Puts a whole list in the place of the one before it, which is then on its way out. Within a transaction. */
export function makeCurrent(db: Sqlite, list: number): void {
  run(
    db,
    `UPDATE code_list SET state = 'leaving' WHERE state = 'current' AND id <> ?
       AND system = (SELECT system FROM code_list WHERE id = ?)`,
    list,
    list,
  )
  run(
    db,
    `UPDATE code_list SET state = 'current',
       codes = (SELECT count(*) FROM code WHERE key BETWEEN ? AND ? AND status <> 'retired'),
       retired = (SELECT count(*) FROM code WHERE key BETWEEN ? AND ? AND status = 'retired')
     WHERE id = ?`,
    firstKey(list),
    lastKey(list),
    firstKey(list),
    lastKey(list),
    list,
  )
}

/**
 * After a repair: the index is made anew from the rows. A list with holes is worse than none, since what is not found in it
 * is taken not to exist: it is on its way out, and the clinic is told to import it again by its absence.
 */
export function recoverLists(db: Sqlite, whole: boolean): void {
  if (!whole) {
    run(db, `UPDATE code_list SET state = 'leaving'`)
    return
  }
  for (const { id, state } of codeLists(db)) {
    if (state !== 'current') continue
    let after = firstKey(id) - 1
    for (;;) {
      const rows = codesAfter(db, id, after, 2_000)
      if (rows.length === 0) break
      after = rows.at(-1)?.key as number
      db.transaction(() => index(db, id, rows))()
    }
  }
}

/** Makes rows findable. Written together: FTS5 writes out what it has gathered at every other statement. */
function index(db: Sqlite, list: number, rows: readonly Pick<CodeRow, 'key' | 'status' | 'words'>[]): void {
  const findable = rows.filter(({ status }) => status !== 'retired')
  for (const { key, words } of findable) run(db, 'INSERT INTO code_words (rowid, words) VALUES (?, ?)', key, words)
  const words = new Set(findable.flatMap((row) => row.words.split(' ')))
  for (const word of words) run(db, 'INSERT OR IGNORE INTO code_word (list, word) VALUES (?, ?)', list, word)
}

/** Lets `condense` merge all there is into one, as `optimize` would at a stroke. */
export const beginCondensing = (db: Sqlite): void =>
  void run(db, `INSERT INTO code_words (code_words, rank) VALUES ('merge', -64)`)

/** Makes the search index denser, a step at a time; answers whether there was anything to do. */
export function condense(db: Sqlite): boolean {
  const before = one<{ n: number }>(db, 'SELECT total_changes() AS n')?.n ?? 0
  run(db, `INSERT INTO code_words (code_words, rank) VALUES ('merge', 64)`)
  const after = one<{ n: number }>(db, 'SELECT total_changes() AS n')?.n ?? 0
  // As FTS5 says: fewer than two changes mean that nothing was merged.
  return after - before >= 2
}

/** Takes up to `count` rows of a list away, and the list itself with the last; answers whether any are left. */
export function removeCodes(db: Sqlite, list: number, count: number): boolean {
  const keys = all<{ key: number }>(
    db,
    'SELECT key FROM code WHERE key BETWEEN ? AND ? ORDER BY key LIMIT ?',
    firstKey(list),
    lastKey(list),
    count,
  )
  for (const { key } of keys) run(db, 'DELETE FROM code_words WHERE rowid = ?', key)
  const last = keys.at(-1)?.key
  if (last !== undefined) run(db, 'DELETE FROM code WHERE key BETWEEN ? AND ?', firstKey(list), last)
  if (keys.length === count) return true
  run(db, 'DELETE FROM code_word WHERE list = ?', list)
  run(db, 'DELETE FROM code_list WHERE id = ?', list)
  return false
}

/** Also a retired one. */
export const codeNamed = (db: Sqlite, list: number, code: string): CodeRow | undefined =>
  one(db, 'SELECT * FROM code WHERE code = ? AND key BETWEEN ? AND ? LIMIT 1', code, firstKey(list), lastKey(list))

/** The next rows of a list, retired ones too, in the order of their keys. */
export const codesAfter = (db: Sqlite, list: number, key: number, count: number): CodeRow[] =>
  all(db, 'SELECT * FROM code WHERE key > ? AND key <= ? ORDER BY key LIMIT ?', key, lastKey(list), count)

/** What a list holds that begins with these letters, by the code; not what is retired. */
export const codesBeginning = (db: Sqlite, list: number, beginning: string, count: number): CodeRow[] =>
  all(
    db,
    `SELECT * FROM code WHERE code >= ? AND code < ? AND key BETWEEN ? AND ? AND status <> 'retired' ORDER BY code LIMIT ?`,
    beginning,
    `${beginning}\uffff`,
    firstKey(list),
    lastKey(list),
    count,
  )

/** The first rows of a list that an FTS5 expression meets, in the order they are offered. */
export const codesMatching = (db: Sqlite, list: number, match: string, count: number): CodeRow[] =>
  all(
    db,
    `SELECT c.* FROM code_words w JOIN code c ON c.key = w.rowid
     WHERE code_words MATCH ? AND w.rowid BETWEEN ? AND ? ORDER BY w.rowid LIMIT ?`,
    match,
    firstKey(list),
    lastKey(list),
    count,
  )

export const firstCodes = (db: Sqlite, list: number, count: number): CodeRow[] =>
  all(db, 'SELECT * FROM code WHERE key BETWEEN ? AND ? ORDER BY key LIMIT ?', firstKey(list), lastKey(list), count)

export const wordsOfList = (db: Sqlite, list: number): string[] =>
  all<{ word: string }>(db, 'SELECT word FROM code_word WHERE list = ? ORDER BY word', list).map(({ word }) => word)
