import type { ServiceRequest } from '@medplum/fhirtypes'
import type { ParsedOf } from '../../../../shared/contract/contract.js'
import type { Staff } from '../../../../shared/contract/views/session.js'
import type { OrderView } from '../../../../shared/contract/views/work/kinds.js'
import { dateForReading, dayBounds, localDate } from '../../../../shared/kernel/dates.js'
import type { DateText, Instant, LocalId } from '../../../../shared/kernel/ids.js'
import { ok, type Result, refuse } from '../../../../shared/kernel/result.js'
import { expectedBy, isVoid, loopKindOf } from '../../store/loop-facts.js'
import { all } from '../../store/statement.js'
import type { TaskProjection } from '../../store/task.js'
import { ofPatient, ofResource } from '../../store/topic.js'
import { utc } from '../../store/utc.js'
import { resourcesOf } from '../chart-resources.js'
import type { CommandHandlers, Context, QueryHandlers } from '../context.js'
import { referTo, referToStaff, withExtension, wordsOf } from '../fhir.js'
import { denied, nameOf } from '../people.js'
import { byItsResult, closed, heldByOther, mayNotFinish, taskRow } from '../task-change.js'
import { finish, remark } from '../task-steps.js'
import { act } from './act.js'
import { knownLoop } from './loop-view.js'

const openStatuses: ReadonlySet<string | undefined> = new Set(['active', 'on-hold', 'unknown'])

function orderView(context: Context, patient: LocalId, id: LocalId): OrderView | null {
  const { store } = context
  const resources = resourcesOf(context, patient)
  const order = resources.get('ServiceRequest', id)
  if (!order) return null
  const nameOfWho = (who: { reference?: string; display?: string } | undefined): string | undefined =>
    who?.display ?? nameOf(store, store.identity.resolve(who?.reference))
  const orderedAt = utc(order.authoredOn)
  const orderedBy = nameOfWho(order.requester)
  const due = utc(order.occurrenceDateTime ?? order.occurrencePeriod?.start)
  const expected = utc(order.extension?.find(({ url }) => url === expectedBy)?.valueDateTime)
  const problem = order.reasonReference?.[0]
  const reason =
    problem?.display ??
    wordsOf(resources.get('Condition', resources.resolve(problem?.reference))?.code) ??
    wordsOf(order.reasonCode?.[0])
  const said = (order.note ?? []).flatMap(({ time, text, authorReference, authorString }) => {
    const [at, who] = [utc(time), nameOfWho(authorReference) ?? authorString]
    return text ? [{ ...(at && { at: at as Instant }), ...(who && { who }), words: text }] : []
  })
  const open = openStatuses.has(order.status)
  const last = said.at(-1)?.words
  return {
    id,
    kind: loopKindOf(order),
    text: wordsOf(order.code) ?? 'Order without a name',
    ...(orderedAt && { orderedAt: orderedAt as Instant }),
    ...(orderedBy && { orderedBy }),
    ...(due && { due: due as Instant }),
    ...(expected && { expected: expected as Instant }),
    ...(reason && { reason }),
    stat: order.priority === 'stat',
    open,
    ...(!open && { ended: last ?? (order.status === 'completed' ? 'Done' : 'Not needed any more') }),
    said: said.reverse(),
    reports: resources
      .of('DiagnosticReport')
      .filter(
        ({ resource }) =>
          !isVoid(resource) && resource.basedOn?.some(({ reference }) => resources.resolve(reference) === id),
      )
      .map(({ id: report, resource }) => {
        const at = utc(resource.issued ?? resource.effectiveDateTime)
        return {
          id: report,
          name: wordsOf(resource.code) ?? 'Result',
          ...(at && { at: at as Instant }),
          status: resource.status ?? 'final',
        }
      })
      .sort((a, b) => ((a.at ?? '') < (b.at ?? '') ? 1 : -1)),
  }
}

type Decision = ParsedOf<'order.settle'>['decision']

const settled = (decision: Decision, name: string): string => {
  if (decision.as === 'later')
    return `${name}: awaited until ${dateForReading(decision.until as DateText)}, ${decision.reason}`
  return decision.as === 'again'
    ? `${name}: ordered again, ${decision.reason}`
    : `${name}: not needed any more, ${decision.reason}`
}

const asked = [
  'doNotPerform',
  'orderDetail',
  'bodySite',
  'quantityQuantity',
  'quantityRatio',
  'quantityRange',
  'performerType',
  'performer',
  'locationCode',
  'locationReference',
  'patientInstruction',
] as const

const asAsked = (order: ServiceRequest): Partial<ServiceRequest> =>
  Object.fromEntries(asked.flatMap((key) => (order[key] === undefined ? [] : [[key, order[key]]])))

/** The same order once more: what it asks for, not what became of it. */
function again(
  context: Context,
  { resource, id, by }: { resource: ServiceRequest; id: LocalId; by: ServiceRequest['requester'] },
  due: string,
  at: Instant,
): ServiceRequest {
  const { resourceType, meta, category, priority, code, subject, reasonReference, reasonCode, extension } = resource
  const kept = withExtension(extension, expectedBy, undefined)
  return {
    resourceType,
    ...(meta?.tag && { meta: { tag: meta.tag } }),
    ...(kept && { extension: kept }),
    status: 'active',
    intent: 'order',
    ...(category && { category }),
    ...(priority && { priority }),
    ...(code && { code }),
    // The side, the amount and how it is done are part of what is asked for.
    ...asAsked(resource),
    subject,
    replaces: [referTo(context.store, 'ServiceRequest', id)],
    occurrenceDateTime: dayBounds(due as DateText).start,
    authoredOn: at,
    ...(by && { requester: by }),
    ...(reasonReference && { reasonReference }),
    ...(reasonCode && { reasonCode }),
  }
}

/** Open work that asks what becomes of an order: all of it ends when somebody has said so. */
export const askingAbout = ({ store }: Context, order: LocalId): TaskProjection[] =>
  all<TaskProjection>(
    store.db,
    `SELECT * FROM task WHERE kind = 'loop-overdue' AND status IN ('open', 'claimed') AND (focus = ? OR based_on = ?)`,
    order,
    order,
  )

/** A colleague who is at one of these. */
export function takenAmong(context: Context, tasks: readonly TaskProjection[], who: Staff): Result<never> | undefined {
  for (const task of tasks) {
    const taken = heldByOther(context, task, who)
    if (taken) return taken
  }
  return undefined
}

/** Nothing is awaited until a day that is over, nor ordered for one. */
export const hasPassed = ({ clock }: Context, day: string): Result<never> | undefined =>
  Number.isNaN(Date.parse(day)) || day < localDate(clock.now())
    ? refuse('invalid', 'That day has passed. Nothing was changed.')
    : undefined

/** Why this order cannot be settled by this person now; undefined when it can. */
function hindered(
  context: Context,
  { task, order, patient }: { task: TaskProjection | undefined; order: LocalId; patient: LocalId },
  who: Staff,
): Result<never> | undefined {
  const held = context.store.row('ServiceRequest', order)
  if (!task || !held) return refuse('not-found', 'This order is not held on this workstation.')
  if (task.patient !== patient || held.patient !== patient)
    return refuse('wrong-patient', 'This order is another patient’s. Nothing was done.')
  if (task.focus !== order && task.based_on !== order)
    return refuse('invalid', 'This task is not about that order. Nothing was done.')
  const not = closed(task) ?? mayNotFinish(task, who) ?? byItsResult(context, task)
  if (not) return not
  const awaited = knownLoop(context, order)?.state.awaited
  if (awaited !== 'collected' && awaited !== 'final')
    return refuse('stale', 'A result has come meanwhile, or the order has ended. Nothing was done.')
  return undefined
}

export const orderQueries = {
  'order.view': {
    run: (context, { patient, order }) => ({
      value: orderView(context, patient, order),
      topics: [ofPatient(patient), ofResource('ServiceRequest', order)],
    }),
  },
} satisfies Partial<QueryHandlers>

export const orderCommands = {
  'order.settle': {
    run(context, { patient, task, order, decision }, { who }) {
      // Whoever rang and heard when it comes writes that down; what is ordered is decided by who may order.
      const no = denied(who, decision.as === 'later' ? 'task.work' : 'order.write')
      if (no) return no
      const { store } = context
      const row = taskRow(context, task)
      const day = decision.as === 'later' ? decision.until : decision.as === 'again' ? decision.due : undefined
      const wrong = hindered(context, { task: row, order, patient }, who) ?? (day && hasPassed(context, day))
      if (wrong) return wrong
      const others = askingAbout(context, order).filter(({ id }) => id !== task)
      const taken = takenAmong(context, [...(row ? [row] : []), ...others], who)
      if (taken) return taken
      const resource = store.read('ServiceRequest', order)
      if (!resource) return refuse('not-found', 'This order is not held on this workstation.')
      const at = context.at()
      const words = settled(decision, wordsOf(resource.code) ?? 'The order')
      const made = decision.as === 'again' ? context.newId() : undefined
      act(context, { who, words, patient, task }, (tx) => {
        if (made && decision.as === 'again')
          tx.create(made, again(context, { resource, id: order, by: referToStaff(store, who) }, decision.due, at))
        tx.edit('ServiceRequest', order, (held) => {
          if (decision.as === 'later') {
            const valueDateTime = dayBounds(decision.until as DateText).end
            held.extension = withExtension(held.extension, expectedBy, { valueDateTime }) ?? []
          } else held.status = 'revoked'
          held.note = [...(held.note ?? []), { authorReference: referToStaff(store, who), time: at, text: words }]
        })
        for (const id of [task, ...others.map((other) => other.id)])
          tx.edit('Task', id, (held) => {
            finish(context, held, who)
            remark(context, held, who, words)
          })
      })
      return ok(made ? { order: made } : {})
    },
  },
} satisfies Partial<CommandHandlers>
