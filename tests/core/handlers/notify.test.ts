import { afterEach, beforeEach, expect, it } from 'vitest'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { amara, luis, on, patient, practice, task, to } from './support/day.js'
import { Workstation } from './support/workstation.js'

const flag = (valueCode: string) => [{ url: 'https://rounds.example/fhir/result-flag', valueCode }]
const mine = { owner: to.practitioner('novak') }
const fromHale = { requester: to.practitioner('hale') }

let station: Workstation
beforeEach(() => {
  station = new Workstation([
    ...practice(),
    patient(amara),
    patient(luis),
    task('old', 'call', 'Ring the pharmacy about Okafor', { ...mine, ...fromHale, authoredOn: on(6) }),
    task('high', 'result-review', 'Potassium 6.7 mmol/L HH', {
      ...{ owner: to.team('blue-team'), for: to.patient(luis), authoredOn: on(9), extension: flag('HH') },
    }),
  ])
})
afterEach(() => station.stop())

const id = (name: string): LocalId => station.id('Task', name)
const told = (): string[] =>
  station
    .ask('notify.pending', {})
    .notices.map(({ kind, task: about }) => `${kind} ${names.find((name) => id(name) === about)}`)
const names = ['old', 'high', 'given', 'own', 'team', 'message', 'mention', 'elsewhere']

it('what waited before the first look is no news, but for what is critical; each is told once', async () => {
  expect(told()).toEqual(['critical high'])
  await station.do('notify.seen', { ids: station.ask('notify.pending', {}).notices.map((notice) => notice.id) })
  expect(told()).toEqual([])
  station.receive(
    task('given', 'call', 'Ring back', { ...mine, ...fromHale, authoredOn: on(9, 58) }),
    task('own', 'call', 'Note to self', { ...mine, requester: to.practitioner('novak'), authoredOn: on(9, 58) }),
    task('team', 'follow-up', 'For the team', { owner: to.team('blue-team'), authoredOn: on(9, 58) }),
    task('message', 'patient-message', 'Dizzy', { ...mine, authoredOn: on(9, 58) }),
    task('mention', 'mention', 'Look at this', { ...mine, ...fromHale, authoredOn: on(9, 58) }),
    task('elsewhere', 'result-review', 'Sodium 110 LL', {
      ...{ owner: to.practitioner('hale'), authoredOn: on(9, 58), extension: flag('LL') },
    }),
  )
  expect(told().sort()).toEqual(['assigned given', 'mention mention', 'message message'])
  await station.signIn('hale')
  expect(told()).toContain('critical elsewhere')
})

it('holds nothing of a patient: no name, no test, no value, no words', () => {
  const said = JSON.stringify(station.ask('notify.pending', {}))
  for (const word of [
    amara.family,
    luis.family,
    ...amara.given,
    ...luis.given,
    amara.mrn,
    'Potassium',
    '6.7',
    'HH',
    'pharmacy',
  ])
    expect(said).not.toContain(word)
})

/** The critical potassium as it is later: escalated to Dr Novak, or taken by Marcus Hale. */
const later = (version: string, options: { taken?: { until: string }; escalated?: boolean }) => {
  const { taken, escalated } = options
  return {
    ...task('high', 'result-review', 'Potassium 6.7 mmol/L HH', {
      ...{ owner: taken ? to.practitioner('hale') : to.team('blue-team'), for: to.patient(luis), authoredOn: on(9) },
      ...(taken && { status: 'in-progress', executionPeriod: { start: on(9, 2) } }),
      extension: [
        ...flag('HH'),
        ...(taken
          ? [
              { url: 'https://rounds.example/fhir/claimed-from', valueReference: to.team('blue-team') },
              { url: 'https://rounds.example/fhir/lease', valuePeriod: { start: on(9, 2), end: taken.until } },
            ]
          : []),
        ...(escalated
          ? [
              {
                url: 'https://rounds.example/fhir/escalated',
                extension: [
                  { url: 'level', valueInteger: 1 },
                  { url: 'at', valueDateTime: on(9, 15) },
                  { url: 'to', valueReference: to.practitioner('novak') },
                ],
              },
            ]
          : []),
      ],
    }),
    meta: { versionId: version, lastUpdated: `2026-11-22T09:3${version}:00.000Z` },
  }
}
const tellAll = () =>
  station.do('notify.seen', { ids: station.ask('notify.pending', {}).notices.map((notice) => notice.id) })

it('a step of an escalation is news again', async () => {
  await tellAll()
  expect(told()).toEqual([])
  station.receive(later('2', { escalated: true }))
  expect(told()).toEqual(['critical high'])
})

it('whom something is escalated to is told of it though a colleague has it; of a colleague’s other work they are not', async () => {
  station.receive(later('2', { taken: { until: on(10, 20) } }))
  expect(told()).toEqual([])
  station.receive(later('3', { taken: { until: on(10, 20) }, escalated: true }))
  expect(told()).toEqual(['critical high'])
})

it('what a colleague took and left is told to those whose it is again', () => {
  station.receive(later('2', { taken: { until: on(10, 20) } }))
  expect(told()).toEqual([])
  station.later(21)
  expect(told()).toEqual(['critical high'])
})

it('quiet hours, kinds and the wait before a message leaves are kept for whoever chose them', async () => {
  await station.do('notify.choose', {
    quiet: { from: '18:00', until: '07:00' },
    criticalAlways: true,
    off: ['message'],
  })
  expect(station.ask('notify.pending', {}).settings).toMatchObject({ quiet: { from: '18:00' }, off: ['message'] })
  expect(station.ask('deed.hold', {})).toEqual({ seconds: 8, least: 5, most: 30 })
  await station.do('deed.choose-hold', { seconds: 20 })
  expect(station.ask('deed.hold', {}).seconds).toBe(20)
  await station.signIn('hale')
  expect(station.ask('notify.pending', {}).settings.quiet).toBeNull()
})

it('is told as usual where what the person chose is damaged, or is of another version', () => {
  const keep = (value: string) => {
    const who = station.running.context.session.user()?.id as LocalId
    station.store.receive(station.running.context.at(), (tx) => tx.set(`notify ${who}`, value))
    return station.ask('notify.pending', {})
  }
  const usual = { quiet: null, criticalAlways: true, off: [] }
  for (const damaged of [
    '{"quiet":{"from":"18',
    'null',
    '[]',
    '7',
    '{"quiet":"always","off":"all","criticalAlways":1}',
  ]) {
    const { settings, notices } = keep(damaged)
    expect([settings, notices.length], damaged).toEqual([usual, 1])
  }
  const quiet = { from: '18:00', until: '07:00' }
  const kept = JSON.stringify({ quiet, criticalAlways: 'yes', off: ['message', 'of a newer version'] })
  expect(keep(kept).settings).toEqual({ quiet, criticalAlways: true, off: ['message'] })
})
