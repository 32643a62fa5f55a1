import type { Resource } from '@medplum/fhirtypes'
import type { Behaviour, RequestMatch } from '../../main/ehr/faults/fault.js'
import type { LocalId } from '../../shared/kernel/ids.js'
import { type Clinic, until, type Workstation } from './clinic.js'
import { madeBy, one, sentAll, state } from './sending.js'

/** A workstation at an EHR that writes in its own way from now on. */
export async function at(
  behaviour: Behaviour,
  when: RequestMatch = {},
  times?: number,
): Promise<{ ehr: Clinic; a: Workstation }> {
  const clinic = await one()
  plan(clinic.ehr, behaviour, when, times)
  return clinic
}

export const plan = (ehr: Clinic, behaviour: Behaviour, when: RequestMatch = {}, times?: number): number =>
  ehr.ehr.faults.add({ when, behaviour, ...(times === undefined ? {} : { times }) })

/** How often the planned fault struck. */
export const struck = (ehr: Clinic, nth = 0): number => ehr.ehr.faults.list()[nth]?.struck ?? 0

/** Everything arrived, and each of these once. */
export async function arrivedOnce(ehr: Clinic, a: Workstation, type: string, ...ids: LocalId[]): Promise<void> {
  await sentAll(a)
  for (const id of ids) {
    const found = await ehr.all<Resource>(`${type}?${madeBy(id)}`)
    if (found.length !== 1) throw new Error(`${type} ${id} is in the EHR ${found.length} times`)
    if (found[0]?.id !== a.context.store.row(type, id)?.server_id)
      throw new Error(`${type} ${id} goes by another id here`)
  }
}

/** Until a person is asked; answers the reason they read. */
export async function needsYou(a: Workstation, type: string, id: LocalId): Promise<string> {
  await until(() => state(a, type, id) === 'needs-you')
  return a.context.outbox.rows().find((row) => row.type === type && row.id === id)?.reason ?? ''
}
