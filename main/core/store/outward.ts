import type { Communication, Resource, Task } from '@medplum/fhirtypes'
import { taskKindSystem } from './task.js'

/** Orders, medicines and appointments: whatever is done to them is carried out on somebody. */
const carriedOut = new Set(['ServiceRequest', 'MedicationRequest', 'Appointment'])

/** What a message is for: `patient`, `team`, or `contact` for the record of a call. */
const messageKind = 'https://rounds.example/fhir/message-kind'

/** Whether this, once the EHR has it, reaches a patient or is carried out on one, so that it cannot be called back. */
export function isOutward(resource: Resource, isNew: boolean): boolean {
  if (resource.resourceType === 'Communication') return isNew && goesToPatient(resource)
  return carriedOut.has(resource.resourceType)
}

function goesToPatient({ category, recipient, subject, status }: Communication): boolean {
  const kinds = (category ?? []).flatMap(({ coding }) => coding ?? []).filter(({ system }) => system === messageKind)
  if (kinds.length > 0) return kinds.some(({ code }) => code === 'patient')
  if (status === 'not-done') return false
  return (recipient ?? []).some(
    ({ reference, type }) =>
      type === 'Patient' ||
      type === 'RelatedPerson' ||
      /(^|\/)(Patient|RelatedPerson)\//.test(reference ?? '') ||
      (reference !== undefined && reference === subject?.reference),
  )
}

/** Word to a colleague: it is for them to read, whosever the task turns out to be. */
export const isMention = ({ code }: Task): boolean =>
  code?.coding?.some(({ system, code }) => system === taskKindSystem && code === 'mention') === true
