import type { MedicationRequest, Resource, Task } from '@medplum/fhirtypes'
import type { CommandName, InputOf } from '../../../shared/contract/contract.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { until, type Workstation } from '../../support/clinic.js'
import type { Window } from '../../support/window.js'

interface Around {
  station: Workstation
  room: Window
  patient: LocalId
  note: (command: CommandName) => Promise<void>
  elsewhere: (resource: Resource) => Promise<string>
}

/** Requests for a refill: the same again, with other directions, and denied; told in the portal and by a call. */
export async function workOnRefills({ station, room, patient, note, elsewhere }: Around): Promise<void> {
  const subject = { reference: station.context.store.identity.reference('Patient', patient) }
  const asked = async (text: string): Promise<LocalId> => {
    const prescription: MedicationRequest = {
      resourceType: 'MedicationRequest',
      status: 'active',
      intent: 'order',
      medicationCodeableConcept: { text },
      subject,
      authoredOn: '2026-05-01',
      requester: { reference: 'Practitioner/novak' },
      dosageInstruction: [{ text: '1 tablet daily' }],
    }
    const focus = await elsewhere(prescription)
    const task: Task = {
      resourceType: 'Task',
      status: 'requested',
      intent: 'order',
      code: { coding: [{ system: 'https://rounds.example/fhir/task-kind', code: 'refill-request' }] },
      description: `Refill: ${text}`,
      for: subject,
      focus: { reference: `MedicationRequest/${focus}` },
      owner: { reference: 'CareTeam/blue-team' },
      authoredOn: new Date().toISOString(),
    }
    const id = station.id('Task', await elsewhere(task))
    await until(() => station.read('Task', id) && room.see('refill.view', { task: id })?.of)
    return id
  }
  const [same, other, none] = [
    await asked('Vitamin D 1,000 unit tablet'),
    await asked('Folic acid 1 mg tablet'),
    await asked('Zinc 50 mg tablet'),
  ]
  type Decision = InputOf<'refill.decide'>['decision']
  const decide = (task: LocalId, decision: Decision, how: 'message' | 'call') => {
    const seen = room.see('refill.view', { task })?.seen ?? ''
    return room.do('refill.decide', { patient, task, seen, decision, tell: { how, text: 'It is ready.\nSee you.' } })
  }
  const supply = { quantity: 90, quantityUnit: 'tablets', refills: 3 }
  await decide(same, { as: 'approve', sig: '1 tablet daily', ...supply }, 'message')
  await decide(other, { as: 'approve', sig: '2 tablets daily', reason: 'As agreed' }, 'call')
  await decide(none, { as: 'deny', reason: 'No longer needed' }, 'message')
  const since = await asked('Biotin 1 mg tablet')
  await elsewhere({
    resourceType: 'MedicationRequest',
    status: 'active',
    intent: 'order',
    medicationCodeableConcept: { text: 'Biotin 5 mg tablet' },
    subject,
    authoredOn: new Date().toISOString(),
    requester: { reference: 'Practitioner/novak' },
  })
  const answer = await until(() => room.see('refill.view', { task: since })?.answers[0])
  await decide(since, { as: 'prescribed', prescription: answer.id }, 'message')
  await note('refill.decide')
}

/** Orders that never came back: awaited later, ordered again, not needed. */
export async function workOnOrders({ station, room, patient, note, elsewhere }: Around): Promise<void> {
  const subject = { reference: station.context.store.identity.reference('Patient', patient) }
  const sent = async (text: string): Promise<{ task: LocalId; order: LocalId }> => {
    const order = await elsewhere({
      resourceType: 'ServiceRequest',
      status: 'active',
      intent: 'order',
      category: [{ coding: [{ system: 'http://snomed.info/sct', code: '3457005' }] }],
      code: { text },
      subject,
      authoredOn: '2026-05-01',
      requester: { reference: 'Practitioner/novak' },
    })
    const task = await elsewhere({
      resourceType: 'Task',
      status: 'requested',
      intent: 'order',
      code: { coding: [{ system: 'https://rounds.example/fhir/task-kind', code: 'referral' }] },
      description: `${text}: no letter back`,
      for: subject,
      focus: { reference: `ServiceRequest/${order}` },
      owner: { reference: 'CareTeam/blue-team' },
      authoredOn: new Date().toISOString(),
    })
    const ids = { task: station.id('Task', task), order: station.id('ServiceRequest', order) }
    await until(() => station.read('Task', ids.task) && station.read('ServiceRequest', ids.order))
    return ids
  }
  const [later, again, none] = [await sent('To cardiology'), await sent('To a dietician'), await sent('To podiatry')]
  const settle = (input: InputOf<'order.settle'>) => room.do('order.settle', input)
  await settle({ patient, ...later, decision: { as: 'later', until: '2031-01-01', reason: 'Booked' } })
  await settle({ patient, ...again, decision: { as: 'again', due: '2031-01-01', reason: 'The fax was lost' } })
  await settle({ patient, ...none, decision: { as: 'not-needed', reason: 'Seen elsewhere' } })
  await note('order.settle')
}
