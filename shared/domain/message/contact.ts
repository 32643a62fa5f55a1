/** How a patient was contacted outside the portal. */
export const contactWays = ['phone', 'in-person', 'video', 'letter'] as const
export type ContactWay = (typeof contactWays)[number]

/** Whom it reached. Codes of `https://rounds.example/fhir/reached`. */
export const reachedWhom = ['patient', 'proxy', 'voicemail', 'no-answer'] as const
export type Reached = (typeof reachedWhom)[number]

export const reachedWords: Record<Reached, string> = {
  patient: 'Spoke with the patient',
  proxy: 'Spoke with somebody for the patient',
  voicemail: 'Left a voicemail',
  'no-answer': 'No answer',
}

/** Whether a contact told the patient: a voicemail may have been heard by nobody, or by anybody. */
export const isTold = (reached: Reached): boolean => reached === 'patient' || reached === 'proxy'
