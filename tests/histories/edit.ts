import type { Resource } from '@medplum/fhirtypes'
import type { EditName } from './step.js'

interface Edit {
  type: Resource['resourceType']
  /** Puts the mark where a person would put a word. */
  change(resource: never, mark: string): void
}

type Of<T extends Resource['resourceType']> = Extract<Resource, { resourceType: T }>

const edit = <T extends Resource['resourceType']>(type: T, change: (resource: Of<T>, mark: string) => void): Edit => ({
  type,
  change: change as Edit['change'],
})

const words = (text: string | undefined, mark: string): string => `${(text ?? 'Text').replace(/ zq\d+z/, '')} ${mark}`

/** Small edits of single elements; two of them touch each resource, so that two people can change it in different places. */
export const edits: Record<EditName, Edit> = {
  'allergy reaction': edit('AllergyIntolerance', (resource, mark) => {
    resource.reaction = [{ manifestation: [{ text: words(resource.reaction?.[0]?.manifestation?.[0]?.text, mark) }] }]
  }),
  'allergy note': edit('AllergyIntolerance', (resource, mark) => {
    resource.note = [{ text: words(resource.note?.[0]?.text, mark) }]
  }),
  dose: edit('MedicationRequest', (resource, mark) => {
    resource.dosageInstruction = [{ text: words(resource.dosageInstruction?.[0]?.text, mark) }]
  }),
  'medicine note': edit('MedicationRequest', (resource, mark) => {
    resource.note = [{ text: words(resource.note?.[0]?.text, mark) }]
  }),
  'order note': edit('ServiceRequest', (resource, mark) => {
    resource.note = [{ text: words(resource.note?.[0]?.text, mark) }]
  }),
  'order instruction': edit('ServiceRequest', (resource, mark) => {
    resource.patientInstruction = words(resource.patientInstruction, mark)
  }),
  'appointment comment': edit('Appointment', (resource, mark) => {
    resource.comment = words(resource.comment, mark)
  }),
  'visit reason': edit('Encounter', (resource, mark) => {
    resource.reasonCode = [{ text: words(resource.reasonCode?.[0]?.text, mark) }]
  }),
  'task text': edit('Task', (resource, mark) => {
    resource.description = words(resource.description, mark)
  }),
  'problem note': edit('Condition', (resource, mark) => {
    resource.note = [{ text: words(resource.note?.[0]?.text, mark) }]
  }),
}
