import type { ServiceRequest } from '@medplum/fhirtypes'
import type { Staff } from '../../../../shared/contract/views/session.js'
import type { Lane, LaneCard } from '../../../../shared/contract/views/work/results.js'
import { isTold } from '../../../../shared/domain/message/contact.js'
import type { Permission } from '../../../../shared/domain/role.js'
import { dateForReading, dayBounds } from '../../../../shared/kernel/dates.js'
import type { DateText, LocalId } from '../../../../shared/kernel/ids.js'
import { ok, type Result, refuse } from '../../../../shared/kernel/result.js'
import { heldReport } from '../../store/held-report.js'
import { expectedBy } from '../../store/loop-facts.js'
import { all } from '../../store/statement.js'
import type { TaskProjection } from '../../store/task.js'
import { ofPatient, type Topic } from '../../store/topic.js'
import type { CommandHandlers, Context, QueryHandlers } from '../context.js'
import { referToStaff, withExtension } from '../fhir.js'
import { coreOf, denied, patientCore, patientRows } from '../people.js'
import { closed, heldByOther, taskRow } from '../task-change.js'
import { finish, remark } from '../task-steps.js'
import { act } from './act.js'
import { loopList } from './loop-list.js'
import { knownLoop, loopView } from './loop-view.js'
import { askingAbout, hasPassed, takenAmong } from './order.js'
import { partiesOf } from './parties.js'
import { noPortal, portalOf } from './patient-message.js'
import {
  carryOut,
  deedWords,
  notTheirs,
  ordersIn,
  otherTellings,
  type ResultAct,
  type ResultTask,
} from './result-act.js'
import { type Judged, judged, laneCard, resultView } from './result-view.js'

/** Cards of the review lane at once: more than anybody reads in one go. */
const mostCards = 60

const laneTopics: Topic[] = [
  'Task',
  'DiagnosticReport',
  'Observation',
  'ServiceRequest',
  'Communication',
  // Whose cards they are, and for whom one stands in.
  'Patient',
  'CareTeam',
  'PractitionerRole',
  'session',
  'work-clock',
]

export const resultsQueries = {
  'result.view': {
    run: (context, { patient, report }) => ({
      value: resultView(context, report, patient),
      topics: [ofPatient(patient), 'Practitioner', 'PlanDefinition', 'outbox', 'sync'],
    }),
  },
  'result.lane': {
    run(context) {
      const me = context.session.user()
      if (!me) return { value: { cards: [], others: 0 }, topics: ['session'] }
      return { value: lane(context, me), topics: laneTopics }
    },
  },
  'loop.view': {
    run: (context, { patient, loop }) => ({
      value: loopView(context, loop) ?? null,
      topics: [ofPatient(patient), 'Practitioner', 'PlanDefinition', 'sync'],
    }),
  },
  'loop.list': {
    run(context, { view }) {
      const me = context.session.user()
      const topics: Topic[] = [
        'ServiceRequest',
        'Specimen',
        'DiagnosticReport',
        'Observation',
        'Task',
        'Communication',
        'PlanDefinition',
        'Patient',
        'session',
        'sync',
      ]
      return { value: loopList(context, view, me), topics }
    },
  },
} satisfies Partial<QueryHandlers>

function lane(context: Context, me: Staff): Lane {
  const { store, clock } = context
  const parties = JSON.stringify(partiesOf(context, me).map(({ party }) => party))
  const tasks = all<TaskProjection>(
    store.db,
    `SELECT DISTINCT t.* FROM json_each(?) p JOIN task_for f ON f.party = p.value JOIN task t ON t.id = f.task
       WHERE f.why IN ('owner', 'role') AND t.kind = 'result-review' AND t.status IN ('open', 'claimed')
         AND (t.status = 'open' OR t.owner = ?) ORDER BY t.due, t.authored, t.id`,
    parties,
    me.id,
  )
  const patients = patientRows(store, [...new Set(tasks.flatMap(({ patient }) => patient ?? []))])
  const cards: LaneCard[] = []
  for (const task of tasks) {
    if (cards.length >= mostCards) break
    const row = task.patient ? patients.get(task.patient) : undefined
    const called = row?.preferred && { preferredName: row.preferred }
    const card = row && laneCard(context, task, { ...patientCore(row, clock.now()), ...called })
    if (card) cards.push(card)
  }
  return { cards, others: tasks.length - cards.length }
}

/** What a person may not do about this result, before anything is looked at. */
function mayNot(who: Staff, isReview: boolean, decided: Omit<ResultAct, 'seen'>): Result<never> | undefined {
  return (
    (isReview ? denied(who, 'result.review') : undefined) ??
    (decided.message || decided.told ? denied(who, 'message.patient') : undefined) ??
    (decided.orders?.length || decided.stops?.length ? denied(who, 'order.write') : undefined)
  )
}

/** The task and the report it is about, where both may be acted on now. */
function ready(context: Context, id: LocalId, seen: string, who: Staff): Result<{ task: ResultTask; judged: Judged }> {
  const { store } = context
  const task = taskRow(context, id)
  if (!task?.focus || !task.patient || (task.kind !== 'result-review' && task.kind !== 'tell-patient'))
    return refuse('not-found', 'This result is not held on this workstation.')
  const not = closed(task) ?? heldByOther(context, task, who)
  if (not) return not
  if (heldReport(store.db, task.focus)) return refuse('locked', 'This result is held: first decide whose it is.')
  const whose = store.row('DiagnosticReport', task.focus)?.patient
  if (whose && whose !== task.patient)
    return refuse('wrong-patient', 'This result was filed for another patient since. Nothing was done.')
  const now = judged(context, task.focus, task.patient)
  if (!now) return refuse('not-found', 'This result is not held on this workstation, or was taken back.')
  if (now.fingerprint !== seen)
    return refuse('stale', 'This result has changed since you read it. Read it again; nothing was done.')
  if (task.kind === 'tell-patient' && now.unseen)
    return refuse(
      'stale',
      'This result has changed since it was reviewed: it is reviewed again before anybody is told.',
    )
  return ok({ task: task as ResultTask, judged: now })
}

export const resultsCommands = {
  'result.act': {
    run(context, { patient, task: id, seen, ...rest }, { who }) {
      const found = ready(context, id, seen, who)
      if (!found.ok) return found
      const { task, judged: now } = found.value
      const decided: ResultAct = { ...rest, seen }
      if (task.patient !== patient)
        return refuse('wrong-patient', 'This result is another patient’s. Nothing was done.')
      const isReview = task.kind === 'result-review'
      const no = mayNot(who, isReview, decided) ?? notTheirs(context, patient, decided.stops)
      if (no) return no
      if (ordersIn(decided).length !== (decided.orders ?? []).length)
        return refuse('invalid', 'One of the orders cannot be placed as it is written.')
      if (!isReview && !decided.message && !decided.told)
        return refuse('invalid', 'Write to the patient, or record how you told them.')
      const unread = decided.message ? noPortal(context, patient) : undefined
      if (unread) return unread
      const isTelling = decided.message !== undefined || (decided.told && isTold(decided.told.reached))
      const teller = isTelling ? takenAmong(context, otherTellings(context, task), who) : undefined
      if (teller) return teller
      // Who was not reached is still to be told what was written.
      const keeps = !isReview && decided.told && !isTold(decided.told.reached)
      const drafts = keeps ? ['comment', 'result'] : ['reply', 'comment', 'result']
      const deed = { who, words: deedWords(task), patient, task: id, drafts }
      return ok({ made: act(context, deed, (tx) => carryOut({ context, tx, who, task, judged: now, act: decided })) })
    },
  },

  'result.review-many': {
    run(context, { items, message }, { who }) {
      const no = mayNot(who, true, { message: message ?? items.find((item) => item.message)?.message })
      if (no) return no
      const left: { task: LocalId; name: string; why: string }[] = []
      const good: { task: ResultTask; judged: Judged; seen: string; words: string | undefined }[] = []
      for (const { task: id, seen, message: own } of items) {
        const found = ready(context, id, seen, who)
        const why = found.ok ? aloneOf(context, found.value, who, own ?? message) : found.refusal.message
        const isReview = found.ok && found.value.task.kind === 'result-review'
        const twice = found.ok && good.some(({ task }) => task.focus === found.value.task.focus)
        if (found.ok && isReview && why === undefined && !twice)
          good.push({ ...found.value, seen, words: own ?? message })
        else if (!good.some(({ task }) => task.id === id))
          left.push({ task: id, name: nameFor(context, id), why: why ?? (twice ? twiceWords : noReviewWords) })
      }
      const words = good.length === 1 ? `Reviewed: ${good[0]?.task.text}` : `Reviewed ${good.length} normal results`
      if (good.length === 0) return ok({ done: 0, left })
      act(context, { who, words }, (tx) => {
        for (const { task, judged: now, seen, words: said } of good) {
          const told = said && portalOf(context, task.patient) === 'yes' ? { message: said } : {}
          const tell = said && !('message' in told) ? { tell: { to: who.id, words: said } } : {}
          tx.under(task.id)
          carryOut({ context, tx, who, task, judged: now, act: { seen, ...told, ...tell } })
        }
        return tx.deed as string
      })
      return ok({ done: good.length, left })
    },
  },

  'loop.expect': {
    run: (context, { patient, loop, until, reason }, { who }) =>
      hasPassed(context, until) ??
      changeOrder(context, who, 'task.work', { patient, loop }, awaitedWords(until, reason), (order) => {
        const valueDateTime = dayBounds(until as DateText).end
        order.extension = withExtension(order.extension, expectedBy, { valueDateTime }) ?? []
      }),
  },

  'loop.end': {
    run: (context, { patient, loop, reason }, { who }) =>
      changeOrder(context, who, 'order.write', { patient, loop }, `Not needed any more: ${reason}`, (order) => {
        order.status = 'revoked'
      }),
  },
} satisfies Partial<CommandHandlers>

/** Why a result is not reviewed with others: what it says, or a colleague who is telling the patient of it. */
function aloneOf(
  context: Context,
  { task, judged: now }: { task: ResultTask; judged: Judged },
  who: Staff,
  message: string | undefined,
): string | undefined {
  if (now.alone[0] !== undefined) return now.alone[0]
  const taken = message ? takenAmong(context, otherTellings(context, task), who) : undefined
  return taken?.ok === false ? taken.refusal.message : undefined
}

const awaitedWords = (until: string, reason: string): string =>
  `Awaited until ${dateForReading(until as DateText)}: ${reason}`

/** Changes an order that waits for its result, says why on it, and finishes what asked about it. */
function changeOrder(
  context: Context,
  who: Staff,
  permission: Permission,
  { patient, loop }: { patient: LocalId; loop: LocalId },
  words: string,
  change: (order: ServiceRequest) => void,
): Result<null> {
  const no = denied(who, permission)
  if (no) return no
  const { store } = context
  const known = knownLoop(context, loop)
  if (!known?.members.order) return refuse('not-found', 'This order is not held on this workstation.')
  if (store.row('ServiceRequest', loop)?.patient !== patient)
    return refuse('wrong-patient', 'This order is another patient’s. Nothing was done.')
  const { awaited } = known.state
  if (awaited !== 'collected' && awaited !== 'final')
    return refuse('stale', 'A result has come meanwhile, or the order has ended. Nothing was done.')
  const asking = askingAbout(context, loop)
  const taken = takenAmong(context, asking, who)
  if (taken) return taken
  // What becomes of the order leaves only once the EHR has confirmed that nobody else has settled it.
  act(context, { who, words, patient, task: asking[0]?.id }, (tx) => {
    tx.edit('ServiceRequest', loop, (order) => {
      change(order)
      const note = { authorReference: referToStaff(store, who), time: context.at(), text: words }
      order.note = [...(order.note ?? []), note]
    })
    for (const { id } of asking)
      tx.edit('Task', id, (task) => {
        finish(context, task, who)
        remark(context, task, who, words)
      })
  })
  return ok(null)
}

const twiceWords = 'it stands here twice'
const noReviewWords = 'it is not a result to review'

const nameFor = (context: Context, id: LocalId): string => {
  const task = taskRow(context, id)
  if (!task?.patient) return 'A result'
  return `${coreOf(context.store, task.patient, context.clock.now()).shortName}, ${task.text}`
}
