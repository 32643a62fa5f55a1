import type { DiagnosticReport, DocumentReference, Task } from '@medplum/fhirtypes'
import type { Staff } from '../../../shared/contract/views/session.js'
import { isTaskKind, kindOf } from '../../../shared/domain/task/kind.js'
import { isOver } from '../../../shared/domain/task/lease.js'
import { timeForReading } from '../../../shared/kernel/dates.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { parseJson } from '../../../shared/kernel/json.js'
import { ok, type Result, refuse } from '../../../shared/kernel/result.js'
import { heldReport } from '../store/held-report.js'
import { isVoid } from '../store/loop-facts.js'
import { noteStatus } from '../store/note.js'
import { all, one } from '../store/statement.js'
import type { Reader } from '../store/store.js'
import type { TaskProjection } from '../store/task.js'
import type { Context } from './context.js'
import { denied, nameOf } from './people.js'
import { serverAt } from './task-steps.js'
import { act } from './work/act.js'

export const taskRow = ({ store }: Context, id: LocalId): TaskProjection | undefined =>
  one<TaskProjection>(store.db, 'SELECT * FROM task WHERE id = ?', id)

/** What is done to one task by one key, and how that is called. */
export interface Change {
  id: LocalId
  who: Staff
  words: string
  /** What is being written for the task that goes with it. */
  drafts?: readonly string[]
}

const notHeld = refuse('not-found', 'This task is not held on this workstation.')

/** Changes a task in a deed of its own, after asking whether it may be. */
export function change(
  context: Context,
  { id, ...how }: Change,
  allowed: (row: TaskProjection) => Result<never> | undefined,
  edit: (task: Task) => void,
): Result<null> {
  return changeAll(context, { ids: [id], ...how }, allowed, edit)
}

/** The same for several at once: all, or none where one of them may not be. */
export function changeAll(
  context: Context,
  { ids, who, words, drafts }: Omit<Change, 'id'> & { ids: readonly LocalId[] },
  allowed: (row: TaskProjection) => Result<never> | undefined,
  edit: (task: Task) => void,
): Result<null> {
  const no = denied(who, 'task.work')
  if (no) return no
  const rows = ids.map((id) => taskRow(context, id))
  for (const row of rows) {
    const refusal = row ? allowed(row) : notHeld
    if (refusal) return refusal
  }
  const [first] = rows
  const single = ids.length === 1 ? first : undefined
  const deed = single
    ? { who, words: `${words}: ${single.text}`, patient: single.patient ?? undefined, task: single.id, drafts }
    : { who, words: `${words}: ${ids.length} tasks` }
  act(context, deed, (tx) => {
    for (const id of ids)
      tx.edit('Task', id, (task) => {
        edit(task)
        task.lastModified = context.at()
      })
  })
  return ok(null)
}

export const isDone = ({ status }: Pick<TaskProjection, 'status'>): boolean =>
  status === 'done' || status === 'cancelled'

export const closed = (row: Pick<TaskProjection, 'status'>): Result<never> | undefined =>
  isDone(row) ? refuse('stale', 'This task is finished already.') : undefined

/** Nothing about a held result is finished in passing: first somebody decides whose it is. */
export const undecided = ({ store }: Context, { kind, focus }: TaskProjection): Result<never> | undefined =>
  (kind === 'unmatched-result' || kind === 'result-review') && focus && heldReport(store.db, focus)
    ? refuse('locked', 'This result is held: first decide whose it is.')
    : undefined

const saysSomething = (report: DiagnosticReport | undefined): boolean => report !== undefined && !isVoid(report)

/** A result is reviewed, and its patient told, with what it says: a tick would end the loop with nobody having read it. One that was taken back says nothing any more. */
export const byItsResult = ({ store }: Context, { kind, focus }: TaskProjection): Result<never> | undefined =>
  (kind === 'result-review' || kind === 'tell-patient') && focus && saysSomething(store.read('DiagnosticReport', focus))
    ? refuse('invalid', 'This is finished with its result: read it, and review it or tell the patient there.')
    : undefined

/** Whether a note lacks what a task asks for it: its author's signature, or a colleague's, who then vouches in the author's place. */
export function waitsForSignature({ identity }: Reader, kind: string, note: DocumentReference): boolean {
  const status = noteStatus(note)
  if (kind === 'sign-note') return status === 'draft'
  if (kind !== 'cosign-note' || status === 'entered-in-error') return false
  const voucher = note.authenticator?.reference
  return voucher === undefined || identity.resolve(voucher) === identity.resolve(note.author?.[0]?.reference)
}

/** A note is signed or co-signed in the chart: a tick would leave it unsigned with nobody reminded. */
export function bySigning({ store }: Context, { kind, focus }: TaskProjection): Result<never> | undefined {
  const note = focus ? store.read('DocumentReference', focus) : undefined
  return note && waitsForSignature(store, kind, note)
    ? refuse('invalid', 'This is finished by signing the note: open it and sign it there.')
    : undefined
}

/** An order without an answer never just vanishes: it is awaited longer, ordered again or ended, and its task with it. */
export const byItsOrder = (
  { store }: Context,
  { kind, focus, based_on }: TaskProjection,
): Result<never> | undefined => {
  const order = kind === 'loop-overdue' ? (focus ?? based_on) : null
  const held = order ? store.read('ServiceRequest', order) : undefined
  return held?.status === 'active'
    ? refuse('invalid', 'Say what becomes of the order: awaited later, ordered again, or not needed any more.')
    : undefined
}

/** A refill is approved or denied with a reason: a tick would leave the patient without either. */
export const byDeciding = ({ kind }: TaskProjection): Result<never> | undefined =>
  kind === 'refill-request'
    ? refuse(
        'invalid',
        'A refill is finished by approving or denying it. Decide it, or hand it to somebody who prescribes.',
      )
    : undefined

/** A call to a patient is done once it is written down who was reached: a tick would say so of nobody. */
export function byContact(context: Context, { id, kind, patient }: TaskProjection): Result<never> | undefined {
  if (kind !== 'call' || patient === null || wasReached(context, id, patient)) return undefined
  return refuse('invalid', 'A call is finished by writing down who was reached: press Called, or hand it on.')
}

function wasReached({ store }: Context, task: LocalId, patient: LocalId): boolean {
  const contacts = all<{ id: LocalId }>(
    store.db,
    `SELECT id FROM message WHERE patient = ? AND kind = 'contact' AND told = 1`,
    patient,
  )
  return contacts.some(({ id }) =>
    store.read('Communication', id)?.basedOn?.some(({ reference }) => store.identity.resolve(reference) === task),
  )
}

/** A colleague who is at it, by a claim that has not ended: their name. */
function holderOf(context: Context, { status, owner, lease_until }: TaskProjection, who: Staff): string | undefined {
  if (status !== 'claimed' || owner === who.id || isOver(lease_until, serverAt(context))) return undefined
  return nameOf(context.store, owner) ?? 'Someone else'
}

/** Someone else holds it: taking it over is a choice made by assigning, not by accident. */
export function heldByOther(context: Context, row: TaskProjection, who: Staff): Result<never> | undefined {
  const holder = holderOf(context, row, who)
  if (!holder) return undefined
  const since = row.begun ? ` since ${timeForReading(row.begun as Instant)}` : ''
  return refuse('conflict', `${holder} has been working on this${since}.`)
}

/** Begun work changes hands with a word: where it stands, or why it is taken from whoever is at it. */
export function needsAWord(context: Context, row: TaskProjection, who: Staff): Result<never> | undefined {
  if (row.status === 'claimed' && row.owner === who.id)
    return refuse('invalid', 'You have begun this. Say in a few words where it stands.')
  const holder = holderOf(context, row, who)
  return holder ? refuse('invalid', `${holder} is working on this. Say why it goes to someone else.`) : undefined
}

/** What finishing this kind of work asks of a person's role. */
export const mayNotFinish = ({ kind }: Pick<TaskProjection, 'kind'>, who: Staff): Result<never> | undefined =>
  isTaskKind(kind) ? denied(who, kindOf[kind].permission) : undefined

/** Whether whose a task is was changed here and the EHR has not said that it is so: somebody may have been first. */
export function isProvisional({ store }: Context, id: LocalId): boolean {
  const row = store.row('Task', id)
  if (!row || row.base === null) return false
  const [before, now] = [row.base, row.json].map((json) => parseJson(json) as Task) as [Task, Task]
  return (
    now.status === 'in-progress' && (before.status !== now.status || before.owner?.reference !== now.owner?.reference)
  )
}

/** Whether whoever is signed in hears what comes of a task. */
export function isWatched({ store, session }: Context, id: LocalId): boolean {
  const me = session.user()?.id
  const sql = `SELECT 1 FROM task_for WHERE task = ? AND party = ? AND why = 'watcher'`
  return me !== undefined && one(store.db, sql, id, me) !== undefined
}
