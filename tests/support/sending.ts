import type { DocumentReference, Observation } from '@medplum/fhirtypes'
import type { Unsent } from '../../main/core/outbox/outbox.js'
import type { LocalId } from '../../shared/kernel/ids.js'
import { type Clinic, clinic, until, type Workstation } from './clinic.js'

export const nothing = { savedHere: 0, sending: 0, needsYou: 0 }

/** A clinic with one workstation that has everything it holds. */
export async function one(): Promise<{ ehr: Clinic; a: Workstation }> {
  const ehr = await clinic()
  const a = await (await ehr.workstation('A')).as('novak')
  return { ehr, a: await a.ready() }
}

/** Until the EHR has everything. */
export const sentAll = (a: Workstation): Promise<boolean> =>
  until(() => JSON.stringify(a.context.outbox.counts()) === JSON.stringify(nothing))
export const state = (a: Workstation, type: string, id: LocalId): Unsent | undefined =>
  a.context.outbox.unsentOf(type, id)

export const observation = (patient: string, value = 4.1): Observation => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'Pulse' },
  subject: { reference: patient },
  valueQuantity: { value, unit: '/min' },
})
/** The search that finds what a workstation made. */
export const madeBy = (id: LocalId): string => `identifier=urn:ietf:rfc:3986|urn:uuid:${id}`

export const draft = (text: string): DocumentReference => ({
  resourceType: 'DocumentReference',
  status: 'current',
  docStatus: 'preliminary',
  description: 'Follow-up',
  subject: { reference: 'Patient/p1' },
  content: [{ attachment: { contentType: 'text/plain', data: Buffer.from(text).toString('base64') } }],
})
export const textOf = (note: DocumentReference | undefined): string =>
  Buffer.from(note?.content?.[0]?.attachment?.data ?? '', 'base64').toString()
