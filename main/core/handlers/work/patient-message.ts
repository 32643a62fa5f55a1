import type { Communication } from '@medplum/fhirtypes'
import type { Staff } from '../../../../shared/contract/views/session.js'
import { type MessageKind, messageKindWords } from '../../../../shared/domain/message/kind.js'
import { type Portal, portalOf as portalFrom } from '../../../../shared/domain/message/portal.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { type Result, refuse } from '../../../../shared/kernel/result.js'
import { mergedInto } from '../../store/merged.js'
import { messageKindSystem } from '../../store/message.js'
import { one } from '../../store/statement.js'
import type { Context } from '../context.js'
import { concept, hl7, practiceMark, referTo, referToStaff, rounds } from '../fhir.js'
import { coreOf } from '../people.js'
import { dealtWithBy } from './shown.js'

/** Whether a patient reads messages in the portal, where the clinic wrote it down: boolean, on the Patient. */
const portalExtension = `${rounds}portal`

/**
 * Whether the patient reads messages: as recorded, else as they lately wrote themselves. Unknown counts as no, and so does a
 * record that was merged into another, where they read now.
 */
export function portalOf({ store, clock }: Context, patient: LocalId): Portal {
  if (mergedInto(store, patient)) return 'no'
  const recorded = store.read('Patient', patient)?.extension?.find(({ url }) => url === portalExtension)?.valueBoolean
  const wrote = one<{ at: string | null }>(
    store.db,
    `SELECT max(at) AS at FROM message WHERE patient = ? AND kind = 'patient' AND from_patient = 1`,
    patient,
  )
  return portalFrom(recorded, wrote?.at ?? null, clock.now())
}

/** The refusal of a message that nobody would read; undefined when the patient has a portal. */
export function noPortal(context: Context, patient: LocalId): Result<never> | undefined {
  const portal = portalOf(context, patient)
  if (portal === 'yes') return undefined
  const { name } = coreOf(context.store, patient, context.clock.now())
  const merged = mergedInto(context.store, patient)
  if (merged) {
    const other = coreOf(context.store, merged, context.clock.now())
    const known = [other.name, other.mrn && `MRN ${other.mrn}`].filter(Boolean).join(', ')
    return refuse('no-portal', `This record was merged into another (${known}). Nothing was sent: write to them there.`)
  }
  const why = portal === 'no' ? 'has no portal' : 'is not known to have a portal'
  return refuse('no-portal', `${name} ${why}: nobody would read this. Call or write a letter instead.`)
}

export interface PatientMessage {
  patient: LocalId
  text: string
  /** Local id of the message it answers: the new one joins that conversation. */
  answers?: LocalId | undefined
  topic?: string | undefined
  /** What it tells of: `DiagnosticReport`. */
  about?: readonly { type: 'DiagnosticReport' | 'ServiceRequest' | 'Appointment' | 'MedicationRequest'; id: LocalId }[]
  /** The task it is sent under. */
  task?: LocalId | undefined
  /** Base64. */
  attachments?: readonly { contentType: string; data: string; title: string }[]
}

/** The category of our messages. */
export const messageCategory = (kind: MessageKind): Communication['category'] => [
  concept(messageKindSystem, kind, messageKindWords[kind]),
]

/**
 * Where a message belongs: what it answers, and the head of that conversation. One to a patient names all of theirs that its
 * writer had before them, the last first.
 */
export function placeIn(
  context: Context,
  answers: LocalId | undefined,
  isTeam = false,
): Pick<Communication, 'inResponseTo' | 'partOf'> {
  const { store } = context
  const row = answers && one<{ root: LocalId }>(store.db, 'SELECT root FROM message WHERE id = ?', answers)
  if (!answers || !row) return {}
  const header = store.read('Communication', answers)?.partOf
  // A beginning that is not held may be one that nobody can refer to; the chain of answers leads there all the same.
  const root = store.row('Communication', row.root) && referTo(store, 'Communication', row.root)
  const partOf = header?.length ? header : root && [root]
  const named = isTeam ? [answers] : dealtWithBy(context, answers)
  return { inResponseTo: named.map((id) => referTo(store, 'Communication', id)), ...(partOf && { partOf }) }
}

/**
 * A message from somebody here to a patient, as it goes to the EHR: the caller creates it in the transaction of what it
 * belongs to. It refers to its task, never the task to it.
 */
export function patientMessage(context: Context, who: Staff, message: PatientMessage): Communication {
  const { store } = context
  const { patient, text, answers, topic, about = [], task, attachments = [] } = message
  const core = coreOf(store, patient, context.clock.now())
  const to = referTo(store, 'Patient', patient, core.name)
  const asked = answers ? store.read('Communication', answers) : undefined
  const words = topic ?? asked?.topic?.text
  return {
    resourceType: 'Communication',
    ...practiceMark(context),
    status: 'completed',
    category: messageCategory('patient') as NonNullable<Communication['category']>,
    medium: [hl7('v3-ParticipationMode', 'ELECTRONIC', 'electronic data')],
    ...placeIn(context, answers),
    ...(task && { basedOn: [referTo(store, 'Task', task)] }),
    ...(words && { topic: { text: words } }),
    ...(about.length > 0 && { about: about.map(({ type, id }) => referTo(store, type, id)) }),
    subject: to,
    recipient: [to],
    sender: referToStaff(store, who),
    sent: context.at(),
    payload: [
      { contentString: text },
      ...attachments.map(({ contentType, data, title }) => ({
        contentAttachment: { contentType, data, title, creation: context.at() },
      })),
    ],
  }
}
