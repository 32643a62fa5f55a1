import { type Failure, failure } from '../fhir/failure.js'

/** The server does not answer this question, to anybody or to this person: no reason to doubt the rest of what it says. */
export const isRefusal = ({ kind, status }: Failure): boolean =>
  kind === 'forbidden' || kind === 'invalid' || kind === 'not-found' || kind === 'incomplete' || status === 501

/** A refusal without a word of FHIR: something on the way may have answered, so it says nothing about what was asked for. */
export const isPage = (answer: Failure): boolean => isRefusal(answer) && answer.kind !== 'incomplete' && !answer.inFhir

export const notTheEhr = failure('not-fhir', 'The address answers, but not as a FHIR server does.')

/** What the records of a type are to the person. */
const words: Readonly<Record<string, string>> = {
  Organization: 'organisations',
  Location: 'rooms',
  Practitioner: 'colleagues',
  PractitionerRole: 'colleagues’ roles',
  CareTeam: 'teams',
  Patient: 'patients',
  Appointment: 'appointments',
  Encounter: 'visits',
  Task: 'tasks',
  ServiceRequest: 'orders',
  Communication: 'messages',
  DocumentReference: 'notes',
  Specimen: 'specimens',
  Condition: 'problems',
  MedicationRequest: 'medicines',
  AllergyIntolerance: 'allergies',
  Observation: 'results and vital signs',
  DiagnosticReport: 'reports',
  Immunization: 'immunisations',
  Provenance: 'signatures',
  Library: 'phrases and templates',
  PlanDefinition: 'rules of the clinic',
}

/** `results and vital signs, reports` */
export const kindsInWords = (types: Iterable<string>): string =>
  [...types].map((type) => words[type] ?? type).join(', ')

/** One sentence each for what cannot be had. */
export function refusalWords(refused: ReadonlyMap<string, Failure>): string[] {
  const of = (wanted: (failure: Failure) => boolean): string[] =>
    [...refused].filter(([, failure]) => wanted(failure)).map(([type]) => type)
  const partly = of(({ kind }) => kind === 'incomplete')
  const unread = of(({ kind }) => kind !== 'incomplete')
  return [
    ...(unread.length > 0 ? [`The EHR does not show you: ${kindsInWords(unread)}.`] : []),
    ...(partly.length > 0
      ? [`The EHR does not give out everything of: ${kindsInWords(partly)}. Some may be missing here.`]
      : []),
  ]
}
