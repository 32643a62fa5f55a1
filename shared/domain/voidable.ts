/** FHIR types of which a record can be marked as entered in error from a note. */
export const voidableTypes = [
  'Condition',
  'MedicationRequest',
  'ServiceRequest',
  'Observation',
  'Immunization',
  'Task',
] as const
export type Voidable = (typeof voidableTypes)[number]

export const isVoidable = (type: string): type is Voidable => (voidableTypes as readonly string[]).includes(type)
