import type { Encounter, Reference, Task } from '@medplum/fhirtypes'
import type { TimelineItem } from '../../../shared/contract/views/chart.js'
import { isTaskKind, kindOf, type TaskKind } from '../../../shared/domain/task/kind.js'
import { dateForReading, localDate } from '../../../shared/kernel/dates.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { noteStatus, noteTitle } from '../store/note.js'
import { isPicture } from '../store/picture.js'
import { isOpenTask, taskKindSystem } from '../store/task.js'
import { utc } from '../store/utc.js'
import type { HeldResource, PatientResources } from './chart-resources.js'
import { wordsOf } from './fhir.js'

/** Classes of encounters that are never a visit to a clinic's rooms (v3-ActCode), as a patient would say them. */
const elsewhere: Record<string, string> = {
  EMER: 'Emergency department',
  IMP: 'Hospital stay',
  ACUTE: 'Hospital stay',
  NONAC: 'Hospital stay',
  OBSENC: 'Hospital, for observation',
  SS: 'Hospital, short stay',
}

/** Whether a place is the clinic's own; `undefined` where that is not known. */
export type IsOurs = (place: Reference) => boolean | undefined

/** Visits that took place or are going on: here, by video, and elsewhere; each with what it left open. */
export function visitsOf(resources: PatientResources, isOurs: IsOurs): (TimelineItem | undefined)[] {
  const open = leftOpen(resources)
  return resources.of('Encounter').map((held) => visit(held, isOurs, open.get(held.id) ?? []))
}

function visit(
  { id, resource }: HeldResource<'Encounter'>,
  isOurs: IsOurs,
  left: readonly string[],
): TimelineItem | undefined {
  if (resource.status === 'cancelled' || resource.status === 'entered-in-error' || resource.status === 'planned')
    return undefined
  const at = utc(resource.period?.start)
  if (at === null) return undefined
  const place = resource.serviceProvider
  const outside = isOutside(resource, isOurs)
  const kind = outside ? 'outside-visit' : resource.class?.code === 'VR' ? 'video-visit' : 'visit'
  const reason = wordsOf(resource.reasonCode?.[0]) ?? wordsOf(resource.type?.[0]) ?? 'Visit'
  const clinician = resource.participant?.[0]?.individual?.display
  const who = outside ? (place?.display ?? clinician) : clinician
  const detail = outside ? outsideWords(resource) : undefined
  return {
    id,
    kind,
    at: at as Instant,
    title: reason,
    ...(who && { who }),
    ...(detail && { detail }),
    ...(left.length > 0 && { leftOpen: [...left] }),
  }
}

function isOutside({ class: kind, serviceProvider }: Encounter, isOurs: IsOurs): boolean {
  const ours = serviceProvider && isOurs(serviceProvider)
  // A hospital's own patients are seen by the same organisation under these classes.
  return ours === false || (ours !== true && (kind?.code ?? '') in elsewhere)
}

/** `Hospital stay until 5 Nov 2026, home`; `Hospital stay, still there` */
function outsideWords({ class: kind, period, status, hospitalization }: Encounter): string | undefined {
  const what = elsewhere[kind?.code ?? ''] ?? (kind?.code === 'VR' ? 'By video' : undefined)
  const [began, ended] = [utc(period?.start), utc(period?.end)]
  const day = (at: string): string => dateForReading(localDate(new Date(at)))
  const until =
    ended && began && day(ended) !== day(began)
      ? `until ${day(ended)}`
      : !ended && status !== 'finished' && what
        ? 'still there'
        : undefined
  const home = wordsOf(hospitalization?.dischargeDisposition)
  return [what, until, home].filter(Boolean).join(', ') || undefined
}

/** Work that is said by what it is about already, and so not again by its words. */
const saidAlready: ReadonlySet<TaskKind> = new Set(['sign-note', 'cosign-note', 'document', 'mention'])

function kindIn({ code }: Task): TaskKind {
  const kind = code?.coding?.find(({ system }) => system === taskKindSystem)?.code ?? ''
  return isTaskKind(kind) ? kind : 'follow-up'
}

/** Documents somebody is still to read. */
export function unreadDocuments(resources: PatientResources): Set<LocalId> {
  const found = resources.of('Task').flatMap(({ resource }) => {
    const document = resources.resolve(resource.focus?.reference)
    return document && isOpenTask(resource) && kindIn(resource) === 'document' ? [document] : []
  })
  return new Set(found)
}

/** What each visit left open: orders without a result, work, a note nobody signed, a document nobody read, a medicine it proposes. */
function leftOpen(resources: PatientResources): Map<LocalId, string[]> {
  const open = new Map<LocalId, string[]>()
  const add = (encounter: LocalId | undefined, text: string): void => {
    if (!encounter) return
    const texts = open.get(encounter) ?? []
    if (!texts.includes(text)) open.set(encounter, [...texts, text])
  }
  const answered = new Set(
    resources
      .of('DiagnosticReport')
      .flatMap(({ resource }) => (resource.basedOn ?? []).map(({ reference }) => resources.resolve(reference))),
  )
  for (const { id, resource } of resources.of('ServiceRequest')) {
    if (resource.status === 'active' && !answered.has(id))
      add(resources.resolve(resource.encounter?.reference), wordsOf(resource.code) ?? 'an order')
  }
  const unread = unreadDocuments(resources)
  for (const { resource } of resources.of('Task')) {
    const kind = kindIn(resource)
    if (isOpenTask(resource) && !saidAlready.has(kind))
      add(resources.resolve(resource.encounter?.reference), resource.description ?? kindOf[kind].one)
  }
  for (const { id, resource } of resources.of('DocumentReference')) {
    if (isPicture(resource)) continue
    const encounter = resources.resolve(resource.context?.encounter?.[0]?.reference)
    const visit = resources.get('Encounter', encounter)
    if (noteStatus(resource) === 'draft' && visit?.status === 'finished') add(encounter, 'note not signed')
    if (unread.has(id)) add(encounter, `${noteTitle(resource)}: not read`)
  }
  for (const { resource } of resources.of('MedicationRequest')) {
    const proposed = resource.intent === 'proposal' || resource.intent === 'plan'
    if (proposed && (resource.status === 'active' || resource.status === 'draft'))
      add(
        resources.resolve(resource.encounter?.reference),
        `${wordsOf(resource.medicationCodeableConcept) ?? 'a medicine'}: proposed, not decided`,
      )
  }
  return open
}
