import type { Sqlite } from './connection.js'
import { run } from './statement.js'

/** What the search index knows of a patient, by the key of their row. */
export interface Indexed {
  key: number
  words: string
  numbers: string
  birth_date: string | null
}

/** One change of one index: first what it forgets, then what it learns. */
interface Change {
  key: number
  forget?: string
  learn?: string
}

interface Waiting {
  words: Change[]
  numbers: Change[]
  /** Words that may be new to the vocabulary. */
  names: Set<string>
}

/**
 * Changes of the search index that wait for the end of their transaction. Written between other rows each would be
 * flushed by itself, since FTS5 writes out all it has gathered at every savepoint, and SQLite opens one for each
 * statement that could be undone half way. Together they cost a fifth.
 */
const waiting = new WeakMap<Sqlite, Waiting>()

function waitingOf(db: Sqlite): Waiting {
  let own = waiting.get(db)
  if (!own) {
    own = { words: [], numbers: [], names: new Set() }
    waiting.set(db, own)
  }
  return own
}

/** Brings the index from `old` to `now`; undefined where the patient was, or is, not there. */
export function index(db: Sqlite, old: Indexed | undefined, now: Indexed | undefined): void {
  const { words, numbers, names } = waitingOf(db)
  const key = (now ?? old)?.key as number
  note(words, key, old && indexedWords(old), now && indexedWords(now))
  note(numbers, key, old?.numbers, now?.numbers)
  if (now && now.words !== old?.words) for (const word of now.words.split(' ')) names.add(word)
}

/** Writes what waits; the last thing a transaction does. */
export function settleIndex(db: Sqlite): void {
  const own = waiting.get(db)
  if (!own) return
  waiting.delete(db)
  write(db, 'patient_words', 'words', own.words)
  write(db, 'patient_numbers', 'numbers', own.numbers)
  for (const name of own.names) run(db, 'INSERT OR IGNORE INTO name_word (word) VALUES (?)', name)
}

/** The transaction was undone. */
export const forgetIndex = (db: Sqlite): void => void waiting.delete(db)

/** A name is often narrowed by the year of birth, so that stands among the words; no name consists of digits. */
const indexedWords = ({ words, birth_date: birthDate }: Indexed): string =>
  birthDate ? `${words} ${birthDate.slice(0, 4)}` : words

function note(changes: Change[], key: number, forget: string | undefined, learn: string | undefined): void {
  if (forget === learn) return
  changes.push({ key, ...(forget === undefined ? {} : { forget }), ...(learn === undefined ? {} : { learn }) })
}

/** In the order of the keys, in which FTS5 gathers without writing in between; what happened to one key stays in order. */
function write(db: Sqlite, table: string, column: string, changes: Change[]): void {
  // An index without content forgets a row only when told exactly what it held.
  const forgetting = `INSERT INTO ${table} (${table}, rowid, ${column}) VALUES ('delete', ?, ?)`
  const learning = `INSERT INTO ${table} (rowid, ${column}) VALUES (?, ?)`
  for (const { key, forget, learn } of changes.sort((a, b) => a.key - b.key)) {
    if (forget !== undefined) run(db, forgetting, key, forget)
    if (learn !== undefined) run(db, learning, key, learn)
  }
}
