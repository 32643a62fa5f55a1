import type { DiagnosticReport, Task } from '@medplum/fhirtypes'
import { expect, it } from 'vitest'
import type { ChartView } from '../../../shared/contract/views/chart.js'
import type { HeldView } from '../../../shared/contract/views/work/identity.js'
import { type Clinic, clinic, until, type Workstation } from '../../support/clinic.js'
import { done, one, post, potassium, tasksAbout, three } from './arrivals.js'

const ask = <T>(station: Workstation, name: string, input: unknown): T => {
  const answer = station.running.core.ask(name as never, input as never)
  if (!answer.ok) throw new Error(answer.refusal.message)
  return answer.value as T
}
const reportsOf = (station: Workstation, patient: string): number =>
  ask<ChartView>(station, 'chart.view', { patient: station.id('Patient', patient) }).reports.length

/** A critical result filed under one patient, which answers an order for another. */
async function mixedUp(to: Clinic): Promise<string> {
  const order = await post(to, {
    resourceType: 'ServiceRequest',
    status: 'active',
    intent: 'order',
    subject: { reference: 'Patient/p6' },
    requester: { reference: 'Practitioner/hale' },
    code: { text: 'Basic metabolic panel' },
  })
  const value = await post(to, potassium('p5', 6.7, 'HH'))
  const report = await post(to, {
    resourceType: 'DiagnosticReport',
    status: 'final',
    code: { text: 'Basic metabolic panel' },
    subject: { reference: 'Patient/p5' },
    issued: new Date().toISOString(),
    basedOn: [{ reference: `ServiceRequest/${order.id}` }],
    result: [{ reference: `Observation/${value.id}` }],
  })
  return report.id
}

const inTheEhr = async (to: Clinic, report: string): Promise<DiagnosticReport> =>
  (await to.send<DiagnosticReport>('GET', `DiagnosticReport/${report}`)).body
const kindOf = ({ code }: Task): string | undefined => code?.coding?.[0]?.code
const viewOf = (station: Workstation, report: string): HeldView | null =>
  ask(station, 'held.view', { report: station.id('DiagnosticReport', report) })

it('a result that answers another patient’s order becomes one task that names nobody, and a review once it is filed', async () => {
  const itself = await clinic()
  const [a, b, c] = await three(itself)
  const report = await mixedUp(itself)
  await until(async () => (await tasksAbout(itself, 'DiagnosticReport', report)).length > 0)
  const [task] = await tasksAbout(itself, 'DiagnosticReport', report)
  expect(task && kindOf(task)).toBe('unmatched-result')
  expect(task).toMatchObject({ priority: 'stat', description: 'Whose result is this? Potassium 6.7 mmol/L HH' })
  expect(task?.for).toBeUndefined()
  for (const name of ['Family5', 'Family6', 'Given5', 'Given6']) expect(JSON.stringify(task)).not.toContain(name)
  const watching = (task?.extension ?? []).flatMap(({ valueReference }) => valueReference?.reference ?? [])
  expect(watching).toContain('Practitioner/hale')

  await until(() => [a, b, c].every((station) => viewOf(station, report)?.missing === 0))
  for (const station of [a, b, c]) {
    expect(viewOf(station, report)).toMatchObject({ state: 'held', reasons: ['order'], critical: true })
    expect([reportsOf(station, 'p5'), reportsOf(station, 'p6')]).toEqual([0, 0])
  }
  // A question to a colleague is about the same report and is nobody's review of it.
  // Asked anew each time: a workstation that made it too goes by its own id once it hears of the EHR's.
  const asked = await until(() => {
    const id = b.id('Task', task?.id ?? '')
    return b.read('Task', id) && id
  })
  await done(b, 'task.comment', { task: asked, text: 'Yours?', mentions: [b.id('Practitioner', 'novak')] })
  await done(b, 'held.decide', {
    report: b.id('DiagnosticReport', report),
    seen: viewOf(b, report)?.seen,
    to: b.id('Patient', 'p6'),
    matched: ['order'],
    reason: 'The laboratory read its requisition again',
    second: b.id('Practitioner', 'novak'),
  })
  await until(() => [a, b, c].every((station) => viewOf(station, report)?.state === 'filed'))
  const kept = await inTheEhr(itself, report)
  expect(kept.subject?.reference).toBe('Patient/p6')
  const reviews = async (): Promise<Task[]> =>
    (await tasksAbout(itself, 'DiagnosticReport', report)).filter((each) => kindOf(each) === 'result-review')
  await until(async () => (await reviews()).length > 0)
  expect(await reviews()).toMatchObject([{ for: { reference: 'Patient/p6' }, priority: 'stat' }])
  // Where the question had not come before it was answered, it ends by itself.
  await until(async () => {
    const asked = (await tasksAbout(itself, 'DiagnosticReport', report)).filter(
      (each) => kindOf(each) === 'unmatched-result',
    )
    return asked.length === 1 && asked.every(({ status }) => status === 'completed' || status === 'cancelled')
  })
})

it('an EHR that will not have a laboratory’s report changed leaves it held, and says so', async () => {
  const itself = await clinic()
  const a = await one(itself)
  const report = await mixedUp(itself)
  await until(() => viewOf(a, report)?.missing === 0)
  itself.ehr.faults.add({
    when: { method: 'PATCH', path: '^DiagnosticReport' },
    behaviour: { kind: 'status', status: 403 },
  })
  await done(a, 'held.decide', {
    report: a.id('DiagnosticReport', report),
    seen: viewOf(a, report)?.seen,
    to: a.id('Patient', 'p6'),
    matched: ['order'],
    reason: 'The laboratory read its requisition again',
    second: a.id('Practitioner', 'hale'),
  })
  await until(() => viewOf(a, report)?.state === 'refused')
  expect([reportsOf(a, 'p5'), reportsOf(a, 'p6')]).toEqual([0, 0])
  expect((await inTheEhr(itself, report)).subject?.reference).toBe('Patient/p5')
})
