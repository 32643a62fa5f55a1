import { applySteps, joinedSteps, replacingStep } from '../../../shared/document/index.js'
import type { Instant } from '../../../shared/kernel/ids.js'
import type { Sqlite } from './connection.js'
import type { NoteDocument } from './note-content.js'
import { all, one, run } from './statement.js'

/**
 * The life of a note as this workstation knows it: a document it began with, and the steps since. It lies in `note_step`
 * behind the snapshot, where nothing that is saved or sent reads it: the beginning under the version −1, and under −2 up
 * to which version steps were joined.
 */
export interface StoredHistory {
  /** ProseMirror JSON of the first version known. */
  document: unknown
  at: Instant
  /** Whose that first version is: a local id, or a name. */
  author: string | null
  steps: readonly StoredStep[]
}

export interface StoredStep {
  version: number
  step: unknown
  at: Instant
  author: string | null
}

interface StepRow {
  version: number
  step: string
  at: Instant
  author: string | null
}

const beginning = -1
const joinedUpTo = -2

/** Steps of one person within this time become one where one goes on from the other, milliseconds. */
const together = 10_000
/** Joined when so many have come together. */
const batch = 400
/** A note keeps no more than this of its life; the oldest goes first, a quarter at a time. A day's dictation is 4,000. */
const mostSteps = 6_000
const mostBytes = 3_000_000

const put = 'INSERT OR REPLACE INTO note_step (note, version, step, at, author) VALUES (?, ?, ?, ?, ?)'

/** Begins a note's history with a document at a version; what was known before is dropped. */
export function beginHistory(
  db: Sqlite,
  note: string,
  from: { doc: NoteDocument; version: number; at: Instant; author: string | null },
): void {
  run(db, 'DELETE FROM note_step WHERE note = ? AND version < 0', note)
  const document = JSON.stringify({ version: from.version, document: from.doc.toJSON() })
  run(db, put, note, beginning, document, from.at, from.author)
}

/**
 * Content that did not come from this journal: a step of the note's life where `before` says how it was here, else its
 * beginning. `version` is the note's new one.
 */
export function takeInHistory(
  db: Sqlite,
  note: string,
  now: {
    before?: { doc: NoteDocument; version: number }
    doc: NoteDocument
    version: number
    at: Instant
    author: string | null
  },
): void {
  const { before, doc, at, author } = now
  if (before && hasHistory(db, note)) {
    const step = replacingStep(before.doc, doc)?.toJSON() ?? unchanged
    addStep(db, note, { version: before.version, step, at, author })
    return
  }
  run(db, 'DELETE FROM note_step WHERE note = ?', note)
  beginHistory(db, note, now)
}

/** Only the spelling was another. */
const unchanged = { stepType: 'replace', from: 0, to: 0 }

const addStep = (db: Sqlite, note: string, step: StoredStep): void =>
  void run(db, put, note, step.version, JSON.stringify(step.step), step.at, step.author)

const beginningOf = (db: Sqlite, note: string): StepRow | undefined =>
  one<StepRow>(db, 'SELECT version, step, at, author FROM note_step WHERE note = ? AND version = ?', note, beginning)

/** Whether anything of a note's life is known here. */
export const hasHistory = (db: Sqlite, note: string): boolean =>
  one(db, 'SELECT 1 FROM note_step WHERE note = ? AND version = ?', note, beginning) !== undefined

/** All that is known here; undefined when nothing was written here. */
export function storedHistory(db: Sqlite, note: string): StoredHistory | undefined {
  const row = beginningOf(db, note)
  if (!row) return undefined
  const { version, document } = JSON.parse(row.step) as { version: number; document: unknown }
  return { document, at: row.at, author: row.author, steps: stepsFrom(db, note, version) }
}

const stepsFrom = (db: Sqlite, note: string, version: number, to = Number.MAX_SAFE_INTEGER): StoredStep[] =>
  all<StepRow>(
    db,
    'SELECT version, step, at, author FROM note_step WHERE note = ? AND version >= ? AND version < ? ORDER BY version',
    note,
    version,
    to,
  ).map((row) => ({ ...row, step: JSON.parse(row.step) as unknown }))

/**
 * Keeps the history small: steps before `version`, which no window sends again, are joined into what was written within a
 * few seconds; the oldest of a very long life are let go. Does nothing until there is enough to do.
 */
export function tendHistory(db: Sqlite, note: string, version: number): void {
  const joined = one<{ step: string }>(
    db,
    'SELECT step FROM note_step WHERE note = ? AND version = ?',
    note,
    joinedUpTo,
  )
  const from = joined ? (JSON.parse(joined.step) as number) : 0
  if (version - from < batch) return
  const steps = stepsFrom(db, note, from, version)
  const left = joinedSteps(
    steps.map(({ step }) => step),
    (first, next) => {
      const [a, b] = [steps[first] as StoredStep, steps[next] as StoredStep]
      return a.author === b.author && Math.abs(Date.parse(b.at) - Date.parse(a.at)) < together
    },
  )
  run(db, 'DELETE FROM note_step WHERE note = ? AND version >= ? AND version < ?', note, from, version)
  for (const { first, step } of left) addStep(db, note, { ...(steps[first] as StoredStep), step })
  run(db, put, note, joinedUpTo, String(version), steps.at(-1)?.at ?? '', null)
  letGo(db, note)
}

function letGo(db: Sqlite, note: string): void {
  const size = one<{ steps: number; bytes: number }>(
    db,
    'SELECT count(*) AS steps, sum(length(step)) AS bytes FROM note_step WHERE note = ? AND version >= 0',
    note,
  )
  if (!size || (size.steps <= mostSteps && size.bytes <= mostBytes)) return
  const history = storedHistory(db, note)
  if (!history) return
  const old = history.steps.slice(0, Math.ceil(history.steps.length / 4))
  const next = history.steps[old.length]
  const applied = applySteps(
    history.document,
    old.map(({ step }) => step),
  )
  if (!next || !applied.ok) return
  const { at, author } = old.at(-1) as StoredStep
  const kept = one<{ step: string; at: string }>(
    db,
    'SELECT step, at FROM note_step WHERE note = ? AND version = ?',
    note,
    joinedUpTo,
  )
  beginHistory(db, note, { doc: applied.doc, version: next.version, at, author })
  run(db, 'DELETE FROM note_step WHERE note = ? AND version >= 0 AND version < ?', note, next.version)
  if (kept) run(db, put, note, joinedUpTo, kept.step, kept.at, null)
}
