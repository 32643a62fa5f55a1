import type { MedicationRequest } from '@medplum/fhirtypes'
import type { RefillAnswer, RefillOf, RefillView } from '../../../../shared/contract/views/work/refill.js'
import { readSig } from '../../../../shared/domain/medicine/sig.js'
import { askedEarly, daysOf, isDecidedEachTime, lastsUntil } from '../../../../shared/domain/medicine/supply.js'
import { toInstant } from '../../../../shared/kernel/dates.js'
import type { Instant, LocalId } from '../../../../shared/kernel/ids.js'
import { all } from '../../store/statement.js'
import type { TaskProjection } from '../../store/task.js'
import { utc } from '../../store/utc.js'
import { type PatientResources, resourcesOf } from '../chart-resources.js'
import type { Context } from '../context.js'
import { nameOf } from '../people.js'
import { medicineOf } from '../problems.js'
import { portalOf } from './patient-message.js'

function whoOrdered({ store }: Context, request: MedicationRequest): string | undefined {
  return request.requester?.display ?? nameOf(store, store.identity.resolve(request.requester?.reference))
}

function refillOf(context: Context, id: LocalId, request: MedicationRequest, resources: PatientResources): RefillOf {
  const { text, sig, status } = medicineOf(id, request, resources)
  const since = utc(request.authoredOn)
  const { quantity, numberOfRepeatsAllowed: refills } = request.dispenseRequest ?? {}
  const amount = quantity?.value === undefined ? undefined : Number(quantity.value)
  const prescriber = whoOrdered(context, request)
  const days = sig && daysOf({ quantity: amount, quantityUnit: quantity?.unit, refills }, readSig(sig, 'oral'))
  const until = since && days ? lastsUntil(since, days) : undefined
  const early = until ? askedEarly(until, context.clock.now()) : 0
  const statusWords = request.statusReason?.text
  return {
    id,
    text,
    ...(sig && { sig }),
    ...(amount !== undefined && { quantity: amount }),
    ...(quantity?.unit && { quantityUnit: quantity.unit }),
    ...(refills !== undefined && { refills: Number(refills) }),
    ...(since && { since: since as Instant }),
    ...(prescriber && { prescriber }),
    status,
    ...(statusWords && { statusWords }),
    ...(until && { until: toInstant(until) }),
    ...(early > 0 && status === 'active' && { earlyBy: early }),
    decidedEachTime: isDecidedEachTime({ text, codings: request.medicationCodeableConcept?.coding ?? [] }),
  }
}

/** The prescription that took this one's place, the last of a chain. */
function newerThan(context: Context, id: LocalId, resources: PatientResources): RefillView['newer'] {
  const seen = new Set<LocalId>([id])
  let newest: { id: LocalId; resource: MedicationRequest } | undefined
  for (let last: LocalId | undefined = id; last; ) {
    const next = resources
      .of('MedicationRequest')
      .find(
        ({ id: other, resource }) =>
          !seen.has(other) &&
          resource.status !== 'entered-in-error' &&
          resource.status !== 'cancelled' &&
          resources.resolve(resource.priorPrescription?.reference) === last,
      )
    if (next) {
      newest = next
      seen.add(next.id)
    }
    last = next?.id
  }
  if (!newest) return undefined
  return answerOf(context, newest.id, newest.resource, resources)
}

function answerOf(
  context: Context,
  id: LocalId,
  request: MedicationRequest,
  resources: PatientResources,
): RefillAnswer {
  const { text, sig } = medicineOf(id, request, resources)
  const since = utc(request.authoredOn)
  const prescriber = whoOrdered(context, request)
  return { id, text, ...(sig && { sig }), ...(since && { since: since as Instant }), ...(prescriber && { prescriber }) }
}

/** So many prescriptions are offered as the answer. */
const mostAnswers = 4

/** What was prescribed since it was asked for, in a note or by another system; what took its place first. */
function answersTo(
  context: Context,
  { authored, focus }: TaskProjection,
  newer: RefillAnswer | undefined,
  resources: PatientResources,
): RefillAnswer[] {
  const asked = authored ?? ''
  const since = resources
    .of('MedicationRequest')
    .filter(({ id, resource }) => {
      const { status, intent, authoredOn = '' } = resource
      // Of a day alone it counts as later on that day.
      const at = authoredOn.length === 10 ? `${authoredOn}T24` : utc(authoredOn)
      return status === 'active' && intent === 'order' && id !== focus && id !== newer?.id && (at ?? '') > asked
    })
    .map(({ id, resource }) => answerOf(context, id, resource, resources))
    .sort((a, b) => ((a.since ?? '') < (b.since ?? '') ? 1 : -1))
  return [...(newer ? [newer] : []), ...since].slice(0, mostAnswers)
}

/** What was said to earlier requests for the same prescription, or the ones before it. */
function earlierThan(context: Context, row: TaskProjection, resources: PatientResources): RefillView['earlier'] {
  const chain: LocalId[] = []
  for (let id = row.focus; id && !chain.includes(id); ) {
    chain.push(id)
    id = resources.resolve(resources.get('MedicationRequest', id)?.priorPrescription?.reference) ?? null
  }
  const rows = all<{ id: LocalId; done_at: Instant }>(
    context.store.db,
    `SELECT t.id, t.done_at FROM json_each(?) j JOIN task t ON t.focus = j.value
     WHERE t.kind = 'refill-request' AND t.status IN ('done', 'cancelled') AND t.id <> ? AND t.done_at IS NOT NULL
     ORDER BY t.done_at DESC LIMIT 3`,
    JSON.stringify(chain),
    row.id,
  )
  return rows.flatMap(({ id, done_at }) => {
    const task = context.store.read('Task', id)
    const last = task?.note?.at(-1)
    if (!task || !last?.text) return []
    const who = last.authorReference?.display ?? task.owner?.display ?? 'Someone'
    return [{ at: done_at, who, words: last.text }]
  })
}

/** What of a prescription a decision rests on. */
const fingerprint = (of: RefillOf | undefined, newer: RefillView['newer']): string =>
  of
    ? [of.id, of.status, of.text, of.sig, of.quantity, of.quantityUnit, of.refills, newer?.since ?? ''].join('|')
    : 'no prescription'

export function refillView(context: Context, row: TaskProjection): RefillView {
  if (!row.patient) return { seen: fingerprint(undefined, undefined), portal: 'unknown', answers: [], earlier: [] }
  const resources = resourcesOf(context, row.patient)
  const request = row.focus ? resources.get('MedicationRequest', row.focus) : undefined
  const of = row.focus && request ? refillOf(context, row.focus, request, resources) : undefined
  const newer = of && newerThan(context, of.id, resources)
  return {
    seen: fingerprint(of, newer),
    portal: portalOf(context, row.patient),
    ...(of && { of }),
    ...(newer && { newer }),
    answers: answersTo(context, row, newer, resources),
    earlier: earlierThan(context, row, resources),
  }
}
