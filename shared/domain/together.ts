/**
 * Elements that mean something only together: a medicine and how it is taken (half of each would be another dose), a
 * value and its reference, where a visit is and how far. They are never taken from two different versions. A `*` stands
 * for FHIR's choice of types.
 */
const together: Readonly<Record<string, readonly (readonly string[])[]>> = {
  AllergyIntolerance: [
    ['code', 'type', 'category'],
    ['clinicalStatus', 'verificationStatus'],
  ],
  Appointment: [
    ['status', 'cancelationReason'],
    ['start', 'end', 'minutesDuration', 'slot'],
  ],
  Condition: [
    ['code', 'bodySite', 'stage', 'severity'],
    ['clinicalStatus', 'verificationStatus', 'abatement*'],
  ],
  DocumentReference: [['status', 'docStatus', 'authenticator', 'relatesTo']],
  Encounter: [['status', 'statusHistory', 'location', 'period', 'class', 'classHistory', 'length']],
  // A phrase's short name, words and version are one thing somebody saved.
  Library: [
    [
      'content',
      'name',
      'title',
      'description',
      'topic',
      'version',
      'date',
      'editor',
      'author',
      'relatedArtifact',
      'extension',
      'status',
    ],
  ],
  // Rules are asked in their order: half of one set and half of another is nobody's.
  PlanDefinition: [
    [
      'action',
      'extension',
      'version',
      'date',
      'editor',
      'relatedArtifact',
      'effectivePeriod',
      'status',
      'name',
      'title',
    ],
  ],
  MedicationRequest: [
    ['medication*', 'dosageInstruction', 'dispenseRequest', 'substitution', 'doNotPerform', 'intent'],
    ['status', 'statusReason'],
  ],
  MedicationStatement: [
    ['medication*', 'dosage'],
    ['status', 'statusReason'],
  ],
  Observation: [['value*', 'component', 'dataAbsentReason', 'interpretation', 'referenceRange', 'code', 'status']],
  Patient: [['deceased*'], ['multipleBirth*']],
  ServiceRequest: [
    ['code', 'orderDetail', 'quantity*', 'doNotPerform', 'intent', 'bodySite', 'asNeeded*'],
    ['status', 'specimen'],
  ],
  Specimen: [['accessionIdentifier', 'status', 'type', 'container', 'collection', 'request', 'parent']],
  Task: [
    ['status', 'owner', 'statusReason', 'businessStatus', 'executionPeriod', 'lastModified', 'output', 'extension'],
    ['code', 'focus', 'input'],
  ],
}

const choiceTypes = ['onset', 'abatement', 'effective', 'occurrence', 'performed', 'reported', 'timing', 'collected']

const matches = (pattern: string, element: string): boolean =>
  pattern.endsWith('*')
    ? element.startsWith(pattern.slice(0, -1)) && /^[A-Z]/.test(element.slice(pattern.length - 1))
    : pattern === element

/** The name under which an element and those that belong to it are decided; its own where it stands alone. */
export function groupOf(type: string, element: string): string {
  for (const group of together[type] ?? []) {
    if (group.some((pattern) => matches(pattern, element))) return (group[0] as string).replace('*', '')
  }
  return choiceTypes.find((prefix) => matches(`${prefix}*`, element)) ?? element
}
