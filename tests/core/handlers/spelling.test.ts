import { afterEach, expect, it } from 'vitest'
import { amara, patient, practice } from './support/day.js'
import { Workstation } from './support/workstation.js'

let station: Workstation
afterEach(() => station.stop())

const clinic = (as: 'novak' | 'das' = 'novak') => new Workstation([...practice(), patient(amara)], { as })

it('keeps a person’s own words through a power cut, once each, and lets them go again', async () => {
  station = clinic()
  await station.do('spelling.own', { word: 'Zofrane', keep: true })
  await station.do('spelling.own', { word: 'kwashi', keep: true })
  await station.do('spelling.own', { word: 'zofrane', keep: true })
  await station.powerCut()
  expect(station.ask('spelling.mine', {})).toEqual({ on: true, words: ['kwashi', 'zofrane'], ignored: [] })
  await station.do('spelling.own', { word: 'KWASHI', keep: false })
  expect(station.ask('spelling.mine', {}).words).toEqual(['zofrane'])
})

it('ignores a word in the note it was ignored in, and remembers that spelling is off', async () => {
  station = clinic()
  const amaraId = station.patient('amara')
  await station.open(amaraId)
  const { note } = await station.do('note.create', { patient: amaraId, title: 'Visit' })
  const { note: other } = await station.do('note.create', { patient: amaraId, title: 'Another' })
  await station.do('spelling.ignore', { note, word: 'walkies', ignore: true })
  await station.do('spelling.turn', { on: false })
  expect(station.ask('spelling.mine', { note })).toEqual({ on: false, words: [], ignored: ['walkies'] })
  expect(station.ask('spelling.mine', { note: other }).ignored).toEqual([])
  await station.do('spelling.ignore', { note, word: 'walkies', ignore: false })
  expect(station.ask('spelling.mine', { note }).ignored).toEqual([])
})

it('is each person’s own', async () => {
  station = clinic()
  await station.do('spelling.own', { word: 'zofrane', keep: true })
  await station.signIn('das')
  expect(station.ask('spelling.mine', {}).words).toEqual([])
})
