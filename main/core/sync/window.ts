import type {
  Appointment,
  Communication,
  DiagnosticReport,
  DocumentReference,
  Encounter,
  Library,
  Observation,
  PlanDefinition,
  Resource,
  ServiceRequest,
  Specimen,
  Task,
} from '@medplum/fhirtypes'
import { addDays, dayBounds, localDate } from '../../../shared/kernel/dates.js'
import type { DateText } from '../../../shared/kernel/ids.js'
import { plansBase } from '../store/clinic-plan.js'
import { phraseKindSystem } from '../store/phrase.js'
import { isSavedView } from '../store/saved-view.js'

/** How far the schedule is kept, in days from today. */
export const scheduleBack = 7
export const scheduleAhead = 30
/** How long finished work stays, days. */
const finishedTasksBack = 35
const messagesBack = 30
/** How long what the EHR was told of results stays whoever's they are, days: nobody is to miss one. */
const resultsBack = 7

export const openTasks = 'draft,requested,received,accepted,ready,in-progress,on-hold'
export const openOrders = 'active,draft,on-hold'
export const openEncounters = 'planned,arrived,triaged,in-progress,onleave'

/** The types every workstation holds whole. */
export const rosterTypes = [
  'Organization',
  'Location',
  'Practitioner',
  'PractitionerRole',
  'CareTeam',
  'Patient',
] as const
/** The types of the clinic's shared work, held as far as `Window` reaches. */
export const sharedTypes = [
  'Appointment',
  'Encounter',
  'Task',
  'ServiceRequest',
  'Communication',
  'DocumentReference',
  'Specimen',
] as const
/** The clinic's phrases, templates and rules, held whole: those of ours among what a server may keep. */
export const clinicTypes = ['Library', 'PlanDefinition'] as const
/** The types held for patients whose chart is. */
export const chartTypes = [
  'Condition',
  'MedicationRequest',
  'AllergyIntolerance',
  'Observation',
  'DiagnosticReport',
  'Immunization',
  'Provenance',
] as const

/** Types of a chart that are held for a while whoever's they are, since work is made of them. */
export const recentTypes = ['DiagnosticReport', 'Observation'] as const

export const pulledTypes: readonly string[] = [...rosterTypes, ...clinicTypes, ...sharedTypes, ...chartTypes]

const roster = new Set<string>(rosterTypes)

/** Which of the clinic's shared work a workstation keeps whoever's chart it holds, seen from one day. */
export class Window {
  readonly today: DateText
  readonly #now: Date

  constructor(now: Date) {
    this.#now = now
    this.today = localDate(now)
  }

  /** The first and the last day of the schedule kept. */
  get from(): DateText {
    return addDays(this.today, -scheduleBack)
  }
  get until(): DateText {
    return addDays(this.today, scheduleAhead)
  }
  /** As FHIR's searches take them. */
  get tasksSince(): string {
    return this.#daysAgo(finishedTasksBack)
  }
  get messagesSince(): string {
    return this.#daysAgo(messagesBack)
  }
  get resultsSince(): string {
    return this.#daysAgo(resultsBack)
  }
  get dayBegan(): string {
    return dayBounds(this.today).start
  }

  /** Whether a resource is kept for its own sake. What belongs to a held chart is kept besides. */
  reaches(resource: Resource): boolean {
    if (roster.has(resource.resourceType)) return true
    switch (resource.resourceType) {
      case 'Appointment':
        return this.#onSchedule((resource as Appointment).start)
      case 'Encounter': {
        const { status, period } = resource as Encounter
        return openEncounters.split(',').includes(status ?? '') || this.#onSchedule(period?.start)
      }
      case 'Task': {
        const { status, meta, lastModified } = resource as Task
        return openTasks.split(',').includes(status ?? '') || later(lastModified ?? meta?.lastUpdated, this.tasksSince)
      }
      case 'ServiceRequest':
        return openOrders.split(',').includes((resource as ServiceRequest).status ?? '')
      case 'Communication': {
        const { sent, meta } = resource as Communication
        return later(sent ?? meta?.lastUpdated, this.messagesSince)
      }
      case 'DocumentReference': {
        const { docStatus, status } = resource as DocumentReference
        return docStatus === 'preliminary' && status !== 'entered-in-error'
      }
      case 'Library':
        return isPhrase(resource as Library) || isSavedView(resource as Library)
      case 'PlanDefinition':
        return (resource as PlanDefinition).url?.startsWith(plansBase) === true
      case 'DiagnosticReport':
        return later((resource as DiagnosticReport).meta?.lastUpdated, this.resultsSince)
      case 'Observation':
        return isLaboratory(resource as Observation) && later(resource.meta?.lastUpdated, this.resultsSince)
      case 'Specimen':
        return later((resource as Specimen).collection?.collectedDateTime, this.dayBegan)
      default:
        return false
    }
  }

  #onSchedule(start: string | undefined): boolean {
    if (!start) return false
    const at = Date.parse(start)
    return at >= Date.parse(dayBounds(this.from).start) && at < Date.parse(dayBounds(this.until).end)
  }

  #daysAgo(days: number): string {
    return new Date(this.#now.getTime() - days * 86_400_000).toISOString()
  }
}

const isLaboratory = ({ category }: Observation): boolean =>
  (category ?? []).some(({ coding }) => (coding ?? []).some(({ code }) => code === 'laboratory'))

const isPhrase = ({ topic }: Library): boolean =>
  (topic ?? []).some(({ coding }) => (coding ?? []).some(({ system }) => system === phraseKindSystem))

const later = (dateTime: string | undefined, than: string): boolean =>
  dateTime !== undefined && Date.parse(dateTime) >= Date.parse(than)
