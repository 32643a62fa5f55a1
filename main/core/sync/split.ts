/** By which date the records of a type are told apart where their last change does not do it (FHIR R4 search parameters). */
export const splits: Readonly<Record<string, string>> = {
  Patient: 'birthdate',
  Appointment: 'date',
  Encounter: 'date',
  Task: 'authored-on',
  ServiceRequest: 'authored',
  Communication: 'sent',
  DocumentReference: 'date',
  Specimen: 'collected',
  Condition: 'recorded-date',
  MedicationRequest: 'authoredon',
  AllergyIntolerance: 'date',
  Observation: 'date',
  DiagnosticReport: 'date',
  Immunization: 'date',
  Provenance: 'recorded',
}

interface Part {
  params: [string, string][]
  /** Undefined when it cannot be divided further. */
  halves(): Part[] | undefined
}

const day = 86_400_000
const [first, end] = [Date.UTC(1900, 0, 1), Date.UTC(2100, 0, 1)]

/** All of time by one date parameter, and the records without that date. */
export function daysOf(name: string): Part[] {
  const whole = (params: [string, string][]): Part => ({ params, halves: () => undefined })
  return [
    whole([[`${name}:missing`, 'true']]),
    whole([[name, `lt${dateOf(first)}`]]),
    whole([[name, `ge${dateOf(end)}`]]),
    between(name, first, end),
  ]
}

function between(name: string, from: number, to: number): Part {
  return {
    params: [
      [name, `ge${dateOf(from)}`],
      [name, `lt${dateOf(to)}`],
    ],
    halves() {
      const days = (to - from) / day
      if (days <= 1) return undefined
      const middle = from + Math.floor(days / 2) * day
      return [between(name, from, middle), between(name, middle, to)]
    },
  }
}

const dateOf = (time: number): string => new Date(time).toISOString().slice(0, 10)
