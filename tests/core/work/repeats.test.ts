import type { Task } from '@medplum/fhirtypes'
import { expect, it } from 'vitest'
import type { ResultView } from '../../../shared/contract/views/work/results.js'
import { type Clinic, clinic, until, type Workstation } from '../../support/clinic.js'
import { laboratory, one, post, potassium, quiet, tasksAbout, three } from './arrivals.js'

const taken = '2026-01-05T08:00:00Z'

/** A report of one potassium with a number, as a laboratory posts it. */
async function report(
  to: Clinic,
  value: number,
  more: { number?: string; patient?: string; status?: 'final' | 'corrected'; issued: string; taken?: string },
): Promise<string> {
  const { number = 'H-1', patient = 'p5', status = 'final', issued, taken: at = taken } = more
  const observation = await post(to, { ...potassium(patient, value, value > 6 ? 'HH' : 'N'), effectiveDateTime: at })
  const made = await post(to, {
    resourceType: 'DiagnosticReport',
    status,
    category: laboratory,
    ...(number && { identifier: [{ system: 'https://lab.example/report', value: number }] }),
    code: { text: 'Basic metabolic panel', coding: [{ system: 'http://loinc.org', code: '51990-0' }] },
    subject: { reference: `Patient/${patient}` },
    effectiveDateTime: at,
    issued,
    result: [{ reference: `Observation/${observation.id}` }],
  })
  return made.id
}

const openAbout = async (to: Clinic, id: string): Promise<Task[]> =>
  (await tasksAbout(to, 'DiagnosticReport', id)).filter(({ status }) => status === 'requested')
const here = (station: Workstation, id: string): boolean =>
  station.read('DiagnosticReport', station.id('DiagnosticReport', id)) !== undefined
const ago = (seconds: number): string => new Date(Date.now() - seconds * 1000).toISOString()
const shown = (station: Workstation, id: string): ResultView => {
  const patient = station.id('Patient', 'p5')
  const answer = station.running.core.ask('result.view', { patient, report: station.id('DiagnosticReport', id) })
  if (!answer.ok || !answer.value) throw new Error('no result')
  return answer.value as ResultView
}

it('the same report sent again under another id is reviewed once, and says that it came again', async () => {
  const itself = await clinic()
  const stations = await three(itself)
  const issued = ago(60)
  const first = await report(itself, 4.1, { issued })
  await until(async () => (await openAbout(itself, first)).length === 1)
  const second = await report(itself, 4.1, { issued })
  await until(() => stations.every((station) => here(station, second)))
  await quiet(12_000)
  expect(await tasksAbout(itself, 'DiagnosticReport', second)).toHaveLength(0)
  expect(await openAbout(itself, first)).toHaveLength(1)
  expect(shown(stations[0], first).again).toMatchObject([{ same: true }])
}, 60_000)

it('both at once, too; and what was reviewed under one id is not asked for under the other', async () => {
  const itself = await clinic()
  const stations = await three(itself)
  const issued = ago(60)
  const both = [await report(itself, 4.1, { issued }), await report(itself, 4.1, { issued })]
  const open = async (): Promise<number> => (await Promise.all(both.map((id) => openAbout(itself, id)))).flat().length
  await until(async () => (await open()) === 1)
  await quiet(6_000)
  expect(await open()).toBe(1)
  const at = (await openAbout(itself, both[0] as string)).length === 1 ? 0 : 1
  const a = stations[0]
  await until(() => both.every((id) => here(a, id)))
  const focus = a.id('DiagnosticReport', both[at] as string)
  await until(() => a.context.store.db.prepare('SELECT 1 FROM task WHERE focus = ?').get(focus) !== undefined)
  expect(shown(a, both[1 - at] as string).again).toHaveLength(1)
}, 60_000)

it('one that says something else is a correction, with what it was; without a number or of another moment it is another report', async () => {
  const itself = await clinic()
  const a = await one(itself)
  const first = await report(itself, 4.1, { issued: ago(90) })
  await until(async () => (await openAbout(itself, first)).length === 1)
  const second = await report(itself, 5.9, { issued: ago(30), status: 'corrected' })
  const others = [
    await report(itself, 4.1, { issued: ago(30), number: '' }),
    await report(itself, 4.1, { issued: ago(30), taken: '2026-01-05T09:00:00Z' }),
  ]
  for (const id of [second, ...others]) await until(async () => (await openAbout(itself, id)).length === 1)
  for (const id of others) expect((await openAbout(itself, id))[0]?.description).not.toMatch(/^Corrected/)
  expect((await openAbout(itself, second))[0]?.description).toMatch(/^Corrected: /)
  const view = shown(a, second)
  expect(view.report.rows[0]).toMatchObject({ text: '5.9', earlier: '4.1' })
  expect(view.again).toContainEqual(expect.objectContaining({ same: false, earlier: true }))
}, 60_000)

it('a repeat that comes before what it repeats is reviewed once, under the one that was first here', async () => {
  const itself = await clinic()
  const stations = await three(itself)
  const repeat = await report(itself, 4.1, { issued: ago(30) })
  await until(async () => (await openAbout(itself, repeat)).length === 1)
  const first = await report(itself, 4.1, { issued: ago(90) })
  await until(() => stations.every((station) => here(station, first)))
  await quiet(6_000)
  expect(await tasksAbout(itself, 'DiagnosticReport', first)).toHaveLength(0)
  expect(await openAbout(itself, repeat)).toHaveLength(1)
  expect(shown(stations[0], repeat).again).toMatchObject([{ same: true, earlier: true }])
}, 60_000)

it('one for another patient under a number that is taken is held: somebody is asked whose it is, and nobody reviews it', async () => {
  const itself = await clinic()
  const a = await one(itself)
  const first = await report(itself, 4.1, { issued: ago(90) })
  await until(async () => (await openAbout(itself, first)).length === 1)
  const second = await report(itself, 6.7, { issued: ago(30), patient: 'p6' })
  await until(async () => (await openAbout(itself, second)).length === 1)
  const [asked] = await openAbout(itself, second)
  expect(asked).toMatchObject({ code: { coding: [{ code: 'unmatched-result' }] }, priority: 'stat' })
  expect(asked?.for).toBeUndefined()
  const view = a.running.core.ask('held.view', { report: a.id('DiagnosticReport', second) })
  expect(view).toMatchObject({ value: { state: 'held', reasons: ['report-number'] } })
  expect(await openAbout(itself, first)).toHaveLength(1)
}, 60_000)
