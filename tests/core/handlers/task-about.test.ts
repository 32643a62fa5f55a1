import type { DocumentReference } from '@medplum/fhirtypes'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { inbox } from '../../support/inbox.js'
import { amara, luis, on, patient, practice, task, to } from './support/day.js'
import { Workstation } from './support/workstation.js'

const letter = (id: string, content: DocumentReference['content']): DocumentReference => ({
  resourceType: 'DocumentReference',
  id,
  status: 'current',
  subject: to.patient(amara),
  date: on(8),
  description: 'Discharge summary',
  author: [{ display: 'Dr Ilse Brandt' }],
  custodian: { display: 'St Anne’s Hospital' },
  content,
})
const words = 'Admitted with pneumonia.\nHome on amoxicillin.'
const base64 = (text: string) => Buffer.from(text).toString('base64')

let station: Workstation
beforeEach(() => {
  station = new Workstation([
    ...practice(),
    patient(amara),
    patient(luis),
    letter('summary', [{ attachment: { contentType: 'text/plain', data: base64(words) } }]),
    letter('scan', [{ attachment: { contentType: 'application/pdf', url: 'Binary/1', title: 'Fax' } }]),
    letter('long', [{ attachment: { contentType: 'text/plain', data: base64('a '.repeat(30_000)) } }]),
    { ...letter('draft', []), docStatus: 'preliminary' },
    { ...letter('signed', []), docStatus: 'final' },
    { ...letter('vouched', []), docStatus: 'final', authenticator: to.practitioner('novak') },
    ...[
      ['draft', 'sign-note'],
      ['signed', 'sign-note'],
      ['signed', 'cosign-note'],
      ['vouched', 'cosign-note'],
    ].map(([note, kind]) =>
      task(`${kind}-${note}`, kind as string, 'Sign it', {
        owner: to.practitioner('novak'),
        for: to.patient(amara),
        focus: to.thing('DocumentReference', note as string),
      }),
    ),
    task('call', 'call', 'Ring the pharmacy', { owner: to.team('blue-team'), for: to.patient(amara) }),
  ])
})
afterEach(() => station.stop())

const id = (name: string): LocalId => station.id('Task', name)

it('a mention says beside what it was written, in which words, and who is to be answered', async () => {
  const hale = station.id('Practitioner', 'hale')
  await station.do('task.comment', { task: id('call'), text: 'They open at nine', mentions: [] })
  await station.do('task.comment', { task: id('call'), text: '@Marcus Hale could you?', mentions: [hale] })
  await station.signIn('hale')
  const mention = station.ask('inbox.page', inbox('mine', 'mention')).rows[0]?.id as LocalId
  const seen = station.ask('task.view', { task: mention })?.mentioned
  expect(seen).toMatchObject({
    task: id('call'),
    kind: 'call',
    text: 'Ring the pharmacy',
    status: 'open',
    by: { id: station.id('Practitioner', 'novak'), name: 'Dr Lena Novak' },
    said: [{ words: 'They open at nine' }, { words: '@Marcus Hale could you?', here: true }],
  })
  expect(seen?.said[0]).not.toHaveProperty('here')
  // The answer is said there, and stands in the mention at once.
  await station.do('task.comment', {
    task: id('call'),
    text: 'I will',
    mentions: [station.id('Practitioner', 'novak')],
  })
  expect(station.ask('task.view', { task: mention })?.mentioned?.said.at(-1)).toMatchObject({ words: 'I will' })
  await station.signIn('novak')
  const answer = station.ask('inbox.page', inbox('mine', 'mention')).rows[0]?.id as LocalId
  expect(station.ask('task.view', { task: answer })?.mentioned).toMatchObject({ by: { id: hale }, task: id('call') })
})

it('a document shows its words, what cannot be read here, and nothing to whoever asks for another patient’s', () => {
  const document = (name: string) => station.id('DocumentReference', name)
  const view = (name: string, of: 'amara' | 'luis' = 'amara') =>
    station.ask('document.view', { patient: station.patient(of), document: document(name) })
  expect(view('summary')).toMatchObject({
    title: 'Discharge summary',
    author: 'Dr Ilse Brandt',
    from: 'St Anne’s Hospital',
    text: words,
    files: [],
  })
  expect(view('scan')).toMatchObject({ files: [{ index: 0, form: 'pdf', title: 'Fax' }] })
  expect(view('scan')).not.toHaveProperty('text')
  expect(view('long')).toMatchObject({ cut: true })
  expect(view('summary', 'luis')).toBeNull()
})

it('work about a signature says whether it is still asked for', () => {
  const waits = ['sign-note-draft', 'sign-note-signed', 'cosign-note-signed', 'cosign-note-vouched'].filter(
    (name) => station.ask('task.view', { task: id(name) })?.unsigned,
  )
  expect(waits).toEqual(['sign-note-draft', 'cosign-note-signed'])
})
