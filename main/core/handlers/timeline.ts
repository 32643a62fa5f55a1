import type { DocumentReference } from '@medplum/fhirtypes'
import type { TimelineItem } from '../../../shared/contract/views/chart.js'
import { severity } from '../../../shared/domain/flag.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { noteStatus, noteTitle } from '../store/note.js'
import { isWrittenHere } from '../store/note-content.js'
import { isPicture } from '../store/picture.js'
import { utc } from '../store/utc.js'
import type { HeldResource, PatientResources } from './chart-resources.js'
import { wordsOf } from './fhir.js'
import { replaced } from './note-versions.js'
import { isReportShown } from './report.js'
import { type IsOurs, unreadDocuments, visitsOf } from './timeline-visits.js'

const item = (id: LocalId, kind: TimelineItem['kind'], at: string | null, title: string): TimelineItem | undefined =>
  at === null ? undefined : { id, kind, at: at as Instant, title }

function result(
  { id, resource }: HeldResource<'DiagnosticReport'>,
  resources: PatientResources,
): TimelineItem | undefined {
  if (!isReportShown(resource)) return undefined
  const base = item(
    id,
    'result',
    utc(resource.issued ?? resource.effectiveDateTime),
    wordsOf(resource.code) ?? 'Result',
  )
  if (!base) return undefined
  const abnormal = abnormalIn(id, resources)
  const detail = abnormal.slice(0, 3).join(', ') || resource.conclusion
  return {
    ...base,
    ...(detail && { detail }),
    ...(abnormal.length > 0 && { abnormal: true }),
    target: { kind: 'report', id },
  }
}

/** `Potassium 6.1 mmol/L HH` for each abnormal result, worst first. */
function abnormalIn(report: LocalId, resources: PatientResources): string[] {
  const found: { text: string; severity: number }[] = []
  for (const value of resources.valuesOf(report)) {
    const reading = resources.reading(value)
    const flag = reading?.flag ?? undefined
    if (!reading || severity(flag) === 0) continue
    const words = [reading.name, reading.text, reading.unit, flag]
    found.push({ text: words.filter(Boolean).join(' '), severity: severity(flag) })
  }
  return found.sort((a, b) => b.severity - a.severity).map(({ text }) => text)
}

interface Amended {
  /** A signed version has taken its place: that one stands for both. */
  superseded?: boolean
  /** Why it took the place of another. */
  words?: string
}

function amendments(resources: PatientResources): Map<LocalId, Amended> {
  const found = new Map<LocalId, Amended>()
  for (const { id, resource } of resources.of('DocumentReference')) {
    const before = replaced({ identity: resources }, resource)
    const status = noteStatus(resource)
    if (!before || status === 'entered-in-error') continue
    const words = `${status === 'signed' ? 'Amended' : 'Amendment'}: ${before.reason}`
    found.set(id, { ...found.get(id), words })
    if (status === 'signed') found.set(before.note, { ...found.get(before.note), superseded: true })
  }
  return found
}

/** Written at another place: in no format of ours, and by nobody known by a record of their own. */
const isFromOutside = (document: DocumentReference): boolean =>
  !isWrittenHere(document) && !document.author?.some(({ reference }) => reference?.includes('Practitioner/'))

function stateOf(
  kind: 'note' | 'document',
  status: 'draft' | 'signed' | 'entered-in-error',
  { appends, unread }: { appends: boolean; unread: boolean },
): Pick<TimelineItem, 'status'> {
  if (kind === 'document') return unread ? { status: 'unread' } : {}
  return { status: status === 'signed' ? (appends ? 'addendum' : 'signed') : 'draft' }
}

function note(
  { id, resource }: HeldResource<'DocumentReference'>,
  discarded: (id: LocalId) => boolean,
  amends: ReadonlyMap<LocalId, Amended>,
  unread: ReadonlySet<LocalId>,
): TimelineItem | undefined {
  if (isPicture(resource)) return undefined
  const status = noteStatus(resource)
  const withdrawn = status === 'entered-in-error'
  if (withdrawn && !discarded(id)) return undefined
  const kind = isFromOutside(resource) ? 'document' : 'note'
  const base = item(id, kind, utc(resource.date ?? resource.context?.period?.start), noteTitle(resource))
  if (!base) return undefined
  const amended = amends.get(id)
  if (amended?.superseded) return undefined
  const appends = resource.relatesTo?.some(({ code }) => code === 'appends') === true
  const who = resource.author?.[0]?.display
  return {
    ...base,
    ...(who && { who }),
    ...(amended?.words && { detail: amended.words }),
    ...(withdrawn && { detail: 'Discarded; open it to restore it' }),
    ...stateOf(kind, status, { appends, unread: unread.has(id) }),
    target: { kind: 'note', id },
  }
}

function order({ id, resource }: HeldResource<'ServiceRequest'>): TimelineItem | undefined {
  if (resource.status === 'entered-in-error' || resource.intent !== 'order') return undefined
  const base = item(id, 'order', utc(resource.authoredOn), wordsOf(resource.code) ?? 'Order')
  const who = resource.requester?.display
  const state: Record<string, string> = {
    draft: 'waits for co-signature',
    active: 'open',
    completed: 'done',
    revoked: 'cancelled',
    'on-hold': 'on hold',
  }
  const detail = state[resource.status ?? '']
  return base && { ...base, ...(who && { who }), ...(detail && { detail }) }
}

/** A conversation by its newest message. */
function conversation({ newest, at, topic, from, words, count }: TimelineThread): TimelineItem | undefined {
  const base = item(newest, 'message', at, topic)
  const detail = [count > 1 && `${count} messages`, words].filter(Boolean).join(': ')
  return base && { ...base, who: from, ...(detail && { detail }), target: { kind: 'thread', id: newest } }
}

function immunisation({ id, resource }: HeldResource<'Immunization'>): TimelineItem | undefined {
  if (resource.status !== 'completed') return undefined
  return item(id, 'immunisation', utc(resource.occurrenceDateTime), wordsOf(resource.vaccineCode) ?? 'Immunisation')
}

/** A conversation with the patient or among colleagues, as it stands on the timeline. */
export interface TimelineThread {
  /** Local id of the newest message. */
  newest: LocalId
  at: string
  topic: string
  from: string
  words: string
  count: number
}

/** What the timeline needs besides the patient's resources. */
interface Around {
  /** Which withdrawn notes may still be restored here. */
  discarded: (id: LocalId) => boolean
  isOurs: IsOurs
  threads: readonly TimelineThread[]
}

/** Everything that happened, newest first. */
export function timelineOf(resources: PatientResources, { discarded, isOurs, threads }: Around): TimelineItem[] {
  const amended = amendments(resources)
  const unread = unreadDocuments(resources)
  const items = [
    ...visitsOf(resources, isOurs),
    ...resources.of('DiagnosticReport').map((held) => result(held, resources)),
    ...resources.of('DocumentReference').map((held) => note(held, discarded, amended, unread)),
    ...resources.of('ServiceRequest').map(order),
    ...threads.map(conversation),
    ...resources.of('Immunization').map(immunisation),
  ].filter((each) => each !== undefined)
  return items.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.id < b.id ? -1 : 1))
}
