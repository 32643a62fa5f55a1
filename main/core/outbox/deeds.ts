import type { Communication, Resource } from '@medplum/fhirtypes'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { parseJson } from '../../../shared/kernel/json.js'
import { type DeedPart, type DeedRow, deedBy, forgetDeed, partsOf } from '../store/deed.js'
import { uuidSystem } from '../store/identity.js'
import type { ResourceRow } from '../store/resource-row.js'
import { all, one, run } from '../store/statement.js'
import type { Store } from '../store/store.js'
import { type DraftFile, type DraftRow, filesIn, giveBackDraft } from '../store/work-draft.js'
import type { Writer } from '../store/write.js'
import { type Entry, entriesOf } from './entry.js'
import { takenBack } from './inverse.js'

/** Why a deed cannot be taken back, and the part it fails at. */
export interface Hindrance {
  /** `left`: it reached the EHR at `at`, or is on its way. `changed`: somebody has changed it since. `used`: something else rests on it. */
  because: 'left' | 'changed' | 'used'
  type: string
  resource: LocalId
  at?: Instant
}

type Step = (tx: Writer) => void

export interface DeedsDeps {
  store: Store
  at(): Instant
  newId(): LocalId
}

/** Takes deeds back, all of one or nothing, and does them again. */
export class Deeds {
  readonly #deps: DeedsDeps
  readonly #store: Store

  constructor(deps: DeedsDeps) {
    this.#deps = deps
    this.#store = deps.store
  }

  /** A person's own, the newest first; what only took another back is no deed of its own. */
  list(who: LocalId, most: number): DeedRow[] {
    const sql = 'SELECT * FROM deed WHERE who = ? AND undoes IS NULL ORDER BY seq DESC LIMIT ?'
    return all<DeedRow>(this.#store.db, sql, who, most)
  }

  /** Of which something waits: until when at the latest, and whether part of it was kept back. */
  waiting(deed: string): { until: Instant | undefined; lost: boolean } {
    const sql = 'SELECT max(hold_until) AS until, count(lost) AS lost FROM outbox WHERE deed = ?'
    const row = one<{ until: Instant | null; lost: number }>(this.#store.db, sql, deed)
    return { until: row?.until ?? undefined, lost: (row?.lost ?? 0) > 0 }
  }

  /** Restores everything the deed changed, and the words it used up; or says what is in the way. */
  undo(deed: DeedRow): Hindrance | undefined {
    const steps = this.#stepsOf(deed, false)
    if (!Array.isArray(steps)) return steps
    this.#store.commit({ who: deed.who, at: this.#deps.at() }, (tx) => {
      const id = this.#deps.newId()
      const { words, task, patient } = deed
      tx.begin({ id, words, task: task ?? undefined, patient: patient ?? undefined, undoes: deed.id })
      for (const step of steps) step(tx)
      run(tx.db, 'UPDATE deed SET undone_by = ? WHERE id = ?', id, deed.id)
      const files = filesOf(partsOf(tx.db, deed.id))
      for (const draft of JSON.parse(deed.drafts ?? '[]') as DraftRow[]) giveBackDraft(tx.db, draft, tx.at, files)
    })
    return undefined
  }

  /** Does again what was taken back: as a new deed, which waits again as the first did. */
  redo(deed: DeedRow): Hindrance | undefined {
    const undoing = deed.undone_by === null ? undefined : deedBy(this.#store.db, deed.undone_by)
    if (!undoing) return { because: 'changed', type: 'Task', resource: deed.task ?? ('' as LocalId) }
    const steps = this.#stepsOf(undoing, true)
    if (!Array.isArray(steps)) return steps
    const used = JSON.parse(deed.drafts ?? '[]') as DraftRow[]
    this.#store.commit({ who: deed.who, at: this.#deps.at() }, (tx) => {
      const { words, task, patient } = deed
      const drafts = used.map(({ what }) => what)
      const stood = { drafts, ...(used[0] && { draft: used[0].task }) }
      tx.begin({ id: this.#deps.newId(), words, task: task ?? undefined, patient: patient ?? undefined, ...stood })
      for (const step of steps) step(tx)
      forgetDeed(tx.db, undoing.id)
      forgetDeed(tx.db, deed.id)
    })
    return undefined
  }

  #stepsOf(deed: DeedRow, again: boolean): Step[] | Hindrance {
    const parts = partsOf(this.#store.db, deed.id)
    const own = new Set(parts.map(({ resource }) => resource))
    const steps: Step[] = []
    // What was taken back last is done again first.
    for (const part of again ? parts.toReversed() : parts) {
      const step = this.#stepOf(part, own, again)
      if (typeof step === 'object') return step
      steps.push(step)
    }
    return steps
  }

  #stepOf(part: DeedPart, own: ReadonlySet<LocalId>, again: boolean): Step | Hindrance {
    const { type, resource: id, before, base, entry, after, guard } = part
    const row = this.#store.row(type, id)
    const hindered = (because: Hindrance['because'], at?: Instant | null): Hindrance => ({
      ...{ because, type, resource: id },
      ...(at && { at }),
    })
    if (after === null) {
      if (row || before === null) return hindered('changed')
      return (tx) => {
        tx.under(guard ?? undefined)
        tx.create(id, withoutUuid(parseJson(before) as Resource, id))
      }
    }
    if (!row) return hindered('changed')
    const entries = entriesOf(this.#store.db, type, id)
    if (this.#isUntouched(part, row, entries)) {
      if (before === null && this.#isUsed(row, own)) return hindered('used')
      return (tx) => tx.restore(type, id, { before, base, entry })
    }
    // A message, an order: what has left cannot be called back.
    if (part.outward && !again) {
      const isOut = entries.length === 0 || entries.some(({ state }) => state === 'in-flight')
      return isOut ? hindered('left', entries.length === 0 ? row.last_updated : null) : hindered('changed')
    }
    const now = parseJson(row.json) as Resource
    const wanted =
      before === null
        ? takenOut(parseJson(after) as Resource, now)
        : takenBack(parseJson(before) as Resource, parseJson(after) as Resource, now)
    if (!wanted) return hindered('changed')
    return (tx) => {
      tx.under(guard ?? undefined)
      tx.edit(type as 'Task', id, (resource) => {
        for (const key of Object.keys(resource)) delete (resource as unknown as Record<string, unknown>)[key]
        Object.assign(resource, wanted, type === 'Task' && { lastModified: tx.at })
      })
    }
  }

  /** It is as the deed left it, and nothing of that has gone anywhere: it can be as if it had never been. */
  #isUntouched({ deed, before, base, after }: DeedPart, row: ResourceRow, entries: readonly Entry[]): boolean {
    const open = entries.filter(({ state }) => state !== 'in-flight')
    const [entry] = open
    if (row.json !== after || row.theirs !== null || row.theirs_deleted !== 0) return false
    if (open.length !== 1 || entry?.deed !== deed) return false
    if (entry.state !== 'waiting' && entry.lost === null) return false
    if (before === null) return entries.length === 1 && row.server_id === null
    return base === null ? row.base === null || row.base === before : row.base === base
  }

  /** Something else that was entered refers to it. */
  #isUsed({ id, patient }: ResourceRow, own: ReadonlySet<LocalId>): boolean {
    const rows = all<{ id: LocalId }>(
      this.#store.db,
      `SELECT r.id FROM outbox o JOIN resource r ON r.id = o.resource AND r.type = o.type
         WHERE o.patient IS ? AND r.id <> ? AND instr(r.json, ?) > 0`,
      ...[patient, id, `"urn:uuid:${id}"`],
    )
    return rows.some((row) => !own.has(row.id))
  }
}

/** What was made and has reached the EHR, marked as not to be: while it is as it was made. */
function takenOut(made: Resource, now: Resource): Resource | undefined {
  const [was, is] = [made, now] as unknown as { status?: string; owner?: unknown }[] as [
    { status?: string },
    { status?: string },
  ]
  if (is.status === undefined || was.status !== is.status) return undefined
  if (now.resourceType === 'Task') return { ...now, status: 'cancelled', statusReason: { text: 'taken back' } }
  return { ...now, status: 'entered-in-error' } as Resource
}

/** The files of the message a deed made: they were chosen for its draft. */
function filesOf(parts: readonly DeedPart[]): DraftFile[] {
  const message = parts.find(({ type, before }) => type === 'Communication' && before === null)
  return message?.after ? filesIn(parseJson(message.after) as Communication) : []
}

function withoutUuid(resource: Resource, id: LocalId): Resource {
  const { identifier, ...rest } = resource as Resource & { identifier?: unknown }
  if (!Array.isArray(identifier)) return rest as Resource
  const isOwn = ({ system, value }: { system?: string; value?: string }): boolean =>
    system === uuidSystem && value === `urn:uuid:${id}`
  const others = identifier.filter((other) => !isOwn(other))
  return (others.length > 0 ? { ...rest, identifier: others } : rest) as Resource
}
