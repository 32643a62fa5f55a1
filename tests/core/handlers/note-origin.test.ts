import type { DocumentReference } from '@medplum/fhirtypes'
import { afterEach, expect, it } from 'vitest'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { amara, patient, practice } from './support/day.js'
import { Workstation } from './support/workstation.js'

let station: Workstation
afterEach(() => station.stop())

const start = async (): Promise<{ patient: LocalId; begin: (title: string) => Promise<LocalId> }> => {
  station = new Workstation([...practice(), patient(amara)], { as: 'novak' })
  const id = station.patient('amara')
  await station.open(id)
  return { patient: id, begin: async (title) => (await station.do('note.create', { patient: id, title })).note }
}

const insert = (content: unknown[]) => ({ stepType: 'replace', from: 2, to: 2, slice: { content } })
const stored = (note: LocalId): DocumentReference => station.store.read('DocumentReference', note) as DocumentReference

it('a signed note says how much of it is new, to a reader and to another system', async () => {
  const { patient: who, begin } = await start()
  const first = await begin('Diabetes follow-up')
  await station.do('note.steps', {
    patient: who,
    note: first,
    version: 0,
    steps: [insert([{ type: 'text', text: 'Walks daily.' }])],
  })
  await station.do('note.sign', { patient: who, note: first, version: 1 })
  expect(station.ask('note.view', { note: first })?.origin).toBe('100 % written at this visit')
  station.acknowledgeAll()

  const next = await begin('Diabetes follow-up')
  const mark = { type: 'carried', attrs: { note: first, date: '2026-06-03', confirmed: null } }
  const steps = [
    insert([
      { type: 'text', text: 'Walks daily.', marks: [mark] },
      { type: 'text', text: ' Feels well, sleeps well.' },
    ]),
  ]
  await station.do('note.steps', { patient: who, note: next, version: 0, steps })
  expect(station.ask('note.view', { note: next })?.origin).toBeUndefined()
  await station.do('note.sign', { patient: who, note: next, version: 1 })
  const said = '67 % written at this visit; carried from 3 Jun 2026: 33 %'
  expect(station.ask('note.view', { note: next })?.origin).toBe(said)
  const extension = stored(next).extension?.find(
    ({ url }) => url === 'https://rounds.example/fhir/note-origin',
  )?.extension
  expect(extension?.find(({ url }) => url === 'said')?.valueString).toBe(said)
  expect(extension?.find(({ url }) => url === 'written')?.valueInteger).toBe(4)
  const carried = extension?.find(({ url }) => url === 'carried')?.extension
  expect(carried?.find(({ url }) => url === 'unconfirmed')?.valueInteger).toBe(2)
  expect(carried?.find(({ url }) => url === 'note')?.valueReference?.reference).toMatch(/^DocumentReference\//)
})
