import type { Communication, ServiceRequest } from '@medplum/fhirtypes'
import { act } from '../../main/core/handlers/work/act.js'
import type { Writer } from '../../main/core/store/write.js'
import type { LocalId } from '../../shared/kernel/ids.js'
import type { Result } from '../../shared/kernel/result.js'
import { clinic, type Workstation } from './clinic.js'

/** The clock goes on by itself, and can be moved ahead: no hold is waited for. */
function clock() {
  let ahead = 0
  const itself = { now: () => new Date(Date.now() + ahead) }
  return {
    clock: itself,
    later(ms: number, a: Workstation) {
      ahead += ms
      a.context.sync.poke()
    },
  }
}

/** A clinic with one workstation, whose clock can be moved ahead. */
export async function desk() {
  const ehr = await clinic()
  const time = clock()
  const a = await (await (await ehr.workstation('A', { clock: time.clock })).as('novak')).ready()
  return { ehr, a, time, later: (ms: number) => time.later(ms, a) }
}

/** The task of the first patient. */
export const taskOf = (a: Workstation): LocalId => a.id('Task', 'task-p1')

/** An answer to that patient. */
export const message = (a: Workstation): Communication => ({
  resourceType: 'Communication',
  status: 'completed',
  subject: { reference: 'Patient/p1' },
  recipient: [{ reference: 'Patient/p1' }],
  basedOn: [{ reference: a.context.store.identity.reference('Task', taskOf(a)) }],
  payload: [{ contentString: 'Your potassium is high.' }],
})
export const order: ServiceRequest = {
  resourceType: 'ServiceRequest',
  status: 'active',
  intent: 'order',
  subject: { reference: 'Patient/p1' },
  code: { text: 'Basic metabolic panel' },
}

/** What one key press made. */
export interface Review {
  deed: string
  message: LocalId
  order: LocalId
}

/** Finishes the task, writes to the patient and orders again: one key press. */
export function review(a: Workstation, task = taskOf(a)): Review {
  const { context } = a
  const who = context.session.user() as NonNullable<ReturnType<typeof context.session.user>>
  return act(
    context,
    { who, words: 'Reviewed Potassium 6.1 mmol/L', task, patient: a.id('Patient', 'p1'), drafts: ['reply'] },
    (tx: Writer) => {
      const made = { message: context.newId(), order: context.newId() }
      tx.edit('Task', task, (resource) => {
        resource.status = 'completed'
        resource.owner = { reference: a.context.store.identity.reference('Practitioner', who.id) }
        resource.note = [...(resource.note ?? []), { text: 'Not haemolysed.' }]
      })
      tx.create(made.message, message(a))
      tx.create(made.order, order)
      return { ...made, deed: tx.deed as string }
    },
  )
}

let calls = 0
/** Asks a workstation's core for something, as its window would. */
export const call = (a: Workstation, name: string, input: unknown): Promise<Result<unknown>> =>
  a.running.core.call(name, input, `deeds-${++calls}`, { window: 1, bound: null })

/** What was done at a workstation, as its window lists it. */
export const deeds = (a: Workstation): { state: string }[] =>
  (a.running.core.ask('deed.list', {}) as { value: { state: string }[] }).value
