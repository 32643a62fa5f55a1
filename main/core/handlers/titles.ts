import type { Resource } from '@medplum/fhirtypes'
import { plans } from '../store/clinic-plan.js'
import { noteStatus, noteTitle } from '../store/note.js'
import { phraseKind } from '../store/phrase.js'
import { isPicture } from '../store/picture.js'
import { isSavedView } from '../store/saved-view.js'
import { wordsOf } from './fhir.js'

const appointmentWords: Record<string, string> = {
  booked: 'booked',
  arrived: 'arrived',
  'checked-in': 'checked in',
  fulfilled: 'finished',
  noshow: 'did not come',
  cancelled: 'cancelled',
}
const encounterWords: Record<string, string> = {
  arrived: 'arrived',
  triaged: 'in a room',
  'in-progress': 'with the clinician',
  finished: 'finished',
  cancelled: 'cancelled',
  'entered-in-error': 'taken back',
}
const noteWords = { draft: 'draft', signed: 'signed', 'entered-in-error': 'discarded' }

/** A change in the clinic's words: `Note: Diabetes follow-up, signed`. */
export function titleOf(resource: Resource, op: 'create' | 'update'): string {
  switch (resource.resourceType) {
    case 'DocumentReference':
      if (isPicture(resource)) return `Picture: ${resource.description ?? ''}`
      return `Note: ${noteTitle(resource)}, ${noteWords[noteStatus(resource)]}`
    case 'Provenance':
      return 'Signature of a note'
    case 'Patient':
      return op === 'create' ? 'New patient' : 'Demographics'
    case 'Appointment': {
      const reason = resource.reasonCode?.[0]?.text ?? resource.description ?? 'visit'
      return `Booking: ${reason}, ${appointmentWords[resource.status ?? ''] ?? resource.status ?? ''}`
    }
    case 'Encounter': {
      const reason = resource.reasonCode?.[0]?.text ?? 'visit'
      return `Visit: ${reason}, ${encounterWords[resource.status ?? ''] ?? resource.status ?? ''}`
    }
    case 'Observation':
      return `${resource.category?.[0]?.coding?.[0]?.code === 'vital-signs' ? 'Vital sign' : 'Result'}: ${wordsOf(resource.code) ?? ''}`
    case 'Task': {
      const done = resource.status === 'completed' ? ', done' : resource.status === 'cancelled' ? ', cancelled' : ''
      return `Task: ${resource.description ?? wordsOf(resource.code) ?? ''}${done}`
    }
    case 'Communication':
      return `Message: ${resource.topic?.text ?? 'reply'}`
    case 'Specimen':
      return `Specimen ${resource.accessionIdentifier?.value ?? ''}: ${resource.container?.[0]?.type?.text ?? 'tube'}`
    case 'ServiceRequest':
      return `Order: ${wordsOf(resource.code) ?? ''}`
    case 'Condition':
      return `Problem: ${wordsOf(resource.code) ?? ''}`
    case 'AllergyIntolerance':
      return `Allergy: ${wordsOf(resource.code) ?? ''}`
    case 'MedicationRequest':
      return `Medicine: ${wordsOf(resource.medicationCodeableConcept) ?? ''}`
    case 'Library':
      if (isSavedView(resource)) return `View of the inbox: ${resource.title ?? ''}`
      return `${{ phrase: 'Phrase', template: 'Template', reply: 'Quick reply' }[phraseKind(resource) ?? 'phrase']}: ${resource.title ?? resource.name ?? ''}${resource.status === 'retired' ? ', retired' : ''}`
    case 'PlanDefinition':
      return resource.url === plans.loopTimes ? 'Times the clinic expects' : 'Rules: who gets what arrives'
    default:
      return resource.resourceType
  }
}
