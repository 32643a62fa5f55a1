import type { DocumentReference } from '@medplum/fhirtypes'

/** LOINC. */
export const photograph = { system: 'http://loinc.org', code: '72170-4', display: 'Photographic image' }

/** Whether a document is a picture that stands in a note, and no note itself. */
export const isPicture = ({ type }: DocumentReference): boolean =>
  type?.coding?.some(({ system, code }) => system === photograph.system && code === photograph.code) === true
