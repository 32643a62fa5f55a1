import type { DocumentReference, Provenance } from '@medplum/fhirtypes'
import type { Node } from 'prosemirror-model'
import { Transform } from 'prosemirror-transform'
import { afterEach, describe, expect, it } from 'vitest'
import { documentText, parseDocument, schema } from '../../../shared/document/index.js'
import type { ChipAttrs } from '../../../shared/domain/chip/chip.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { chip, inline, rx } from '../../support/chips.js'
import { inbox } from '../../support/inbox.js'
import { amara, patient, practice } from './support/day.js'
import { type Who, Workstation } from './support/workstation.js'

let station: Workstation
let amaraId: LocalId
afterEach(() => station.stop())

const clinic = (as: Who): void => {
  station = new Workstation([...practice(), patient(amara)], { as })
  amaraId = station.patient('amara')
}
const view = (note: LocalId) => station.ask('note.view', { note })
const docOf = (note: LocalId): Node => {
  const parsed = parseDocument(view(note)?.document)
  if (!parsed.ok) throw new Error('the note does not open')
  return parsed.doc
}
async function type(note: LocalId, text: string): Promise<void> {
  const steps = new Transform(docOf(note)).insert(2, schema.text(text)).steps.map((step) => step.toJSON())
  await station.do('note.steps', { patient: amaraId, note, version: view(note)?.version ?? 0, steps })
}
const sign = (note: LocalId, cosigner?: LocalId) =>
  station.do('note.sign', { patient: amaraId, note, version: view(note)?.version ?? 0, ...(cosigner && { cosigner }) })
async function signed(text: string, cosigner?: LocalId): Promise<LocalId> {
  await station.open(amaraId)
  const { note } = await station.do('note.create', { patient: amaraId, title: 'Ankle injury' })
  await type(note, text)
  await sign(note, cosigner)
  return note
}
async function signedWith(title: string, cosigner: LocalId | undefined, ...chips: ChipAttrs[]): Promise<LocalId> {
  const { note } = await station.do('note.create', { patient: amaraId, title })
  const steps = new Transform(docOf(note)).insert(1, inline(...chips)).steps.map((step) => step.toJSON())
  await station.do('note.steps', { patient: amaraId, note, version: view(note)?.version ?? 0, steps })
  await sign(note, cosigner)
  return note
}
async function as(who: Who): Promise<void> {
  await station.signIn(who)
  await station.open(amaraId)
}
const stored = (note: LocalId) => station.store.read('DocumentReference', note) as DocumentReference
const seals = (note: LocalId): Provenance[] =>
  (station.store.db.prepare('SELECT id FROM seal WHERE note = ? ORDER BY recorded').all(note) as { id: LocalId }[]).map(
    ({ id }) => station.store.read('Provenance', id) as Provenance,
  )

describe('an amendment', () => {
  it('begins with the signed text, takes its place when signed, and leaves it readable', async () => {
    clinic('novak')
    const note = await signed('Left ankle. ')
    const { note: next } = await station.do('note.amend', { patient: amaraId, note, reason: 'It was the right ankle' })
    expect(await station.do('note.amend', { patient: amaraId, note, reason: 'Again' })).toEqual({ note: next })
    expect(documentText(docOf(next))).toContain('Left ankle.')
    expect(view(note)).toMatchObject({ superseded: false, versions: [{ id: note }, { id: next, status: 'draft' }] })
    await type(next, 'Not so: right. ')
    await sign(next)
    expect(stored(note).status).toBe('superseded')
    expect(documentText(docOf(note))).toContain('Left ankle.')
    expect(documentText(docOf(note))).not.toContain('right')
    expect(view(note)).toMatchObject({ status: 'signed', superseded: true, seal: 'intact' })
    expect(view(next)).toMatchObject({
      superseded: false,
      replaces: { note, reason: 'It was the right ankle' },
      versions: [
        { id: note, seal: 'intact' },
        { id: next, of: note, reason: 'It was the right ankle', seal: 'intact' },
      ],
    })
    expect(seals(next)[0]?.reason?.[0]?.text).toBe('It was the right ankle')
    const { timeline } = station.ask('chart.view', { patient: amaraId })
    const notes = timeline.filter(({ kind }) => kind === 'note')
    expect(notes.map(({ id }) => id)).toEqual([next])
    expect(notes[0]?.detail).toContain('It was the right ankle')
    expect((await station.refused('note.amend', { patient: amaraId, note, reason: 'Once more' })).code).toBe('stale')
  })

  it('that is discarded leaves the note as it was', async () => {
    clinic('novak')
    const note = await signed('Left ankle. ')
    const { note: next } = await station.do('note.amend', { patient: amaraId, note, reason: 'Perhaps' })
    await station.do('note.discard', { patient: amaraId, note: next })
    expect(view(note)).toMatchObject({ superseded: false, versions: [] })
    expect(stored(note).status).toBe('current')
  })

  it('is one person’s at a time; what two sign elsewhere at once is not signed twice', async () => {
    clinic('novak')
    const note = await signed('Left ankle. ')
    const { note: mine } = await station.do('note.amend', { patient: amaraId, note, reason: 'Mine' })
    await as('hale')
    const other = await station.refused('note.amend', { patient: amaraId, note, reason: 'Theirs' })
    expect(other).toMatchObject({ code: 'conflict', message: expect.stringContaining('Dr Lena Novak') })
    station.acknowledgeAll()
    station.receive({
      ...stored(mine),
      id: 'elsewhere',
      identifier: [],
      docStatus: 'final',
      author: [{ reference: 'Practitioner/hale', display: 'Marcus Hale, NP' }],
      meta: { versionId: '1', lastUpdated: '2026-11-22T09:30:00.000Z' },
    } as DocumentReference)
    await as('novak')
    await type(mine, 'Mine. ')
    const late = await station.refused('note.sign', { patient: amaraId, note: mine, version: view(mine)?.version ?? 0 })
    expect(late).toMatchObject({ code: 'conflict', message: expect.stringContaining('Marcus Hale, NP') })
    expect(documentText(docOf(mine))).toContain('Mine.')
  })
})

describe('a supervised colleague', () => {
  const novak = () => station.id('Practitioner', 'novak')

  it('names who co-signs; the co-signer vouches for the same words', async () => {
    clinic('walsh')
    await station.open(amaraId)
    const { note } = await station.do('note.create', { patient: amaraId, title: 'Ankle injury' })
    await type(note, 'Sprain. ')
    const version = view(note)?.version ?? 0
    expect((await station.refused('note.sign', { patient: amaraId, note, version })).code).toBe('invalid')
    const ruiz = station.id('Practitioner', 'ruiz')
    expect((await station.refused('note.sign', { patient: amaraId, note, version, cosigner: ruiz })).code).toBe(
      'not-permitted',
    )
    await sign(note, novak())
    expect(view(note)).toMatchObject({
      status: 'signed',
      cosign: { state: 'waiting', by: 'Dr Lena Novak', mine: false },
    })
    expect((await station.refused('note.cosign', { patient: amaraId, note })).code).toBe('not-permitted')

    await as('novak')
    const [task] = station.ask('inbox.page', inbox('mine', 'cosign-note')).rows
    expect(station.ask('task.view', { task: task?.id as LocalId })?.noteId).toBe(note)
    expect(view(note)?.cosign?.mine).toBe(true)
    const ticked = await station.refused('task.complete', { task: task?.id as LocalId })
    expect(ticked).toMatchObject({ code: 'invalid', message: expect.stringContaining('signing the note') })
    const before = stored(note).content
    await station.do('task.claim', { task: task?.id as LocalId })
    await as('hale')
    expect((await station.refused('note.cosign', { patient: amaraId, note })).code).toBe('conflict')
    expect((await station.refused('note.send-back', { patient: amaraId, note, words: 'Why?' })).code).toBe('conflict')
    await as('novak')
    await station.do('note.cosign', { patient: amaraId, note, statement: 'I saw the patient and agree.' })
    expect(stored(note).content).toEqual(before)
    expect(stored(note).authenticator?.display).toBe('Dr Lena Novak')
    expect(view(note)).toMatchObject({
      signedBy: 'Erin Walsh, NP student',
      seal: 'intact',
      signatures: [
        { kind: 'signature', by: 'Erin Walsh, NP student', seal: 'intact' },
        { kind: 'co-signature', by: 'Dr Lena Novak', seal: 'intact', attestation: 'I saw the patient and agree.' },
      ],
    })
    expect(view(note)?.cosign).toBeUndefined()
    expect(station.ask('inbox.page', inbox('mine', 'cosign-note')).rows).toEqual([])
    expect(seals(note).map(({ agent }) => agent?.[0]?.type?.coding?.[0]?.code)).toEqual(['attester', 'verifier'])
  })

  it('gets a note back with a word, amends it, and that one is co-signed', async () => {
    clinic('walsh')
    const note = await signed('Sprain. ', novak())
    await as('novak')
    await station.do('note.send-back', { patient: amaraId, note, words: 'Which side?' })
    expect((await station.refused('note.cosign', { patient: amaraId, note })).code).toBe('stale')
    await as('walsh')
    expect(view(note)?.cosign).toEqual({ state: 'sent-back', by: 'Dr Lena Novak', mine: true, words: 'Which side?' })
    expect(station.ask('inbox.page', inbox('mine', 'sign-note')).rows.map(({ text }) => text)).toEqual([
      'Amend: Ankle injury',
    ])
    const { note: next } = await station.do('note.amend', { patient: amaraId, note, reason: 'The side was missing' })
    await type(next, 'Left. ')
    await sign(next, novak())
    expect(station.ask('inbox.page', inbox('mine', 'sign-note')).rows).toEqual([])
    expect(view(note)?.cosign).toBeUndefined()
    expect(view(next)?.cosign).toMatchObject({ state: 'waiting' })
  })

  it('orders and prescribes nothing that holds before it is co-signed, and stops nothing', async () => {
    clinic('novak')
    const old = rx('Amlodipine 5 mg tablet')
    const kept = rx('Lisinopril 10 mg tablet', { ingredients: [{ name: 'lisinopril' }] })
    await station.open(amaraId)
    await signedWith('Earlier', undefined, old, kept)
    station.acknowledgeAll()
    await as('walsh')
    const of = (attrs: ChipAttrs) => ({ type: 'MedicationRequest', id: attrs.id })
    const changed = rx('Amlodipine 10 mg tablet', { action: 'change' }, of(old))
    const stop = rx('Lisinopril 10 mg tablet', { action: 'stop', reason: 'Cough' }, of(kept))
    const order = chip('order', 'Lipid panel', { category: 'laboratory', codings: [], display: 'Lipid panel' })
    const note = await signedWith('Visit', novak(), changed, stop, order)
    const states = () =>
      [old, kept, changed, order].map(
        ({ id, kind }) =>
          station.store.read(kind === 'order' ? 'ServiceRequest' : 'MedicationRequest', id as LocalId)?.status,
      )
    expect(states()).toEqual(['active', 'active', 'draft', 'draft'])
    expect(station.ask('chart.view', { patient: amaraId }).medicines.map(({ text }) => text)).not.toContain(
      changed.text,
    )
    // Amended under supervision it still waits.
    const { note: next } = await station.do('note.amend', { patient: amaraId, note, reason: 'A word' })
    await type(next, 'Well. ')
    await sign(next, novak())
    expect(states()).toEqual(['active', 'active', 'draft', 'draft'])
    await as('novak')
    expect(view(next)?.cosign?.holds).toEqual(['Amlodipine 10 mg tablet', 'Lisinopril 10 mg tablet', 'Lipid panel'])
    await station.do('note.cosign', { patient: amaraId, note: next })
    expect(states()).toEqual(['stopped', 'stopped', 'active', 'active'])
    // What holds and goes on since is not stopped by co-signing a later version.
    station.acknowledgeAll()
    station.store.commit({ who: novak(), at: station.running.context.at() }, (tx) =>
      tx.edit('MedicationRequest', kept.id as LocalId, (request) => {
        request.status = 'active'
      }),
    )
    await as('walsh')
    const { note: last } = await station.do('note.amend', { patient: amaraId, note: next, reason: 'Another word' })
    await type(last, 'Very. ')
    await sign(last, novak())
    await as('novak')
    expect(view(last)?.cosign?.holds).toBeUndefined()
    await station.do('note.cosign', { patient: amaraId, note: last })
    expect(states()).toEqual(['stopped', 'active', 'active', 'active'])
  })

  it('whose note a colleague amends: what it ordered holds with their signature', async () => {
    clinic('walsh')
    await station.open(amaraId)
    const order = chip('order', 'Lipid panel', { category: 'laboratory', codings: [], display: 'Lipid panel' })
    const note = await signedWith('Visit', novak(), order)
    const state = () => station.store.read('ServiceRequest', order.id as LocalId)?.status
    expect(state()).toBe('draft')
    await as('novak')
    const { note: next } = await station.do('note.amend', { patient: amaraId, note, reason: 'A word' })
    await type(next, 'Well. ')
    await sign(next)
    expect(state()).toBe('active')
  })

  it('whose words are no longer those that were signed is not co-signed', async () => {
    clinic('walsh')
    const note = await signed('Sprain. ', novak())
    station.acknowledgeAll()
    const resource = stored(note)
    const data = Buffer.from(JSON.stringify({ ...docOf(note).toJSON(), type: 'doc ' })).toString('base64')
    const content = resource.content?.map((part, at) =>
      at === 0 ? { ...part, attachment: { ...part.attachment, data } } : part,
    )
    const meta = { versionId: '99', lastUpdated: '2026-11-23T09:00:00.000Z' }
    station.receive({ ...resource, ...(content && { content }), meta } as DocumentReference)
    await as('novak')
    expect(view(note)?.seal).toBe('broken')
    expect((await station.refused('note.cosign', { patient: amaraId, note })).code).toBe('conflict')
  })
})

describe('what is signed', () => {
  it('is not changed by any edit, whoever makes it', async () => {
    clinic('novak')
    const note = await signed('Stable. ')
    station.acknowledgeAll()
    const edit = (change: (resource: DocumentReference) => void) => () =>
      station.store.commit({ who: undefined, at: station.running.context.at() }, (tx) =>
        tx.edit('DocumentReference', note, change),
      )
    const before = JSON.stringify(stored(note))
    expect(
      edit((resource) => {
        resource.description = 'Other'
      }),
    ).toThrow('description')
    expect(
      edit((resource) => {
        resource.content = []
      }),
    ).toThrow('content')
    expect(
      edit((resource) => {
        resource.docStatus = 'preliminary'
      }),
    ).toThrow('signature')
    expect(
      edit((resource) => {
        resource.context = {}
      }),
    ).toThrow('context')
    expect(JSON.stringify(stored(note))).toBe(before)
    expect(
      edit((resource) => {
        resource.status = 'superseded'
      }),
    ).not.toThrow()
  })

  it('sealed in a way this version does not know is said to be so', async () => {
    clinic('novak')
    const note = await signed('Stable. ')
    station.acknowledgeAll()
    const [seal] = seals(note)
    const entity = [{ role: 'source', what: { identifier: { value: 'ni:///sha3-512;abc' } } }]
    const meta = { versionId: '1', lastUpdated: '2026-11-23T09:00:00.000Z' }
    station.receive({ ...seal, id: 'later', recorded: '2026-11-23T09:00:00.000Z', entity, meta } as Provenance)
    expect(view(note)?.seal).toBe('unknown-method')
  })

  it('is never signed before its last word, though the clock was set back', async () => {
    clinic('novak')
    await station.open(amaraId)
    const { note } = await station.do('note.create', { patient: amaraId, title: 'Ankle injury' })
    await type(note, 'Late. ')
    const written = station.clock.now().toISOString()
    station.later(-600)
    await sign(note)
    expect(seals(note)[0]?.recorded).toBe(written)
  })

  it('is never co-signed or amended before it was signed, at a workstation whose clock is behind', async () => {
    clinic('walsh')
    const note = await signed('Sprain. ', station.id('Practitioner', 'novak'))
    const first = seals(note)[0]?.recorded
    station.later(-600)
    await as('novak')
    await station.do('note.cosign', { patient: amaraId, note })
    expect(seals(note).map(({ recorded }) => recorded)).toEqual([first, first])
    const { note: next } = await station.do('note.amend', { patient: amaraId, note, reason: 'Side' })
    await sign(next)
    expect(seals(next)[0]?.recorded).toBe(first)
  })

  it('takes vitals of its visit into the chart, and says that they are not in it', async () => {
    clinic('novak')
    await station.open(amaraId)
    station.receive({
      resourceType: 'Encounter',
      id: 'visit',
      meta: { versionId: '1', lastUpdated: '2026-11-22T09:00:00.000Z' },
      status: 'in-progress',
      class: { code: 'AMB' },
      subject: { reference: 'Patient/amara' },
    })
    const encounter = station.id('Encounter', 'visit')
    const { note } = await station.do('note.create', { patient: amaraId, title: 'Visit', encounter })
    await type(note, 'Well. ')
    const values = { pulse: 72 }
    expect((await station.do('vitals.record', { patient: amaraId, encounter, values })).signedNote).toBeUndefined()
    await sign(note)
    expect((await station.do('vitals.record', { patient: amaraId, encounter, values })).signedNote).toBe(note)
  })
})
