import type {
  Communication,
  DiagnosticReport,
  Reference,
  Resource,
  ServiceRequest,
  Specimen,
  Task,
} from '@medplum/fhirtypes'
import { worstFlag } from '../../../shared/domain/flag.js'
import { isPatientSide } from '../../../shared/domain/message/kind.js'
import { fingerprintOf } from '../../../shared/domain/result/fingerprint.js'
import type {
  LoopFacts,
  LoopKind,
  LoopOrder,
  LoopReport,
  LoopTask,
  Telling,
} from '../../../shared/domain/result/loop-facts.js'
import { reviewedOutput } from '../../../shared/domain/task/extension.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { laboratoryCategory } from './lab-order.js'
import { kindOfMessage, typeIn } from './message.js'
import { contentOf } from './result-content.js'
import { isRepeat } from './same-report.js'
import type { Reader } from './store.js'
import { taskKindSystem } from './task.js'
import { utc } from './utc.js'

const rounds = 'https://rounds.example/fhir/'
/** `valueReference` on a ServiceRequest: the Communication by which the patient was told, so that the loop is closed. */
export const loopClosed = `${rounds}loop-closed`
/** `valueDateTime` on a ServiceRequest: until when a person now expects its next step. */
export const expectedBy = `${rounds}expected-by`
/** `valueString` on a Communication: the fingerprint of the result it tells of. */
export const resultTold = `${rounds}result-told`
/** A resource with where it has got to. */
export interface Held<T extends Resource = Resource> {
  id: LocalId
  /** The EHR has it. */
  acknowledged: boolean
  resource: T
}

/** All that belongs to one loop. */
export interface LoopMembers {
  order?: Held<ServiceRequest>
  reports: Held<DiagnosticReport>[]
  specimens: Held<Specimen>[]
  tasks: Held<Task>[]
  messages: Held<Communication>[]
}

type Looker = Pick<Reader, 'db' | 'identity'>

const statuses: Record<string, LoopReport['status']> = {
  registered: 'partial',
  partial: 'partial',
  preliminary: 'preliminary',
  amended: 'corrected',
  corrected: 'corrected',
  appended: 'corrected',
}

/** How far a report has come by its DiagnosticReport.status. */
export const stageOfReport = (status: string | undefined): LoopReport['status'] => statuses[status ?? ''] ?? 'final'

/** Reports that say nothing (any more). */
export const isVoid = ({ status }: DiagnosticReport): boolean => status === 'entered-in-error' || status === 'cancelled'

const categories: [string, LoopKind][] = [
  [laboratoryCategory, 'laboratory'],
  ['363679005', 'imaging'],
  ['3457005', 'referral'],
]

/** What kind of order it is; a category of another system is taken by its words. */
export function loopKindOf({ category }: ServiceRequest): LoopKind {
  const codings = (category ?? []).flatMap(({ coding, text }) => [...(coding ?? []), { display: text }])
  const codes = new Set(codings.map((coding) => ('code' in coding ? coding.code : undefined)))
  for (const [code, kind] of categories) if (codes.has(code)) return kind
  const words = codings.map(({ display }) => display ?? '').join(' ')
  if (/lab/i.test(words)) return 'laboratory'
  if (/imag|radiol/i.test(words)) return 'imaging'
  return /referr/i.test(words) ? 'referral' : 'procedure'
}

const orderStatuses: Record<string, LoopOrder['status']> = {
  active: 'active',
  unknown: 'active',
  'on-hold': 'on-hold',
  completed: 'completed',
}

function orderFacts({ identity }: Looker, { resource }: Held<ServiceRequest>, members: LoopMembers): LoopOrder {
  const { status, priority, authoredOn, occurrenceDateTime, occurrencePeriod, requester, code, extension } = resource
  const authored = (utc(authoredOn) ?? utc(resource.meta?.lastUpdated) ?? '1900-01-01T00:00:00.000Z') as Instant
  const by = extension?.find(({ url }) => url === loopClosed)?.valueReference
  const said = utc(extension?.find(({ url }) => url === expectedBy)?.valueDateTime)
  const person = requester?.reference?.includes('Practitioner/') ? identity.resolve(requester.reference) : undefined
  const words = `${code?.text ?? ''} ${code?.coding?.[0]?.display ?? ''}`
  const slow = /culture/i.test(words)
    ? 'culture'
    : /patholog|biopsy|cytolog|\bpap\b/i.test(words)
      ? 'pathology'
      : undefined
  return {
    kind: loopKindOf(resource),
    status: orderStatuses[status ?? ''] ?? 'ended',
    stat: priority === 'stat',
    ...(slow && { slow }),
    authored,
    due: (utc(occurrenceDateTime ?? occurrencePeriod?.start) ?? authored) as Instant,
    ...(person && { requester: person }),
    ...(said && { expected: said as Instant }),
    closed: by !== undefined && status === 'completed' && isTold(identity.resolve(by.reference), members),
  }
}

/** Whether the EHR has the word to the patient that closed it. One no longer held here was there when it was let go. */
function isTold(message: LocalId | undefined, { messages }: LoopMembers): boolean {
  const held = messages.find(({ id }) => id === message)
  return held === undefined || (held.acknowledged && held.resource.status === 'completed')
}

function reportFacts(look: Looker, { id, resource }: Held<DiagnosticReport>, isHeld: boolean): LoopReport {
  const { content } = contentOf(look.db, look.identity, resource)
  const flag = worstFlag(content.values.map((value) => value.flag))
  const at = utc(resource.issued) ?? utc(resource.effectiveDateTime) ?? utc(resource.meta?.lastUpdated)
  return {
    id,
    status: stageOfReport(resource.status),
    at: (at ?? '1900-01-01T00:00:00.000Z') as Instant,
    fingerprint: fingerprintOf(content),
    ...(flag && { flag }),
    held: isHeld,
  }
}

const taskKinds: Record<string, LoopTask['kind']> = { 'result-review': 'review', 'tell-patient': 'tell' }
const kindOfTask = ({ code }: Task): string | undefined =>
  code?.coding?.find(({ system }) => system === taskKindSystem)?.code

const ended: Record<string, LoopTask['status']> = {
  completed: 'done',
  cancelled: 'cancelled',
  rejected: 'cancelled',
  failed: 'cancelled',
  'entered-in-error': 'cancelled',
}

function taskFacts({ identity }: Looker, { id, resource }: Held<Task>): LoopTask | undefined {
  const kind = taskKinds[kindOfTask(resource) ?? '']
  const report = identity.resolve(resource.focus?.reference)
  if (!kind || !report) return undefined
  const owner = identity.resolve(resource.owner?.reference)
  const due = utc(resource.restriction?.period?.end)
  const doneAt = utc(resource.executionPeriod?.end) ?? utc(resource.lastModified)
  const seen = resource.output?.find(({ type }) => type.text === reviewedOutput)?.valueString
  return {
    id,
    kind,
    report,
    status: ended[resource.status ?? ''] ?? 'open',
    ...(owner && { owner }),
    ...(due && { due: due as Instant }),
    ...(doneAt && { doneAt: doneAt as Instant }),
    ...(seen && { seen }),
  }
}

const isPatient = (reference: Reference): boolean => isPatientSide(typeIn(reference))

/** Word to the patient; undefined for what the patient wrote, what colleagues wrote, and what reached nobody. */
function tellingFacts({ identity }: Looker, held: Held<Communication>): Telling | undefined {
  const { sender, recipient, status, about, sent, received, extension, meta } = held.resource
  const kind = kindOfMessage(held.resource)
  if (status !== 'completed' || kind === 'team' || (sender && isPatient(sender))) return undefined
  if (kind === 'patient' && !recipient?.some(isPatient)) return undefined
  const at = utc(sent) ?? utc(meta?.lastUpdated)
  const read = utc(received)
  const seen = extension?.find(({ url }) => url === resultTold)?.valueString
  const reports = (about ?? []).flatMap(({ reference }) => identity.resolve(reference) ?? [])
  if (!at || reports.length === 0) return undefined
  return {
    reports,
    at: at as Instant,
    acknowledged: held.acknowledged,
    way: kind === 'contact' ? 'contact' : 'message',
    ...(read && kind === 'patient' && { read: read as Instant }),
    ...(seen && { seen }),
  }
}

/** What is known of a loop from the resources held here. `isHeld` says which reports may be another patient's. */
export function factsOf(look: Looker, members: LoopMembers, isHeld: (report: LocalId) => boolean): LoopFacts {
  const { order, reports, specimens, tasks, messages } = members
  const collected = collectedAt(order, specimens)
  // What was done about a report while it was filed for somebody else was done for them.
  const isTheirs = forThePatientOf(look, reports)
  const work = tasks.flatMap((task) => {
    const facts = taskFacts(look, task)
    return facts && isTheirs(facts.report, task.resource.for) ? facts : []
  })
  const here = reports.filter(({ resource }) => !isVoid(resource))
  const awaited = here.filter(({ id, resource }) => !isRepeat(look, id, resource))
  const known = awaited.map((report) => reportFacts(look, report, isHeld(report.id)))
  const present = new Set(reports.map(({ id }) => id))
  // A task about a report says that it came, also where the report itself is not held (any more).
  for (const { report, due, doneAt, kind } of work) {
    if (kind !== 'review' || present.has(report) || known.some(({ id }) => id === report)) continue
    const at = doneAt ?? due
    if (at) known.push({ id: report, status: 'final', at, held: isHeld(report) })
  }
  return {
    ...(order && { order: orderFacts(look, order, members) }),
    ...(collected && { collected }),
    reports: known.filter((report) => !isSettledElsewhere(report, work)),
    tasks: work.map((task) => reviewedElsewhere(task, known, work)),
    tellings: messages.flatMap((message) => {
      const facts = tellingFacts(look, message)
      if (!facts) return []
      return { ...facts, reports: facts.reports.filter((report) => isTheirs(report, message.resource.subject)) }
    }),
  }
}

/** Whether somebody is the patient of a report; of what is not held here, or names nobody, it is believed. */
function forThePatientOf({ identity }: Looker, reports: LoopMembers['reports']) {
  const whose = new Map(reports.map(({ id, resource }) => [id, identity.resolve(resource.subject?.reference)]))
  return (report: LocalId, person: Reference | undefined): boolean => {
    const [patient, named] = [whose.get(report), identity.resolve(person?.reference)]
    return !patient || !named || patient === named
  }
}

/**
 * What was reviewed without word of which version was seen, and is now to be told to the patient, was reviewed as it is:
 * the telling is what waits.
 */
function reviewedElsewhere(task: LoopTask, reports: readonly LoopReport[], work: readonly LoopTask[]): LoopTask {
  const report = reports.find(({ id }) => id === task.report)
  const isToTell = work.some(
    ({ kind, status, report: of }) => kind === 'tell' && status === 'open' && of === task.report,
  )
  const isReview = task.kind === 'review' && task.status === 'done' && !task.seen
  if (!report?.fingerprint || !isToTell || !isReview || (task.doneAt ?? '') < report.at) return task
  return { ...task, seen: report.fingerprint }
}

/** Reviewed without word of which version was seen, as other systems do it and Rounds once did: nothing waits for us there. */
function isSettledElsewhere({ id, at }: LoopReport, work: readonly LoopTask[]): boolean {
  const of = work.filter(({ report }) => report === id)
  return (
    of.some(
      ({ kind, status, seen, doneAt }) => kind === 'review' && status === 'done' && !seen && (doneAt ?? '') >= at,
    ) && of.every(({ status, seen }) => status !== 'open' && !seen)
  )
}

function collectedAt(
  order: Held<ServiceRequest> | undefined,
  specimens: readonly Held<Specimen>[],
): Instant | undefined {
  const times = specimens
    .filter(({ resource }) => resource.status !== 'entered-in-error' && resource.status !== 'unavailable')
    .flatMap(({ resource }) => utc(resource.collection?.collectedDateTime) ?? utc(resource.receivedTime) ?? [])
  const last = times.toSorted().at(-1)
  if (last) return last as Instant
  // The order names a specimen that is not held here: it was collected, no earlier than it was due.
  if (!order?.resource.specimen?.length) return undefined
  const { occurrenceDateTime, authoredOn } = order.resource
  return (utc(occurrenceDateTime ?? authoredOn) ?? undefined) as Instant | undefined
}
