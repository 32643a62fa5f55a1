import type { DocumentReference } from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import { type Clinic, clinic, until, type Workstation } from '../support/clinic.js'
import { sentAll } from '../support/sending.js'
import { Window } from '../support/window.js'
import { untouched } from './support/elements.js'

const base64 = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64')
const section = (content: object[]): object => ({
  type: 'doc',
  content: [{ type: 'section', attrs: { code: '51848-0', title: 'Assessment' }, content }],
})
const paragraph = (text: string): object => ({ type: 'paragraph', content: [{ type: 'text', text }] })

/** A draft of Dr Novak's with things beside it that Rounds does not know. */
const draft = (document: object): string =>
  JSON.stringify({
    resourceType: 'DocumentReference',
    language: 'en-x-odd',
    status: 'current',
    _status: { extension: [{ url: 'urn:x', valueDecimal: 7 }] },
    docStatus: 'preliminary',
    type: { text: 'Note', futureElement: [null, { id: 'a' }] },
    subject: { reference: 'Patient/p1' },
    date: '2026-01-05T10:00:00.120+05:30',
    author: [{ reference: 'Practitioner/novak', extension: [{ url: 'urn:y', valueString: '\u200b' }] }],
    description: 'Before',
    content: [
      {
        id: 'ours',
        extension: [{ url: 'urn:z', valueString: 'kept' }],
        attachment: { contentType: 'application/json', data: base64(document), language: 'en', hash: 'AAAA' },
        format: { system: 'https://rounds.example/fhir/note-format', code: 'prosemirror-1' },
      },
      { attachment: { contentType: 'application/xhtml+xml', data: base64('<p>Old.</p>') } },
      { attachment: { contentType: 'image/jpeg', data: base64('a scan'), title: 'Scan', creation: '2026' } },
    ],
    context: { period: { start: '2026-01-05' }, sourcePatientInfo: { display: 'x' } },
  }).replace('"valueDecimal":7', '"valueDecimal":7.00')

async function arrived(document: object): Promise<{ ehr: Clinic; at: Workstation; text: string; address: string }> {
  const ehr = await clinic()
  const at = await (await (await ehr.workstation('A')).as('novak')).ready()
  const { status, body, text } = await ehr.send<{ id: string }>('POST', 'DocumentReference', draft(document))
  expect(status, text).toBe(201)
  await until(() => at.read('DocumentReference', at.id('DocumentReference', body.id)))
  return { ehr, at, text, address: `DocumentReference/${body.id}` }
}

test('a note that is typed in and signed keeps what other systems put beside it', async () => {
  const { ehr, at, text, address } = await arrived(section([paragraph('Cough.')]))
  const window = new Window(at)
  const patient = at.id('Patient', 'p1')
  const note = at.id('DocumentReference', address.split('/')[1] as string)
  await window.open(patient)
  await window.do('note.rename', { patient, note, title: 'After' })
  await window.type(patient, note, 'Better. ')
  await window.do('note.sign', { patient, note, version: window.see('note.view', { note })?.version ?? 0 })
  await sentAll(at)
  const after = await ehr.send<DocumentReference>('GET', address)
  const touched = ['content', 'description', 'docStatus', 'authenticator', 'context', 'extension']
  expect(untouched(after.text, touched)).toEqual(untouched(text, touched))
  const [ours, rendered, scan] = after.body.content ?? []
  expect(after.body.content).toHaveLength(3)
  expect(ours).toMatchObject({ id: 'ours', extension: [{ url: 'urn:z', valueString: 'kept' }] })
  expect(ours?.attachment).toMatchObject({ language: 'en' })
  expect(ours?.attachment).not.toHaveProperty('hash')
  expect(Buffer.from(rendered?.attachment?.data ?? '', 'base64').toString()).toContain('Better. Cough.')
  expect(scan).toEqual({
    attachment: { contentType: 'image/jpeg', data: base64('a scan'), title: 'Scan', creation: '2026' },
  })
  expect(after.body.context).toMatchObject({ period: { start: '2026-01-05' }, sourcePatientInfo: { display: 'x' } })
})

test('a note written by a newer Rounds is shown, and nothing of it is written over', async () => {
  const chart = { type: 'growth_chart', attrs: { from: '2020', scale: 1.5 }, content: [paragraph('Height 110 cm.')] }
  const { ehr, at, text, address } = await arrived(section([paragraph('Well.'), chart]))
  const window = new Window(at)
  const patient = at.id('Patient', 'p1')
  const note = at.id('DocumentReference', address.split('/')[1] as string)
  await window.open(patient)
  expect(window.see('note.view', { note })).toMatchObject({ editable: false })
  expect(window.text(note)).toContain('Height 110 cm.')
  const step = { stepType: 'replace', from: 2, to: 2, slice: { content: [{ type: 'text', text: 'No.' }] } }
  for (const work of [
    window.do('note.rename', { patient, note, title: 'After' }),
    window.do('note.steps', { patient, note, version: 0, steps: [step] }),
    window.do('note.sign', { patient, note, version: 0 }),
    window.do('note.discard', { patient, note }),
  ])
    await expect(work).rejects.toThrow('newer Rounds')
  await at.restart()
  expect(at.context.outbox.rows()).toEqual([])
  expect((await ehr.send('GET', address)).text).toBe(text)
  expect(at.context.store.row('DocumentReference', note)?.json).toBe(text)
})
