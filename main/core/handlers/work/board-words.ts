import { fold } from '../../../../shared/domain/fold.js'
import { isTaskKind, kindOf } from '../../../../shared/domain/task/kind.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import type { Sqlite } from '../../store/connection.js'
import { all } from '../../store/statement.js'
import { priorities } from '../../store/task.js'
import type { Entry } from './board-entry.js'

/** A task as far as it is found by words. */
type Findable = Pick<Entry, 'id' | 'patient' | 'owner'>

const tasksSql = `SELECT t.id, t.words, t.kind, t.priority, coalesce(r.name, n.title) AS detail
  FROM json_each(?) j CROSS JOIN task t ON t.id = j.value
    LEFT JOIN report r ON r.id = t.focus LEFT JOIN note n ON n.id = t.focus`
const patientsSql = `SELECT p.id, p.name, p.mrn, p.birth_date FROM json_each(?) j CROSS JOIN patient p ON p.id = j.value`
const ownersSql = `SELECT id, name FROM practitioner UNION ALL SELECT id, name FROM care_team`

/**
 * What tasks are found by, folded once for all keys somebody types: their own words, and once for all of their tasks those
 * of each patient and owner.
 */
export class BoardWords {
  readonly #db: Sqlite
  readonly #tasks = new Map<LocalId, string>()
  readonly #patients = new Map<LocalId, string>()
  #owners: ReadonlyMap<LocalId, string> | undefined

  constructor(db: Sqlite) {
    this.#db = db
  }

  /** Reads what is not known yet of these. */
  learn(tasks: readonly Findable[]): void {
    const unknown = tasks.flatMap(({ id }) => (this.#tasks.has(id) ? [] : [id]))
    if (unknown.length > 0) this.#learnTasks(unknown)
    const strangers = new Set(
      tasks.flatMap(({ patient }) => (patient && !this.#patients.has(patient) ? [patient] : [])),
    )
    if (strangers.size > 0) this.#learnPatients([...strangers])
    this.#owners ??= new Map(
      all<{ id: LocalId; name: string }>(this.#db, ownersSql).map(({ id, name }) => [id, fold(name)]),
    )
  }

  /** Whether a folded word is one of a task's, its patient's or its owner's. */
  has({ id, patient, owner }: Findable, word: string): boolean {
    return (
      this.#tasks.get(id)?.includes(word) === true ||
      (patient !== null && this.#patients.get(patient)?.includes(word) === true) ||
      (owner !== null && this.#owners?.get(owner)?.includes(word) === true)
    )
  }

  forget(task: LocalId): void {
    this.#tasks.delete(task)
  }

  forgetAll(): void {
    this.#tasks.clear()
    this.forgetNames()
  }

  /** People or teams may be called otherwise. */
  forgetNames(): void {
    this.#patients.clear()
    this.#owners = undefined
  }

  #learnTasks(unknown: readonly LocalId[]): void {
    type Row = { id: LocalId; words: string; kind: string; priority: number; detail: string | null }
    // Their words are kept folded, and the many kinds are few.
    for (const { id, words, kind, priority, detail } of all<Row>(this.#db, tasksSql, JSON.stringify(unknown)))
      this.#tasks.set(id, `${words} ${detail ? fold(detail) : ''} ${manyOf(kind)} ${priorities[priority] ?? ''}`)
  }

  #learnPatients(unknown: readonly LocalId[]): void {
    type Row = { id: LocalId; name: string | null; mrn: string | null; birth_date: string | null }
    const rows = new Map(all<Row>(this.#db, patientsSql, JSON.stringify(unknown)).map((row) => [row.id, row]))
    for (const id of unknown) {
      const row = rows.get(id)
      this.#patients.set(id, row ? fold([row.name, row.mrn, row.birth_date].join(' ')) : '')
    }
  }
}

const folded = new Map<string, string>()

/** What tasks of a kind are called, folded. */
function manyOf(kind: string): string {
  const known = folded.get(kind)
  if (known !== undefined || !isTaskKind(kind)) return known ?? ''
  const words = fold(kindOf[kind].many)
  folded.set(kind, words)
  return words
}

/** The words somebody typed into the filter. */
export const typedWords = (text: string | undefined): string[] =>
  fold(text ?? '')
    .split(/\s+/)
    .filter(Boolean)

/** Whether a word says how things stand with a task: `critical`, `abnormal`, `overdue`. */
export const tellsState = ({ flag, due }: Entry, word: string, now: string): boolean =>
  (flag !== null && (flag === 'HH' || flag === 'LL' ? 'critical' : 'abnormal').includes(word)) ||
  (due !== null && due < now && 'overdue'.includes(word))
