const rounds = 'https://rounds.example/fhir/'

/** Extensions of Task that carry what FHIR R4's own elements cannot say; docs/FHIR.md tells their meaning. */
export const taskExtension = {
  /** `valuePeriod`: the life of a claim, by the EHR's clock. Absent on work given by name. */
  lease: `${rounds}lease`,
  /** `valueReference`: the team, or the absent colleague, a task was claimed from. */
  claimedFrom: `${rounds}claimed-from`,
  /** Parts `until` (valueDateTime), `at` (valueDateTime), `by` (valueReference). */
  snoozed: `${rounds}snoozed`,
  /** `valueReference`, one extension for each. */
  watcher: `${rounds}watcher`,
  /** Parts `level` (valueInteger), `at` (valueDateTime), and `to` (valueReference) or `role` (valueCode). */
  escalated: `${rounds}escalated`,
  /**
   * Parts `set` (valueString), `rule` (valueString), `at` (valueDateTime), and `to` (valueReference) or `role` (valueCode):
   * which rule gave it to whom, one extension for each hop.
   */
  routed: `${rounds}routed`,
  /** What was known as it came, for the rules: `arrivalParts`. */
  arrival: `${rounds}arrival`,
  /** `valueCode`: what made it, when no person did. */
  madeBy: `${rounds}made-by`,
  /** `valueCode`: the worst flag of the result it is about, as it was when it was made: HH LL H L A N. */
  flag: `${rounds}result-flag`,
} as const

/** `Task.output.type.text` of the fingerprint of what a reviewer saw, or the instant of the last message somebody was shown. */
export const reviewedOutput = 'reviewed'

/** `Task.output.type.text` of each message of the patient that whoever finished the task had before them: `valueReference`. */
export const answeredOutput = 'answered'

/** The party of everybody of a role, beside people and teams by their ids. */
export const roleParty = (role: string): string => `role:${role}`

/** Parts of the extension `arrival`, with what each holds. */
export const arrivalParts = {
  /** The priority before any rule. */
  priority: 'valueCode',
  /** Who ordered it, asked for it or wrote it. */
  orderer: 'valueReference',
  /** Who last wrote to the patient. */
  writer: 'valueReference',
  /** The laboratory or whoever sent it. */
  source: 'valueString',
  /** Of a result: partial, preliminary, final, corrected. */
  status: 'valueCode',
  /** Of a message: patient, proxy, other. */
  sender: 'valueCode',
} as const
