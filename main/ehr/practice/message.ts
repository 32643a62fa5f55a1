import type { Communication } from '@medplum/fhirtypes'
import type { Day } from './calendar.js'
import { type Chart, nextId } from './chart.js'
import { reference } from './coding.js'
import { meta } from './meta.js'
import { careTeams, practitioner } from './staff.js'

export interface MessageOf {
  topic: string
  text: string
  /** `patient`, or the Practitioner id of who wrote it. */
  from: string
  /** Practitioner id; without one, the Blue team when the patient writes. */
  to?: string
  day: Day
  minute: number
  /** Pictures sent with it. */
  photos?: readonly { title: string; data: string }[]
  /** The message it answers. */
  before?: Communication | undefined
}

/** Writes one message of a thread with the patient. */
export function message(
  chart: Chart,
  { topic, text, from, to, day, minute, before, photos = [] }: MessageOf,
): Communication {
  const { calendar, subject, out } = chart
  const sent = calendar.at(day, minute)
  const fromPatient = from === 'patient'
  const answered = before?.sender?.reference?.startsWith('Practitioner/')
    ? before.sender.reference.slice(13)
    : undefined
  const recipient = to ?? (fromPatient ? answered : undefined)
  const communication: Communication = {
    resourceType: 'Communication',
    id: nextId(chart, 'k'),
    meta: meta(calendar.stamp(day, minute, 17)),
    status: 'completed',
    subject,
    topic: { text: topic },
    sender: fromPatient ? subject : practitioner(from),
    recipient: [fromPatient ? (recipient ? practitioner(recipient) : careTeams.blue) : subject],
    ...(before?.id && { inResponseTo: [reference('Communication', before.id)] }),
    sent,
    received: sent,
    payload: [
      { contentString: text },
      ...photos.map(({ title, data }) => ({
        contentAttachment: { contentType: 'image/png', title, data, creation: sent },
      })),
    ],
  }
  out.push(communication)
  return communication
}
