import type { ServiceRequest, Specimen, Task } from '@medplum/fhirtypes'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DrawView } from '../../../shared/contract/views/draw.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { amara, booking, luis, on, order, patient, practice, to } from './support/day.js'
import { Workstation } from './support/workstation.js'

let station: Workstation
let amaraId: LocalId
const fasting = { extension: [{ url: 'https://rounds.example/fhir/fasting-required', valueBoolean: true }] }

beforeEach(async () => {
  station = new Workstation(
    [
      ...practice(),
      patient(amara),
      patient(luis),
      booking('a1', amara, on(10, 20), 'Diabetes follow-up'),
      order('cbc', amara, '58410-2', 'CBC'),
      order('a1c', amara, '4548-4', 'HbA1c'),
      order('cmp', amara, '24323-8', 'CMP', fasting),
      order('lipids', amara, '24331-1', 'Lipid panel', { occurrenceDateTime: '2026-11-22' }),
      order('inr', amara, '6301-6', 'INR'),
      order('later', amara, '3016-3', 'TSH', { occurrenceDateTime: '2026-12-20' }),
      order('done', amara, '2345-7', 'Glucose', { specimen: [to.thing('Specimen', 'old')] }),
      order('bmp', luis, '24321-2', 'BMP', { priority: 'stat' }),
    ],
    { as: 'mbeki' },
  )
  amaraId = station.patient('amara')
  await station.open(amaraId)
})
afterEach(() => station.stop())

const view = (): DrawView => station.ask('draw.view', { patient: amaraId }) as DrawView
const identify = (name = 'Amara Okafor', birthDate = '1979-03-12'): Promise<null> =>
  station.do('draw.identify', { patient: amaraId, name, birthDate })
const labels = async (): Promise<Map<string, string>> => {
  const { labels: given } = await station.do('draw.label', { patient: amaraId })
  return new Map(given.map(({ tube, accession }) => [tube, accession]))
}
const orderOf = (id: string): ServiceRequest =>
  station.store.read('ServiceRequest', station.id('ServiceRequest', id)) as ServiceRequest

describe('the list', () => {
  it('has who waits, stat first, and not what is due later or drawn', () => {
    const { waiting, done } = station.ask('draw.list', {})
    expect(
      waiting.map(({ patient: { shortName }, tests, stat, fasting: fasts, tubes, where }) => ({
        shortName,
        tests,
        stat,
        fasts,
        tubes,
        where,
      })),
    ).toEqual([
      { shortName: 'Romero, L.', tests: ['BMP'], stat: true, fasts: false, tubes: 1, where: 'not here yet' },
      {
        shortName: 'Okafor, A.',
        tests: ['HbA1c', 'CBC', 'CMP', 'INR', 'Lipid panel'].sort(byOrder),
        stat: false,
        fasts: true,
        tubes: 3,
        where: 'not here yet',
      },
    ])
    expect(done).toEqual([])
  })
  // Orders asked for at the same moment come by their ids.
  const byOrder = (a: string, b: string): number => idOf(a) - idOf(b)
  const idOf = (name: string): number =>
    ['CBC', 'HbA1c', 'CMP', 'Lipid panel', 'INR']
      .map((each, at) => ({
        each,
        id: station.id('ServiceRequest', ['cbc', 'a1c', 'cmp', 'lipids', 'inr'][at] as string),
      }))
      .sort((x, y) => (x.id < y.id ? -1 : 1))
      .findIndex(({ each }) => each === name)
})

describe('a draw', () => {
  it('puts tests into tubes in the order of draw', () => {
    expect(
      view().tubes.map(
        ({ id, position, colour, tests, state }) =>
          `${position} ${id} ${colour}: ${[...tests].sort().join('+')} ${state}`,
      ),
    ).toEqual([
      '1 light-blue-1 Light blue: INR next',
      '2 gold-1 Gold: CMP+Lipid panel waiting',
      '3 lavender-1 Lavender: CBC+HbA1c waiting',
    ])
    expect(view().warnings.map(({ text }) => text)).toContain('Ask whether the patient has fasted')
  })

  it('prints no label and takes no tube before two identifiers matched', async () => {
    expect((await station.refused('draw.label', { patient: amaraId })).code).toBe('wrong-patient')
    expect(
      (await station.refused('draw.collect', { patient: amaraId, tube: 'gold-1', accession: 'ABCD-000001' })).code,
    ).toBe('wrong-patient')
    await identify()
    expect(view().identified).toMatchObject({ by: 'Tom Mbeki', with: ['name', 'birth date'] })
    const given = await labels()
    expect([...given.keys()]).toEqual(['light-blue-1', 'gold-1', 'lavender-1'])
    expect(new Set(given.values()).size).toBe(3)
    expect(await labels()).toEqual(given)
  })

  it.each([
    ['another name', 'Amara Okonkwo', '1979-03-12'],
    ['a misspelt name', 'Amara Okafur', '1979-03-12'],
    ['half a name', 'Okafor', '1979-03-12'],
    ['another birth date', 'Amara Okafor', '1979-12-03'],
  ])('stops at %s', async (_what, name, birthDate) => {
    await identify()
    expect((await station.refused('draw.identify', { patient: amaraId, name, birthDate })).code).toBe('wrong-patient')
    expect(view().identified).toBeUndefined()
    expect((await station.refused('draw.label', { patient: amaraId })).code).toBe('wrong-patient')
  })

  it('asks again after half an hour and of everyone who draws', async () => {
    await identify()
    const given = await labels()
    station.later(31)
    const collect = { patient: amaraId, tube: 'gold-1', accession: given.get('gold-1') as string }
    expect((await station.refused('draw.collect', collect)).code).toBe('wrong-patient')
    await identify('OKAFOR, amara')
    await station.signIn('ruiz')
    await station.open(amaraId)
    expect((await station.refused('draw.collect', collect)).code).toBe('wrong-patient')
  })

  it('records a tube only with its own label, once', async () => {
    await identify()
    const given = await labels()
    const gold = given.get('gold-1') as string
    const lavender = given.get('lavender-1') as string
    const collect = (tube: string, accession: string) => ({ patient: amaraId, tube, accession })
    expect((await station.refused('draw.collect', collect('gold-1', 'ZZZZ-000009'))).code).toBe('wrong-patient')
    expect((await station.refused('draw.collect', collect('gold-1', lavender))).code).toBe('invalid')
    const { specimen } = await station.do('draw.collect', {
      ...collect('gold-1', gold.toLowerCase()),
      site: 'Left antecubital',
    })
    expect((await station.refused('draw.collect', collect('gold-1', gold))).code).toBe('conflict')
    const held = station.store.read('Specimen', specimen) as Specimen
    expect(held).toMatchObject({
      status: 'available',
      type: { coding: [{ code: '119297000' }] },
      accessionIdentifier: { system: 'https://rounds.example/fhir/accession', value: gold },
      collection: { bodySite: { text: 'Left antecubital' }, collectedDateTime: station.running.context.at() },
      container: [{ type: { text: 'Gold' } }],
    })
    expect(held.request?.map(({ reference }) => reference).sort()).toEqual([
      'ServiceRequest/cmp',
      'ServiceRequest/lipids',
    ])
    for (const id of ['cmp', 'lipids']) expect(orderOf(id).specimen?.[0]?.reference).toBe(`urn:uuid:${specimen}`)
    expect(orderOf('cbc').specimen).toBeUndefined()
    const tubes = view().tubes
    expect(tubes.map(({ id, state }) => `${id} ${state}`)).toEqual([
      'light-blue-1 next',
      'gold-1 collected',
      'lavender-1 waiting',
    ])
    expect(tubes[1]).toMatchObject({
      collector: 'Tom Mbeki',
      accession: gold,
      tests: expect.arrayContaining(['CMP', 'Lipid panel']),
    })
  })

  it('gives a tube ordered after the first its own label', async () => {
    await identify()
    const first = await labels()
    await station.do('draw.collect', { patient: amaraId, tube: 'gold-1', accession: first.get('gold-1') as string })
    station.receive(order('tsh', amara, '3016-3', 'TSH'))
    const second = await labels()
    expect(second.get('gold-2')).toBeDefined()
    expect([...first.values()]).not.toContain(second.get('gold-2'))
    expect(second.get('lavender-1')).toBe(first.get('lavender-1'))
  })

  it('leaves the list when everything is collected', async () => {
    await identify()
    for (const [tube, accession] of await labels()) {
      station.later(1)
      await station.do('draw.collect', { patient: amaraId, tube, accession })
    }
    const { waiting, done } = station.ask('draw.list', {})
    expect(waiting.map(({ id }) => id)).toEqual([station.patient('luis')])
    expect(done).toMatchObject([{ id: amaraId, tubes: 3 }])
    expect(view().orders.every(({ state }) => state === 'collected')).toBe(true)
  })

  it('that failed tells who ordered it and keeps the orders', async () => {
    await station.do('draw.fail', { patient: amaraId, reason: 'failed-stick', note: 'Two attempts, left arm' })
    const tasks = station.store.ofPatient(amaraId, 'Task').map(({ resource }) => resource as Task)
    expect(tasks).toHaveLength(1)
    expect(tasks[0]).toMatchObject({
      status: 'requested',
      owner: { reference: 'Practitioner/novak' },
      statusReason: { text: 'Two attempts, left arm', coding: [{ code: 'failed-stick' }] },
    })
    expect(tasks[0]?.input).toHaveLength(4)
    expect(tasks[0]?.description).toMatch(/ and 3 more could not be drawn$/)
    expect(orderOf('cbc').status).toBe('active')
    expect(station.ask('draw.list', {}).waiting.find(({ id }) => id === amaraId)?.failed).toBeDefined()
    expect(view().tubes.every(({ state }) => state === 'failed')).toBe(true)
    await station.do('draw.fail', { patient: amaraId, reason: 'failed-stick' })
    expect(station.store.ofPatient(amaraId, 'Task')).toHaveLength(1)
  })

  it('that was refused holds the orders', async () => {
    await station.do('draw.fail', { patient: amaraId, reason: 'refused' })
    expect(orderOf('cbc').status).toBe('on-hold')
    expect(station.ask('draw.list', {}).waiting.map(({ id }) => id)).toEqual([station.patient('luis')])
    expect(view().orders.map(({ state }) => state)).toEqual(['on-hold', 'on-hold', 'on-hold', 'on-hold', 'on-hold'])
  })

  it('is not the front desk’s', async () => {
    await station.signIn('das')
    await station.open(amaraId)
    expect(
      (await station.refused('draw.identify', { patient: amaraId, name: 'Amara Okafor', birthDate: '1979-03-12' }))
        .code,
    ).toBe('not-permitted')
  })
})
