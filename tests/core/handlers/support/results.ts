import type { Communication, Patient, ServiceRequest, Task } from '@medplum/fhirtypes'
import { afterEach, beforeEach } from 'vitest'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { amara, luis, on, order, patient, practice, report, result, task, to } from './day.js'
import { Workstation } from './workstation.js'

export const portal = [{ url: 'https://rounds.example/fhir/portal', valueBoolean: true }]
export const withPortal = (who: typeof luis): Patient => ({ ...(patient(who) as Patient), extension: portal })
export const next = (version: string) => ({ versionId: version, lastUpdated: '2026-11-22T09:30:00.000Z' })

export const potassium = (value: number, flag?: string) => ({
  code: '2823-3',
  name: 'Potassium',
  value,
  unit: 'mmol/L',
  low: 3.5,
  high: 5.1,
  ...(flag && { flag }),
})
export const basedOn = (id: string) => ({ basedOn: [to.thing('ServiceRequest', id)] })
export const review = (id: string, of: string, who = luis, more: Partial<Task> = {}): Task =>
  task(id, 'result-review', `Potassium of ${of}`, {
    owner: to.practitioner('novak'),
    for: to.patient(who),
    focus: to.thing('DiagnosticReport', of),
    ...more,
  })

/** Marcus Hale is at it. */
export const telling = (id: string, of: string, who: typeof luis): Task =>
  task(id, 'tell-patient', 'Tell them', {
    status: 'in-progress',
    owner: to.practitioner('hale'),
    for: to.patient(who),
    focus: to.thing('DiagnosticReport', of),
  })
export const spoke = { way: 'phone', reached: 'patient', words: 'Told her.' } as const

export let station: Workstation
/** Two results to review, of one patient with a portal and of one without, anew for each test of the file. */
export function withResults(): void {
  beforeEach(() => {
    station = new Workstation([
      ...practice(),
      withPortal(luis),
      patient(amara),
      order('bmp', luis, '24321-2', 'Basic metabolic panel'),
      order('lipids', luis, '24331-1', 'Lipid panel', { authoredOn: '2026-11-10T09:00:00Z' }),
      result('k1', luis, on(9), potassium(5.4, 'H')),
      { ...report('r1', luis, on(9, 27), 'Basic metabolic panel', ['k1']), ...basedOn('bmp') },
      review('t1', 'r1', luis, basedOn('bmp')),
      result('k2', amara, on(9), potassium(4.4)),
      report('r2', amara, on(9, 30), 'Basic metabolic panel', ['k2']),
      review('t2', 'r2', amara),
    ])
  })
  afterEach(() => station.stop())
}

export const id = (type: string, name: string): LocalId => station.id(type, name)
export const held = (name: string): Task => station.store.read('Task', id('Task', name)) as Task
export const bmp = (): ServiceRequest =>
  station.store.read('ServiceRequest', id('ServiceRequest', 'bmp')) as ServiceRequest
export const view = (name = 'r1', who = luis) => {
  const found = station.ask('result.view', { patient: station.patient(who.id), report: id('DiagnosticReport', name) })
  if (!found) throw new Error(`${name} is not shown`)
  return found
}
export const loop = (name = 'r1', who = luis) => view(name, who).loop
export const act = async (more: object = {}, name = 't1', of = 'r1', who = luis) => {
  const about = { patient: station.patient(who.id), task: id('Task', name), seen: view(of, who).fingerprint }
  await station.open(about.patient)
  return { ...about, ...more }
}
export const sent = (made: LocalId[]): Communication =>
  station.store.read('Communication', made[0] as LocalId) as Communication
