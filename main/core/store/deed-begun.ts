import type { Resource } from '@medplum/fhirtypes'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import type { Sqlite } from './connection.js'
import { addDeed, addPart } from './deed.js'
import { heldUntil, holdChosen } from './hold.js'
import { isMention } from './outward.js'
import { all, one } from './statement.js'
import { type DraftRow, draftFiles, keepDraft } from './work-draft.js'

/** A person's deed as it begins. */
export interface NewDeed {
  id: string
  /** What was done, for the list of what can be taken back. */
  words: string
  task?: LocalId | undefined
  patient?: LocalId | undefined
  /** Words being written for the task, or without one for the patient, that it uses up, by what they are: `reply`. */
  drafts?: readonly string[] | undefined
  /** Where those words stand, when it is neither under the task nor under the patient. */
  draft?: string | undefined
  /** The deed it takes back. */
  undoes?: string | undefined
}

/** A resource as a deed changes it. */
interface Touched {
  type: string
  resource: LocalId
  patient: LocalId | undefined
  outward: boolean
  before?: string
  base?: string | null
  after: string | null
}

/** A deed under way in a transaction: notes what everything was before it, and on what terms its changes leave. */
export class BegunDeed {
  readonly #db: Sqlite
  readonly #by: { who: LocalId; at: Instant }
  readonly #deed: NewDeed
  #isKept = false
  /** The task what follows is done under. */
  guard: LocalId | undefined

  constructor(db: Sqlite, by: { who: LocalId; at: Instant }, deed: NewDeed) {
    this.#db = db
    this.#by = by
    this.#deed = deed
    this.guard = deed.task
  }

  get id(): string {
    return this.#deed.id
  }

  /**
   * How a change waits: only what goes to a patient, or is carried out on one, is held. That, and what the deed does to other
   * tasks than its own, is guarded: a call that was asked for is for nobody when the task was another's.
   */
  terms(
    resource: Resource,
    id: LocalId,
    outward: boolean,
  ): { deed: string; hold: Instant | null; guard: LocalId | null } {
    const hold = outward ? heldUntil(this.#by.at, holdChosen(this.#db)) : null
    const follows = resource.resourceType === 'Task' && !isMention(resource) && this.#deed.undoes === undefined
    const isGuarded = id !== this.guard && (outward || follows)
    return { deed: this.id, hold, guard: (isGuarded && this.guard) || null }
  }

  /** Before its change is queued. */
  touch({ type, resource, patient = undefined, outward, before, base = null, after }: Touched): void {
    this.#keep()
    const open = one(
      this.#db,
      `SELECT * FROM outbox WHERE resource = ? AND type = ? AND state <> 'in-flight'`,
      ...[resource, type],
    )
    addPart(this.#db, {
      ...{ deed: this.id, type, resource, patient: patient ?? null, outward: outward ? 1 : 0 },
      ...{ guard: this.guard ?? null, before: before ?? null, base, after },
      entry: open === undefined ? null : JSON.stringify(open),
    })
  }

  #keep(): void {
    if (this.#isKept) return
    this.#isKept = true
    const { id, words, task = null, patient = null, drafts = [], draft, undoes = null } = this.#deed
    const places = draft === undefined ? [task ?? patient, task === null ? `new ${patient}` : null] : [draft, null]
    const used = all<DraftRow>(
      this.#db,
      `SELECT * FROM work_draft WHERE task IN (?, ?) AND who = ? AND what IN (SELECT value FROM json_each(?))`,
      ...[...places, this.#by.who, JSON.stringify(drafts)],
    )
    for (const { task: about, who, what, at } of used) keepDraft(this.#db, { task: about, who, what, text: '', at })
    addDeed(this.#db, {
      ...{ id, ...this.#by, words, task, patient, undoes },
      // Its files are in the message: kept there once.
      drafts:
        used.length > 0 ? JSON.stringify(used.map((row) => (row.what === draftFiles ? noFiles(row) : row))) : null,
    })
  }
}

const noFiles = (row: DraftRow): DraftRow => ({ ...row, data: null })
