/**
 * What must be there for a resource to mean anything: FHIR R4's own minimum cardinalities, and for codes that drive
 * the clinic's work the value sets bound as required. Everything else is kept as sent.
 */
interface Rule {
  required: string[]
  /** Element to the codes it may hold. */
  codes: Record<string, readonly string[]>
}

const words = (text: string): string[] => text.split(/\s+/)

const rule = (required: string, codes: Record<string, string> = {}): Rule => ({
  required: required === '' ? [] : words(required),
  codes: Object.fromEntries(Object.entries(codes).map(([element, list]) => [element, words(list)])),
})

const EVENT = 'preparation in-progress not-done on-hold stopped completed entered-in-error unknown'
const REQUEST = 'draft active on-hold revoked completed entered-in-error unknown'
const INTENT = 'proposal plan directive order original-order reflex-order filler-order instance-order option'
const PRIORITY = 'routine urgent asap stat'
const OBSERVATION = 'registered preliminary final amended corrected cancelled entered-in-error unknown'
const GENDER = 'male female other unknown'

const RULES: Record<string, Rule> = {
  Patient: rule('', { gender: GENDER }),
  Practitioner: rule('', { gender: GENDER }),
  RelatedPerson: rule('patient', { gender: GENDER }),
  Appointment: rule('status participant', {
    status: 'proposed pending booked arrived fulfilled cancelled noshow entered-in-error checked-in waitlist',
  }),
  Encounter: rule('status class', {
    status: 'planned arrived triaged in-progress onleave finished cancelled entered-in-error unknown',
  }),
  Condition: rule('subject'),
  AllergyIntolerance: rule('patient', { criticality: 'low high unable-to-assess', type: 'allergy intolerance' }),
  MedicationRequest: rule('status intent medication[x] subject', {
    status: 'active on-hold cancelled completed entered-in-error stopped draft unknown',
    intent: 'proposal plan order original-order reflex-order filler-order instance-order option',
    priority: PRIORITY,
  }),
  MedicationStatement: rule('status medication[x] subject'),
  Observation: rule('status code', { status: OBSERVATION }),
  DiagnosticReport: rule('status code', {
    status: 'registered partial preliminary final amended corrected appended cancelled entered-in-error unknown',
  }),
  Immunization: rule('status vaccineCode patient occurrence[x]', { status: 'completed entered-in-error not-done' }),
  Procedure: rule('status subject', { status: EVENT }),
  DocumentReference: rule('status content', {
    status: 'current superseded entered-in-error',
    docStatus: 'preliminary final amended entered-in-error',
  }),
  Communication: rule('status', { status: EVENT, priority: PRIORITY }),
  Task: rule('status intent', {
    status:
      'draft requested received accepted rejected ready cancelled in-progress on-hold failed completed entered-in-error',
    intent: `unknown ${INTENT}`,
    priority: PRIORITY,
  }),
  ServiceRequest: rule('status intent subject', { status: REQUEST, intent: INTENT, priority: PRIORITY }),
  Specimen: rule('', { status: 'available unavailable unsatisfactory entered-in-error' }),
  Provenance: rule('target recorded agent'),
  CarePlan: rule('status intent subject', { status: REQUEST }),
  Goal: rule('lifecycleStatus description subject'),
  Coverage: rule('status beneficiary payor'),
  Consent: rule('status scope category'),
  Flag: rule('status code subject'),
  List: rule('status mode'),
  FamilyMemberHistory: rule('status patient relationship'),
  QuestionnaireResponse: rule('status'),
  Questionnaire: rule('status'),
  Library: rule('status type', { status: 'draft active retired unknown' }),
  PlanDefinition: rule('status', { status: 'draft active retired unknown' }),
  Schedule: rule('actor'),
  Slot: rule('schedule status start end'),
  Media: rule('status content'),
  Group: rule('type actual'),
  Binary: rule('contentType'),
  AuditEvent: rule('type recorded agent source'),
  Subscription: rule('status reason criteria channel', { status: 'requested active error off' }),
}

const NO_RULE = rule('')

export const requiredOf = (type: string): Rule => RULES[type] ?? NO_RULE
