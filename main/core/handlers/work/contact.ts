import type { CodeableConcept, Communication } from '@medplum/fhirtypes'
import type { Staff } from '../../../../shared/contract/views/session.js'
import { type ContactWay, isTold, type Reached, reachedWords } from '../../../../shared/domain/message/contact.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import type { Context } from '../context.js'
import { hl7, practiceMark, referTo, referToStaff, rounds } from '../fhir.js'
import { coreOf } from '../people.js'
import { messageCategory, placeIn } from './patient-message.js'

/** Whom a contact reached: code, on its Communication. */
export const reachedSystem = `${rounds}reached`
export const contactWaySystem = `${rounds}contact-way`

const media: Record<ContactWay, { code: string; display: string }> = {
  phone: { code: 'PHONE', display: 'telephone' },
  'in-person': { code: 'FACE', display: 'face-to-face' },
  video: { code: 'VIDEOCONF', display: 'videoconferencing' },
  letter: { code: 'MAILWRIT', display: 'mail' },
}

function medium(way: ContactWay): CodeableConcept {
  const { code, display } = media[way]
  const standard = hl7('v3-ParticipationMode', code, display)
  return { ...standard, coding: [...(standard.coding ?? []), { system: contactWaySystem, code: way }] }
}

export interface Contact {
  patient: LocalId
  way: ContactWay
  reached: Reached
  /** Who it was, where not the patient. */
  whom?: string | undefined
  words: string
  /** Reports and orders it told of. */
  about?: readonly { type: 'DiagnosticReport' | 'ServiceRequest'; id: LocalId }[]
  /** A message it is the answer to. */
  answers?: LocalId | undefined
  task?: LocalId | undefined
}

/** The record of a contact outside the portal. One that reached nobody is `not-done`: nobody was told by it. */
export function contactRecord(context: Context, who: Staff, contact: Contact): Communication {
  const { store } = context
  const { patient, way, reached, whom, words, about = [], answers, task } = contact
  const name = coreOf(store, patient, context.clock.now()).name
  const told = isTold(reached)
  return {
    resourceType: 'Communication',
    ...practiceMark(context),
    extension: [{ url: reachedSystem, valueCode: reached }],
    status: told ? 'completed' : 'not-done',
    ...(!told && { statusReason: { text: reachedWords[reached] } }),
    category: messageCategory('contact') as NonNullable<Communication['category']>,
    medium: [medium(way)],
    ...placeIn(context, answers),
    ...(task && { basedOn: [referTo(store, 'Task', task)] }),
    topic: { text: way === 'letter' ? 'Letter' : way === 'phone' ? 'Call' : 'Talk' },
    ...(about.length > 0 && { about: about.map(({ type, id }) => referTo(store, type, id)) }),
    subject: referTo(store, 'Patient', patient, name),
    ...(told && {
      recipient: [
        reached === 'proxy'
          ? { display: whom ?? 'Somebody for the patient' }
          : referTo(store, 'Patient', patient, name),
      ],
    }),
    sender: referToStaff(store, who),
    sent: context.at(),
    payload: [
      { contentString: [reachedWords[reached] + (whom ? ` (${whom})` : ''), words].filter(Boolean).join(': ') },
    ],
  }
}
