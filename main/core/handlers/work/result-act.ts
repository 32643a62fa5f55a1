import type { Communication, MedicationRequest, ServiceRequest, Task } from '@medplum/fhirtypes'
import type { ParsedOf } from '../../../../shared/contract/contract.js'
import type { Staff } from '../../../../shared/contract/views/session.js'
import { type OrderData, readOrder } from '../../../../shared/domain/chip/order.js'
import { type ContactWay, isTold, type Reached } from '../../../../shared/domain/message/contact.js'
import { closes } from '../../../../shared/domain/result/loop.js'
import type { Telling } from '../../../../shared/domain/result/loop-facts.js'
import { after } from '../../../../shared/domain/result/times.js'
import { isSupervised } from '../../../../shared/domain/role.js'
import { reviewedOutput } from '../../../../shared/domain/task/extension.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { type Result, refuse } from '../../../../shared/kernel/result.js'
import { clinicTimes } from '../../store/clinic-times.js'
import { wordsOf } from '../../store/concept.js'
import { loopFacts, membersOf } from '../../store/loop.js'
import { loopClosed, resultTold } from '../../store/loop-facts.js'
import { all } from '../../store/statement.js'
import type { TaskProjection } from '../../store/task.js'
import type { Writer } from '../../store/write.js'
import type { Context } from '../context.js'
import { referTo, withExtension } from '../fhir.js'
import { ending } from '../parts/medication.js'
import { orderParts } from '../parts/order.js'
import type { Signing } from '../parts/part.js'
import { coreOf } from '../people.js'
import { assigneeOf, newTask } from '../task-new.js'
import { finish, remark } from '../task-steps.js'
import { coReview } from './co-review.js'
import { contactRecord } from './contact.js'
import { patientMessage } from './patient-message.js'
import { type Judged, ordersOf } from './result-view.js'

/** What a person decided about a result, in one. */
export type ResultAct = Pick<
  ParsedOf<'result.act'>,
  'comment' | 'message' | 'orders' | 'stops' | 'told' | 'tell' | 'seen'
>

/** A task about a result, with the report it is about. */
export type ResultTask = TaskProjection & { patient: LocalId; focus: LocalId }

interface Doing {
  context: Context
  tx: Writer
  who: Staff
  task: ResultTask
  judged: Judged
  act: ResultAct
}

/**
 * Carries out what was decided about one result, inside a commit; answers what it made. The message, the orders and the
 * task to tell the patient refer to the task and the report, and neither to them, so that each can leave on its own.
 */
export function carryOut(doing: Doing): LocalId[] {
  const { context, tx, who, task, judged, act } = doing
  const isReview = task.kind === 'result-review'
  const reached = act.told && isTold(act.told.reached)
  const word = act.message ? writeMessage(doing, act.message) : act.told ? recordContact(doing, act.told) : undefined
  const isTelling = act.message !== undefined || reached === true
  if (isReview || isTelling)
    tx.edit('Task', task.id, (resource) => {
      finish(context, resource, who)
      if (isReview) setReviewed(resource, act.seen)
      if (act.comment) remark(context, resource, who, act.comment)
    })
  else if (act.told) tx.edit('Task', task.id, (resource) => tried(doing, resource))
  if (isTelling) finishTelling(doing)
  if (isTelling && word) closeOrders(doing, word, act.message ? 'message' : 'contact')
  const left = isReview && !isTelling ? leaveTelling(doing) : undefined
  const again = isReview && judged.weight === 'critical' && isSupervised(who.role) ? askSupervisor(doing) : undefined
  const orders = ordersIn(act).map((order) => placeOrder(doing, order))
  for (const stop of act.stops ?? []) stopMedicine(doing, stop)
  return [word, left, again, ...orders].filter((id) => id !== undefined)
}

function setReviewed(task: Task, seen: string): void {
  const others = (task.output ?? []).filter(({ type }) => type.text !== reviewedOutput)
  task.output = [...others, { type: { text: reviewedOutput }, valueString: seen }]
}

function tried({ context, who, act }: Doing, task: Task): void {
  const words = act.told?.reached === 'voicemail' ? 'left a voicemail' : 'did not reach the patient'
  remark(context, task, who, [words, act.comment].filter(Boolean).join(': '))
  task.lastModified = context.at()
}

/** The word to the patient says what it told of, so that a correction is told again. */
const withTold = (message: Communication, seen: string): Communication => ({
  ...message,
  extension: [...(message.extension ?? []), { url: resultTold, valueString: seen }],
})

const aboutOf = ({ focus }: ResultTask) => [{ type: 'DiagnosticReport' as const, id: focus }]

function writeMessage({ context, tx, who, task, judged, act }: Doing, text: string): LocalId {
  const id = context.newId()
  const topic = `Your result: ${wordsOf(judged.report.code) ?? 'laboratory'}`
  const message = patientMessage(context, who, {
    patient: task.patient,
    text,
    topic,
    about: aboutOf(task),
    task: task.id,
  })
  tx.create(id, withTold(message, act.seen))
  return id
}

type Told = { way: ContactWay; reached: Reached; whom?: string | undefined; words: string }

function recordContact({ context, tx, who, task, act }: Doing, told: Told): LocalId {
  const id = context.newId()
  const record = contactRecord(context, who, { ...told, patient: task.patient, about: aboutOf(task), task: task.id })
  tx.create(id, isTold(told.reached) ? withTold(record, act.seen) : record)
  return id
}

/** What else still asks to tell the patient of this. */
export const otherTellings = ({ store }: Context, { id, focus }: ResultTask): TaskProjection[] =>
  all<TaskProjection>(
    store.db,
    `SELECT * FROM task WHERE focus = ? AND kind = 'tell-patient' AND status IN ('open', 'claimed') AND id <> ?`,
    focus,
    id,
  )

/** All of it is done by telling. */
function finishTelling({ context, tx, who, task }: Doing): void {
  for (const { id } of otherTellings(context, task)) tx.edit('Task', id, (resource) => finish(context, resource, who))
}

/** A result that was reviewed and not told is left with somebody who tells. */
function leaveTelling({ context, tx, who, task, judged, act }: Doing): LocalId | undefined {
  const { report, weight } = judged
  const isFinal = !['registered', 'partial', 'preliminary'].includes(report.status ?? '')
  // What is not final is told when it is, unless something critical stands in it.
  if (!isFinal && weight !== 'critical') return undefined
  const { store } = context
  const id = context.newId()
  const at = context.at()
  const to = (act.tell && assigneeOf(context, act.tell.to)) ?? { id: who.id, name: who.name, team: false }
  const { name } = coreOf(store, task.patient, context.clock.now())
  const telling = newTask(context, who, at, {
    patient: task.patient,
    kind: 'tell-patient',
    text: `Tell ${name}: ${wordsOf(report.code) ?? 'result'}`,
    to,
    due: after(at, clinicTimes(store.db).told[weight]),
    priority: weight === 'critical' ? 'urgent' : 'routine',
  })
  const order = ordersOf(context, report)[0]
  // What a voicemail did not say is to be said yet.
  const words = act.tell ? act.tell.words : act.told?.words
  tx.create(id, {
    ...telling,
    focus: referTo(store, 'DiagnosticReport', task.focus),
    ...(order && { basedOn: [referTo(store, 'ServiceRequest', order)] }),
    ...(words && { input: [{ type: { text: 'what to say' }, valueString: words }] }),
  })
  return id
}

function askSupervisor({ context, tx, who, task, judged, act }: Doing): LocalId {
  const id = context.newId()
  const order = ordersOf(context, judged.report)[0]
  const due = after(context.at(), clinicTimes(context.store.db).reviewed.critical)
  tx.create(id, coReview(context, who, { task, order, due }, act.comment))
  return id
}

/** Marks the orders whose last report the patient has been told of; it leaves once the word to the patient has arrived. */
function closeOrders({ context, tx, task, judged }: Doing, word: LocalId, way: Telling['way']): void {
  const { store } = context
  for (const order of ordersOf(context, judged.report)) {
    const members = membersOf(store.db, order)
    const isLast = closes(loopFacts(store, members), { report: task.focus, way }, clinicTimes(store.db))
    if (isLast) tx.edit('ServiceRequest', order, (resource) => markClosed(context, resource, word))
  }
}

/** Says on an order by which word to the patient its loop was closed. */
export function markClosed({ store }: Context, order: ServiceRequest, word: LocalId): void {
  order.status = 'completed'
  const valueReference = referTo(store, 'Communication', word)
  order.extension = withExtension(order.extension, loopClosed, { valueReference }) ?? []
}

function placeOrder({ context, tx, who, task }: Doing, data: OrderData): LocalId {
  const id = context.newId()
  const at = context.at()
  const signing: Signing = {
    context,
    patient: task.patient,
    note: task.id,
    appends: false,
    held: false,
    encounter: undefined,
    who,
    at,
    seen: at,
  }
  const supportingInfo = [referTo(context.store, 'DiagnosticReport', task.focus)]
  for (const { resource } of orderParts(signing, id, data, { problem: undefined }).parts)
    tx.create(id, { ...(resource as ServiceRequest), supportingInfo })
  return id
}

function stopMedicine({ tx }: Doing, { medicine, reason }: NonNullable<ResultAct['stops']>[number]): void {
  const held = tx.read('MedicationRequest', medicine)
  const display = wordsOf(held?.medicationCodeableConcept) ?? 'the medicine'
  const stop = { action: 'stop' as const, display, codings: [], ingredients: [], ...(reason && { reason }) }
  const { change } = ending(medicine, stop)
  tx.edit('MedicationRequest', medicine, (resource: MedicationRequest) => change(resource))
}

/** The orders as they are to be placed; what does not read as one is left out. */
export const ordersIn = ({ orders }: Pick<ResultAct, 'orders'>): OrderData[] =>
  (orders ?? []).flatMap((order) => readOrder(order) ?? [])

/** Whether these medicines may be stopped for this patient here. */
export function notTheirs({ store }: Context, patient: LocalId, stops: ResultAct['stops']): Result<never> | undefined {
  const strange = (stops ?? []).some(({ medicine }) => store.row('MedicationRequest', medicine)?.patient !== patient)
  return strange ? refuse('wrong-patient', 'That medicine is not on this patient’s list. Nothing was done.') : undefined
}

/** What was done to a result, for the list of what can be taken back. */
export const deedWords = ({ text, kind }: ResultTask): string =>
  kind === 'result-review' ? `Reviewed: ${text}` : `Told: ${text}`
