import type { Resource } from '@medplum/fhirtypes'
import type { Behaviour, Fault } from '../../main/ehr/faults/fault.js'
import { type Clinic, clinic, type Workstation } from './clinic.js'

/** Plans a bad behaviour; answers how often it has struck, and takes it back. */
export function plays(ehr: Clinic, behaviour: Behaviour, more: Omit<Fault, 'behaviour'> = {}) {
  const number = ehr.ehr.faults.add({ behaviour, ...more })
  const planned = () => ehr.ehr.faults.list().find((fault) => fault.number === number)
  return { struck: () => planned()?.struck ?? 0, end: () => ehr.ehr.faults.remove(number) }
}

/** Counts requests whose path and query match from now on. */
export const counts = (ehr: Clinic, path: string, method = 'GET'): (() => number) =>
  plays(ehr, { kind: 'latency', milliseconds: 0 }, { when: { method, path } }).struck

/** A clinic whose server behaves so from the beginning, and a workstation that has everything it holds. */
export async function clinicThat(
  behaviours: Behaviour[],
  options: { patients?: number } = {},
): Promise<{ ehr: Clinic; a: Workstation }> {
  const ehr = await clinic({ ...options, ehr: { faults: behaviours.map((behaviour) => ({ behaviour })) } })
  const a = await (await ehr.workstation('A')).as('novak')
  return { ehr, a: await a.ready() }
}

/** Writes all of these in transactions, as another system would; answers the server's ids. */
export async function imports(ehr: Clinic, resources: readonly Resource[]): Promise<string[]> {
  const ids: string[] = []
  for (let i = 0; i < resources.length; i += 500) {
    const entry = resources
      .slice(i, i + 500)
      .map((resource) => ({ resource, request: { method: 'POST', url: resource.resourceType } }))
    const { body } = await ehr.send<{ entry: { response: { location: string } }[] }>('POST', '', {
      resourceType: 'Bundle',
      type: 'transaction',
      entry,
    })
    for (const { response } of body.entry)
      ids.push(response.location.split('/_history')[0]?.split('/').at(-1) as string)
  }
  return ids
}

/** Open tasks of patient `p1`, written a day apart. */
export const tasks = (n: number): Resource[] =>
  Array.from({ length: n }, (_, i) => ({
    resourceType: 'Task',
    status: 'requested',
    intent: 'order',
    description: `Task ${i}`,
    for: { reference: 'Patient/p1' },
    authoredOn: new Date(Date.UTC(2025, 0, 1 + (i % 300))).toISOString(),
  }))

/** The workstation sleeps, and half an hour ago so many tasks were written: what it skips of them no overlap brings again. */
export async function asleepWhile(ehr: Clinic, a: Workstation, n: number): Promise<string[]> {
  a.context.sync.sleep()
  const past = plays(ehr, { kind: 'backdated', milliseconds: 1_800_000 }, { when: { method: 'POST' } })
  const ids = await imports(ehr, tasks(n))
  past.end()
  const anHourAgo = new Date(Date.now() - 3_600_000).toISOString()
  a.context.store.db.prepare(`UPDATE pull_cursor SET watermark = ? WHERE type = 'Task'`).run(anHourAgo)
  return ids
}

/** Pages of patients of the small clinic as the first pull asks for them. */
export const patientPages = '^Patient\\?(_sort|_lastUpdated=ge2026-01-05)'

/** Those of these that are not held. */
export const missing = (a: Workstation, type: Resource['resourceType'], ids: readonly string[]): string[] =>
  ids.filter((id) => a.context.store.row(type, a.id(type, id)) === undefined)

export const held = (a: Workstation, type: string): number =>
  (a.context.store.db.prepare('SELECT count(*) AS n FROM resource WHERE type = ?').get(type) as { n: number }).n
