/**
 * Between a patient and the clinic; among colleagues, which no patient reads; or the record of a call or talk. Codes of
 * `https://rounds.example/fhir/message-kind`.
 */
export const messageKinds = ['patient', 'team', 'contact'] as const
export type MessageKind = (typeof messageKinds)[number]

export const messageKindWords: Record<MessageKind, string> = {
  patient: 'Message with the patient',
  team: 'Message among colleagues',
  contact: 'Contact with the patient',
}

/** What is known of who writes and who reads a message. */
export interface Correspondents {
  /** The code of its category, where it has one of ours. */
  category: string | undefined
  /** FHIR types of the sender and the recipients; undefined for one whose type nobody says. */
  sender: string | undefined
  recipients: readonly (string | undefined)[]
}

/** A patient, or somebody who writes and reads for them. */
export const isPatientSide = (type: string | undefined): boolean => type === 'Patient' || type === 'RelatedPerson'

/**
 * What kind of message it is. One that a patient wrote or gets is never among colleagues, whatever its category says;
 * one without a category is among colleagues only when everybody in it is known to work here.
 */
export function messageKind({ category, sender, recipients }: Correspondents): MessageKind {
  if (category === 'contact') return 'contact'
  if (isPatientSide(sender) || recipients.some(isPatientSide)) return 'patient'
  if (category === 'team') return 'team'
  if (category === 'patient') return 'patient'
  const everybody = [sender, ...recipients]
  return recipients.length > 0 && everybody.every((type) => type !== undefined) ? 'team' : 'patient'
}
