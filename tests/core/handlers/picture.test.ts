import { Transform } from 'prosemirror-transform'
import { afterEach, expect, it } from 'vitest'
import { documentText, documentXhtml, parseDocument, schema } from '../../../shared/document/index.js'
import { asLocalId, type LocalId } from '../../../shared/kernel/ids.js'
import { clinic, until } from '../../support/clinic.js'
import { amara, luis, patient, practice } from './support/day.js'
import { Workstation } from './support/workstation.js'

let station: Workstation | undefined
afterEach(() => station?.stop())

const png = Buffer.from('\x89PNG\r\n\x1a\n and more', 'latin1').toString('base64')
const picture = asLocalId('0a1b2c3d-1111-4222-8333-444455556666')
const attrs = { id: picture, alt: 'Rash on the left forearm', width: 60, pixels: [800, 600] }

/** Steps that set the picture into the first section, or take everything out of it. */
function steps(document: unknown, shows: boolean): unknown[] {
  const parsed = parseDocument(document)
  if (!parsed.ok) throw new Error('the note does not open')
  const section = parsed.doc.child(0)
  const content = shows ? [schema.node('image', attrs)] : [schema.node('paragraph', null, schema.text('No rash.'))]
  const tr = new Transform(parsed.doc).replaceWith(1, 1 + section.content.size, content)
  return tr.steps.map((step) => step.toJSON())
}

async function begin() {
  station = new Workstation([...practice(), patient(amara), patient(luis)])
  const amaraId = station.patient('amara')
  await station.open(amaraId)
  const { note } = await station.do('note.create', { patient: amaraId, title: 'Rash' })
  await station.do('note.picture', {
    patient: amaraId,
    note,
    picture,
    contentType: 'image/png',
    data: png,
    alt: attrs.alt,
  })
  await show(amaraId, note, true)
  return { amaraId, note, here: station }
}

async function show(of: LocalId, note: LocalId, shows: boolean): Promise<void> {
  const view = station?.ask('note.view', { note })
  await station?.do('note.steps', {
    patient: of,
    note,
    version: view?.version ?? 0,
    steps: steps(view?.document, shows),
  })
}

it('keeps a picture beside the note through a power cut, and the note light', async () => {
  const { amaraId, note, here } = await begin()
  await here.powerCut()
  expect(here.ask('picture.view', { patient: amaraId, picture })).toEqual({ contentType: 'image/png', data: png })
  const document = here.ask('note.view', { note })?.document
  expect(JSON.stringify(document)).not.toContain(png)
  const parsed = parseDocument(document)
  if (!parsed.ok) throw new Error('the note does not open')
  expect(documentText(parsed.doc)).toContain('[Picture: Rash on the left forearm]')
  expect(documentXhtml(parsed.doc)).toContain('[Picture: Rash on the left forearm]')
  expect(here.ask('note.paper', { note })?.note.pictures[picture]).toBe(`data:image/png;base64,${png}`)
})

it('shows a picture to nobody who asks for another patient', async () => {
  const { here } = await begin()
  expect(here.ask('picture.view', { patient: here.patient('luis'), picture })).toBeNull()
})

it('is no note of its own in the chart', async () => {
  const { amaraId, note, here } = await begin()
  const notes = here.ask('chart.view', { patient: amaraId })?.timeline.filter(({ kind }) => kind === 'note')
  expect(notes?.map(({ id }) => id)).toEqual([note])
})

it('withdraws at signing what was taken out of the note, and with a discarded draft all of it', async () => {
  const { amaraId, note, here } = await begin()
  const status = () => here.store.read('DocumentReference', picture)?.status
  await here.do('note.discard', { patient: amaraId, note })
  expect(status()).toBe('entered-in-error')
  await here.do('note.restore', { patient: amaraId, note })
  expect(status()).toBe('current')
  await show(amaraId, note, false)
  await here.do('note.sign', { patient: amaraId, note, version: here.ask('note.view', { note })?.version ?? 0 })
  expect(status()).toBe('entered-in-error')
})

it('stays current when it was cut from one note and pasted into another of the same patient', async () => {
  const { amaraId, note, here } = await begin()
  const status = () => here.store.read('DocumentReference', picture)?.status
  const { note: second } = await here.do('note.create', { patient: amaraId, title: 'Follow-up' })
  await show(amaraId, second, true)
  await show(amaraId, note, false)
  await here.do('note.sign', { patient: amaraId, note, version: here.ask('note.view', { note })?.version ?? 0 })
  expect(status()).toBe('current')
  await here.do('note.discard', { patient: amaraId, note: second })
  expect(status()).toBe('current')
})

it('refuses what is no picture', async () => {
  const { amaraId, note, here } = await begin()
  const svg = { patient: amaraId, note, picture, contentType: 'image/svg+xml' as 'image/png', data: png, alt: 'x' }
  expect(await here.refused('note.picture', svg)).toMatchObject({ code: 'invalid' })
})

it('is seen on another workstation', async () => {
  const ehr = await clinic()
  const [a, b] = [await (await ehr.workstation('a')).as('novak'), await (await ehr.workstation('b')).as('novak')]
  await Promise.all([a.ready(), b.ready()])
  const connection = { window: 1, bound: null as LocalId | null }
  const call = async <T>(name: string, input: object): Promise<T> => {
    const result = await a.running.core.call(name, input, crypto.randomUUID(), connection)
    if (!result.ok) throw new Error(`${name} was refused: ${result.refusal.message}`)
    return result.value as T
  }
  const id = a.context.store.identity.localId('Patient', (await ehr.all('Patient'))[0]?.id ?? '')
  await call('patient.open', { open: id })
  const { note } = await call<{ note: LocalId }>('note.create', { patient: id, title: 'Rash' })
  const kept = { patient: id, note, picture, contentType: 'image/png', data: png, alt: attrs.alt }
  await call('note.picture', kept)
  await b.running.core.call('patient.open', { open: id }, crypto.randomUUID(), { window: 1, bound: null })
  await until(() => {
    const seen = b.running.core.ask('picture.view', { patient: id, picture })
    return seen.ok && JSON.stringify(seen.value) === JSON.stringify({ contentType: 'image/png', data: png })
  })
})
