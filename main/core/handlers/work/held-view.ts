import { hash } from 'node:crypto'
import type { Observation, Patient } from '@medplum/fhirtypes'
import type { CandidateBecause, HeldCandidate, HeldView } from '../../../../shared/contract/views/work/identity.js'
import { severity } from '../../../../shared/domain/flag.js'
import { officialName } from '../../../../shared/domain/name.js'
import { mrnForReading } from '../../../../shared/domain/patient.js'
import { type Compared, compare, whole } from '../../../../shared/domain/result/compare.js'
import { judge, type SentAs } from '../../../../shared/domain/result/identity.js'
import type { Instant, LocalId } from '../../../../shared/kernel/ids.js'
import { type Arrived, accessionsOf, arrived, knownPerson, type WhosePart } from '../../store/arrival.js'
import { decisionIn } from '../../store/decision.js'
import { heldReport } from '../../store/held-report.js'
import { flagOfObservation, isShown, observationText, referenceOf, unitOf } from '../../store/observation.js'
import { mrnSystem } from '../../store/patient.js'
import type { Store } from '../../store/store.js'
import { utc } from '../../store/utc.js'
import type { Context } from '../context.js'
import { wordsOf } from '../fhir.js'
import { coreOf, patientRow } from '../people.js'
import { patientsSent } from './patients-sent.js'

/** A held result as whoever decides sees it; null when the report is not here. */
export function heldView(context: Context, report: LocalId, also?: LocalId): HeldView | null {
  const { store } = context
  const found = arrived(store.db, store.identity, report)
  if (!found) return null
  const values = valuesOf(store, found)
  const sent = sentIn(found)
  const { performer, issued, code } = found.report
  const from = performer?.find(({ display }) => display)?.display
  const issuedAt = utc(issued ?? found.report.effectiveDateTime)
  const decided = decisionOf(context, report)
  return {
    report,
    seen: seenOf(store, found),
    name: wordsOf(code) ?? 'Result',
    ...(from && { from }),
    ...(issuedAt && { issuedAt: issuedAt as Instant }),
    state: stateOf(context, found, report),
    ...(decided && { decided }),
    critical: isCritical(values),
    missing: missingIn(store, found),
    reasons: judge(found.arrival),
    values: values.map(([id, value]) => shown(id, value)),
    sent: sentWords(store, found, sent),
    candidates: candidatesOf(context, found, sent, also),
  }
}

/** Whether a value calls for somebody at once. */
const isCritical = (values: readonly [LocalId, Observation][]): boolean =>
  values.some(([, value]) => severity(flagOfObservation(value)) > 1)

export const missingIn = (store: Store, { values }: Arrived): number =>
  values.filter((id) => !store.row('Observation', id)).length

export const criticalIn = (store: Store, found: Arrived): boolean => isCritical(valuesOf(store, found))

const valuesOf = (store: Store, { values }: Arrived): [LocalId, Observation][] =>
  values.flatMap((id) => {
    const value = store.read('Observation', id)
    return value && isShown(value) ? [[id, value] as [LocalId, Observation]] : []
  })

function shown(id: LocalId, value: Observation): HeldView['values'][number] {
  const { text: reference } = referenceOf(value)
  const flag = flagOfObservation(value)
  return {
    id,
    name: wordsOf(value.code) ?? 'Value',
    text: observationText(value) ?? 'pending',
    unit: unitOf(value),
    ...(reference && { reference }),
    ...(flag && { flag }),
  }
}

/** Changes with everything a decision rests on. */
export function seenOf(store: Store, found: Arrived): string {
  const version = (id: LocalId): unknown[] => {
    const row = store.row('Observation', id)
    return [id, row?.version_id, row?.json.length]
  }
  const { report, arrival, values } = found
  return hash('sha256', JSON.stringify([report, arrival, values.map(version)]), 'hex').slice(0, 32)
}

function stateOf({ store, outbox }: Context, found: Arrived, report: LocalId): HeldView['state'] {
  const row = heldReport(store.db, report)
  if (!row) return 'filed'
  const unsent = [
    outbox.unsentOf('DiagnosticReport', report),
    ...found.values.map((id) => outbox.unsentOf('Observation', id)),
  ]
  if (unsent.includes('needs-you')) return 'refused'
  if (row.deciding || unsent.some((state) => state !== undefined)) return 'deciding'
  return found.arrival.notOurs ? 'not-ours' : 'held'
}

/** What was decided, as it stands here, whether or not the EHR has it. */
function decisionOf(context: Context, report: LocalId): HeldView['decided'] {
  const { store, clock } = context
  const shown = store.read('DiagnosticReport', report)
  const decision = shown && decisionIn(shown)
  if (!decision) return undefined
  const patient = store.identity.resolve(decision.patient)
  const at = utc(decision.at)
  return {
    ...(decision.by && { by: decision.by }),
    ...(at && { at: at as Instant }),
    ...(patient && { patient: coreOf(store, patient, clock.now()) }),
  }
}

/** What was written, whoever of report and values wrote it; a bare reference stands for the number it leads to. */
function sentIn({ arrival }: Arrived): SentAs {
  const { sent, person } = arrival
  const numbers = sent.find((each) => each.numbers.length > 0)?.numbers
  return {
    name: sent.find(({ name }) => name !== undefined)?.name,
    birthDate: sent.find(({ birthDate }) => birthDate !== undefined)?.birthDate,
    numbers: numbers ?? person?.numbers.filter(({ system }) => system === mrnSystem) ?? [],
  }
}

function sentWords(store: Store, found: Arrived, sent: SentAs): HeldView['sent'] {
  const { report, orders, specimens } = found
  const order = orders[0] && store.read('ServiceRequest', orders[0].id)
  const tube = specimens[0] && store.read('Specimen', specimens[0].id)
  const number = sent.numbers[0]?.value
  const isWritten = found.arrival.sent.some(({ numbers }) => numbers.length > 0)
  const accession = tube?.accessionIdentifier?.value ?? accessionsOf(report)[0]
  const collectedAt = utc(tube?.collection?.collectedDateTime ?? report.effectiveDateTime)
  const ordered = wordsOf(order?.code)
  const orderedBy = order?.requester?.display
  return {
    ...(sent.name && { name: sent.name }),
    ...(sent.birthDate && { birthDate: sent.birthDate }),
    ...(number && { [isWritten ? 'number' : 'record']: mrnForReading(number) }),
    ...(ordered && { order: ordered }),
    ...(orderedBy && { orderedBy }),
    ...(accession && { accession }),
    ...(collectedAt && { collectedAt: collectedAt as Instant }),
  }
}

function candidatesOf(context: Context, found: Arrived, sent: SentAs, also: LocalId | undefined): HeldCandidate[] {
  const because = new Map<LocalId, Set<CandidateBecause>>()
  const add = (patient: string | undefined, why: CandidateBecause): void => {
    if (!patient || !patientRow(context.store, patient as LocalId)) return
    const whys = because.get(patient as LocalId) ?? new Set()
    because.set(patient as LocalId, whys.add(why))
  }
  const { arrival, orders, specimens, numbered } = found
  add(arrival.patient, 'report')
  for (const { patient } of orders) add(patient, 'order')
  for (const { patient } of specimens) add(patient, 'specimen')
  for (const { patient } of arrival.values) if (patient !== arrival.patient) add(patient, 'value')
  for (const { patient } of numbered) add(patient, 'report-number')
  for (const patient of patientsSent(context.store, sent)) add(patient, 'sent')
  if (also && !because.has(also)) add(also, 'chosen')
  return [...because].map(([patient, whys]) => ({
    patient: coreOf(context.store, patient, context.clock.now()),
    because: [...whys],
    compared: comparedWith(context, found, patient, sent),
  }))
}

/** Every name in full: lists shorten them, and what is shortened cannot be compared. */
function wholeName(names: Patient['name']): string {
  const { family, given, text } = officialName(names) ?? {}
  return [family, (given ?? []).join(' ')].filter(Boolean).join(', ') || (text ?? '')
}

/** Everything that was sent, compared with one patient. */
export function comparedWith(
  { store, clock }: Context,
  found: Arrived,
  patient: LocalId,
  sent: SentAs = sentIn(found),
): Compared[] {
  const resource = store.read('Patient', patient)
  if (!resource) return []
  const name = (id: string | undefined): string => (id ? coreOf(store, id as LocalId, clock.now()).name : 'nobody')
  const part = (what: 'order' | 'specimen', parts: readonly WhosePart[], words: string): Compared[] => {
    if (parts.length === 0) return []
    const other = parts.find((each) => each.patient !== patient)
    const taken = what === 'order' ? 'ordered for' : 'taken from'
    return [{ what, agrees: !other, ...whole(words, `${taken} ${name((other ?? parts[0])?.patient)}`, !other) }]
  }
  const { order, accession } = sentWords(store, found, sent)
  return [
    ...compare(knownPerson(resource), { name: wholeName(resource.name) }, sent),
    ...part('order', found.orders, order ?? 'an order'),
    ...part('specimen', found.specimens, accession ?? 'a specimen'),
  ]
}
