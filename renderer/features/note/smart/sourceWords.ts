/** Kinds of records in the clinic's words, one and several. */
const kinds: Record<string, readonly [one: string, several: string]> = {
  Observation: ['measurement', 'measurements'],
  DiagnosticReport: ['report', 'reports'],
  MedicationRequest: ['prescription', 'prescriptions'],
  AllergyIntolerance: ['allergy', 'allergies'],
  Condition: ['problem', 'problems'],
  Immunization: ['immunisation', 'immunisations'],
  ServiceRequest: ['order', 'orders'],
  DocumentReference: ['signed note', 'signed notes'],
  Encounter: ['visit', 'visits'],
  Appointment: ['booking', 'bookings'],
}

/** What data was read from: `2 measurements`, `the patient’s demographics`. */
export function sourceWords(sources: readonly { type: string }[]): string {
  const counts = new Map<string, number>()
  for (const { type } of sources) if (type !== 'Patient') counts.set(type, (counts.get(type) ?? 0) + 1)
  if (counts.size === 0) return 'the patient’s record'
  return [...counts]
    .map(([type, count]) => `${count} ${kinds[type]?.[count === 1 ? 0 : 1] ?? (count === 1 ? 'record' : 'records')}`)
    .join(', ')
}
