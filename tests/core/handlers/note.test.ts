import type { DocumentReference, Provenance } from '@medplum/fhirtypes'
import type { Node } from 'prosemirror-model'
import { Transform } from 'prosemirror-transform'
import { afterEach, describe, expect, it } from 'vitest'
import { canonicalJson, documentText, emptyNote, parseDocument, schema } from '../../../shared/document/index.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { amara, luis, patient, practice } from './support/day.js'
import { sha256, Workstation } from './support/workstation.js'

let station: Workstation
afterEach(() => station.stop())

const clinic = (as: 'novak' | 'hale' | 'ruiz' | 'das' = 'novak'): Workstation =>
  new Workstation([...practice(), patient(amara), patient(luis)], { as })

/** Someone typing at the beginning of the first section. */
class Typist {
  doc: Node
  version: number
  constructor(document: unknown, version: number) {
    const parsed = parseDocument(document)
    if (!parsed.ok) throw new Error('the note does not open')
    this.doc = parsed.doc
    this.version = version
  }
  type(text: string, at = 2): unknown[] {
    const tr = new Transform(this.doc).insert(at, schema.text(text))
    this.doc = tr.doc
    return tr.steps.map((step) => step.toJSON())
  }
}

async function begin(): Promise<{ note: LocalId; amaraId: LocalId; typist: Typist }> {
  const amaraId = station.patient('amara')
  await station.open(amaraId)
  const { note } = await station.do('note.create', { patient: amaraId, title: 'Diabetes follow-up' })
  const view = station.ask('note.view', { note })
  return { note, amaraId, typist: new Typist(view?.document, view?.version ?? 0) }
}

const textOf = (document: unknown): string => {
  const parsed = parseDocument(document)
  return parsed.ok ? documentText(parsed.doc) : parsed.text
}

const stored = (note: LocalId): DocumentReference => station.store.read('DocumentReference', note) as DocumentReference
const storedDocument = (note: LocalId): unknown =>
  JSON.parse(Buffer.from(stored(note).content?.[0]?.attachment?.data ?? '', 'base64').toString('utf8'))

describe('a note being written', () => {
  it('is there again, letter for letter, after the workstation was cut off before publishing', async () => {
    station = clinic()
    const { note, amaraId, typist } = await begin()
    for (const letter of 'Feels well.') {
      const steps = typist.type(letter, 2 + typist.version)
      const answer = await station.do('note.steps', { patient: amaraId, note, version: typist.version, steps })
      typist.version = answer.version
    }
    expect(textOf(storedDocument(note))).not.toContain('Feels')
    await station.powerCut()
    const view = station.ask('note.view', { note })
    expect(textOf(view?.document)).toContain('Feels well.')
    expect(view?.version).toBe(11)
    await station.signIn('novak')
    expect(textOf(storedDocument(note))).toContain('Feels well.')
  })

  it('takes a batch sent again as the same batch, and another one as stale', async () => {
    station = clinic()
    const { note, amaraId, typist } = await begin()
    const steps = typist.type('Tired. ')
    const once = await station.do('note.steps', { patient: amaraId, note, version: 0, steps })
    const again = await station.do('note.steps', { patient: amaraId, note, version: 0, steps })
    expect(again.version).toBe(once.version)
    expect(textOf(station.ask('note.view', { note })?.document).match(/Tired/g)).toHaveLength(1)
    const other = await station.refused('note.steps', {
      patient: amaraId,
      note,
      version: 0,
      steps: new Typist(emptyNote().toJSON(), 0).type('Other. '),
    })
    expect(other.code).toBe('stale')
  })

  it('refuses steps that do not fit, and keeps what was there', async () => {
    station = clinic()
    const { note, amaraId, typist } = await begin()
    await station.do('note.steps', { patient: amaraId, note, version: 0, steps: typist.type('Kept. ') })
    const broken = [{ stepType: 'replace', from: 5000, to: 5001 }]
    expect((await station.refused('note.steps', { patient: amaraId, note, version: 1, steps: broken })).code).toBe(
      'invalid',
    )
    expect(textOf(station.ask('note.view', { note })?.document)).toContain('Kept.')
  })

  it('goes into its DocumentReference after a pause, as JSON and as XHTML, in one outbox entry', async () => {
    station = clinic()
    const { note, amaraId, typist } = await begin()
    await station.do('note.steps', {
      patient: amaraId,
      note,
      version: 0,
      steps: typist.type('Sleeps <badly> & wakes. '),
    })
    expect(station.ask('note.view', { note })?.where).toBe('saved-here')
    await station.signIn('novak')
    expect(textOf(storedDocument(note))).toContain('Sleeps <badly> & wakes.')
    const xhtml = Buffer.from(stored(note).content?.[1]?.attachment?.data ?? '', 'base64').toString('utf8')
    expect(xhtml).toContain('Sleeps &lt;badly&gt; &amp; wakes.')
    expect(station.ask('outbox.list', {}).map(({ title }) => title)).toEqual(['Note: Diabetes follow-up, draft'])
  })

  it('does not send the document again to the window that wrote it, and does to another', async () => {
    station = clinic()
    const { note, amaraId, typist } = await begin()
    const { queries } = await import('../../../main/core/handlers/queries.js')
    const { context } = station.running
    const first = queries['note.view'].run(context, { note }, { window: 1 }).value
    const other = queries['note.view'].run(context, { note }, { window: 2 }).value
    await station.do('note.steps', { patient: amaraId, note, version: 0, steps: typist.type('Mine. ') })
    const again = queries['note.view'].run(context, { note }, { window: 1, last: first }).value
    expect(again?.document).toBe(first?.document)
    const elsewhere = queries['note.view'].run(context, { note }, { window: 2, last: other }).value
    expect(textOf(elsewhere?.document)).toContain('Mine.')
    expect(elsewhere?.version).toBe(1)
  })

  it('is its author’s to sign and discard, and of its patient alone', async () => {
    station = clinic()
    const { note, amaraId, typist } = await begin()
    await station.signIn('hale')
    await station.open(amaraId)
    const steps = typist.type('Not mine. ')
    await station.do('note.steps', { patient: amaraId, note, version: 0, steps })
    for (const code of [
      (await station.refused('note.sign', { patient: amaraId, note, version: 1 })).code,
      (await station.refused('note.discard', { patient: amaraId, note })).code,
    ])
      expect(code).toBe('not-permitted')
    const luisId = station.patient('luis')
    await station.open(luisId)
    expect((await station.refused('note.steps', { patient: luisId, note, version: 0, steps })).code).toBe(
      'wrong-patient',
    )
    await station.signIn('das')
    await station.open(amaraId)
    expect((await station.refused('note.create', { patient: amaraId, title: 'Desk' })).code).toBe('not-permitted')
  })

  it('begun by a medical assistant is carried on and signed by a clinician', async () => {
    station = clinic('ruiz')
    const { note, amaraId, typist } = await begin()
    await station.do('note.steps', { patient: amaraId, note, version: 0, steps: typist.type('Vitals taken. ') })
    expect((await station.refused('note.sign', { patient: amaraId, note, version: 1 })).code).toBe('not-permitted')
    await station.signIn('novak')
    await station.open(amaraId)
    await station.do('note.sign', { patient: amaraId, note, version: 1 })
    expect(station.ask('note.view', { note })).toMatchObject({
      author: 'Jo Ruiz, MA',
      signedBy: 'Dr Lena Novak',
      mine: false,
    })
  })
})

describe('signing', () => {
  it('is not possible while two versions of the note wait for a decision', async () => {
    station = clinic()
    const { note, amaraId, typist } = await begin()
    await station.do('note.steps', { patient: amaraId, note, version: 0, steps: typist.type('Stable. ') })
    station.store.db.prepare(`UPDATE outbox SET state = 'conflict' WHERE resource = ?`).run(note)
    expect((await station.refused('note.sign', { patient: amaraId, note, version: 1 })).code).toBe('conflict')
    expect(stored(note).docStatus).toBe('preliminary')
  })

  it('seals exactly what the signer saw and locks it', async () => {
    station = clinic()
    const { note, amaraId, typist } = await begin()
    await station.do('note.steps', { patient: amaraId, note, version: 0, steps: typist.type('Stable. ') })
    expect((await station.refused('note.sign', { patient: amaraId, note, version: 0 })).code).toBe('stale')
    await station.do('note.sign', { patient: amaraId, note, version: 1 })
    const view = station.ask('note.view', { note })
    expect(view).toMatchObject({ status: 'signed', seal: 'intact', where: 'saved-here', signedBy: 'Dr Lena Novak' })
    expect(stored(note).docStatus).toBe('final')
    const provenance = station.store.db.prepare(`SELECT json FROM resource WHERE type = 'Provenance'`).get() as {
      json: string
    }
    const { entity } = JSON.parse(provenance.json) as Provenance
    expect(entity?.[0]?.what?.identifier?.value).toBe(`ni:///sha-256;${sha256(canonicalJson(storedDocument(note)))}`)
    const late = await station.refused('note.steps', {
      patient: amaraId,
      note,
      version: 1,
      steps: typist.type('Late. '),
    })
    expect(late.code).toBe('locked')
  })

  it('shows a broken seal when the words are no longer those that were signed', async () => {
    station = clinic()
    const { note, amaraId, typist } = await begin()
    await station.do('note.steps', { patient: amaraId, note, version: 0, steps: typist.type('Stable. ') })
    await station.do('note.sign', { patient: amaraId, note, version: 1 })
    station.acknowledgeAll()
    expect(station.ask('note.view', { note })).toMatchObject({ seal: 'intact', where: 'in-the-EHR' })
    const changed = stored(note)
    const other = new Typist(storedDocument(note), 0)
    other.type('Un')
    const content = changed.content?.map((part, at) =>
      at === 0
        ? {
            ...part,
            attachment: {
              ...part.attachment,
              data: Buffer.from(JSON.stringify(other.doc.toJSON())).toString('base64'),
            },
          }
        : part,
    )
    station.receive({
      ...changed,
      ...(content && { content }),
      meta: { versionId: '99', lastUpdated: '2026-11-23T09:00:00.000Z' },
    } as DocumentReference)
    expect(station.ask('note.view', { note })?.seal).toBe('broken')
  })

  it('refuses a note in which nothing is written', async () => {
    station = clinic()
    const { note, amaraId } = await begin()
    expect((await station.refused('note.sign', { patient: amaraId, note, version: 0 })).code).toBe('invalid')
  })

  it('is followed by an addendum of its own, begun once', async () => {
    station = clinic()
    const { note, amaraId, typist } = await begin()
    expect((await station.refused('note.addend', { patient: amaraId, note })).code).toBe('invalid')
    await station.do('note.steps', { patient: amaraId, note, version: 0, steps: typist.type('Stable. ') })
    await station.do('note.sign', { patient: amaraId, note, version: 1 })
    const first = await station.do('note.addend', { patient: amaraId, note })
    expect(await station.do('note.addend', { patient: amaraId, note })).toEqual(first)
    expect(station.ask('note.view', { note: first.note })?.appends).toBe(note)
    expect(station.ask('note.view', { note })?.addenda).toMatchObject([{ id: first.note, status: 'draft' }])
  })
})

describe('a draft', () => {
  it('is discarded and restored by who discarded it', async () => {
    station = clinic()
    const { note, amaraId, typist } = await begin()
    await station.do('note.steps', { patient: amaraId, note, version: 0, steps: typist.type('Wrong chart? ') })
    await station.do('note.discard', { patient: amaraId, note })
    expect(station.ask('note.view', { note })?.status).toBe('entered-in-error')
    expect(station.ask('chart.view', { patient: amaraId }).drafts).toEqual([])
    await station.do('note.restore', { patient: amaraId, note })
    const view = station.ask('note.view', { note })
    expect(view?.status).toBe('draft')
    expect(textOf(view?.document)).toContain('Wrong chart?')
  })

  it('written on elsewhere replaces the text here when nothing is unpublished', async () => {
    station = clinic()
    const { note } = await begin()
    station.acknowledgeAll()
    remote(note, 'From room 2. ')
    const view = station.ask('note.view', { note })
    expect(textOf(view?.document)).toContain('From room 2.')
    expect(view?.version).toBe(1)
  })

  it('written on in both places keeps every word of both', async () => {
    station = clinic()
    const { note, amaraId, typist } = await begin()
    station.acknowledgeAll()
    station.ask('note.view', { note })
    await station.do('note.steps', { patient: amaraId, note, version: 0, steps: typist.type('Typed here. ') })
    remote(note, 'Typed in room 2. ')
    const view = station.ask('note.view', { note })
    expect(textOf(view?.document)).toContain('Typed here.')
    expect(textOf(view?.document)).toContain('Typed in room 2.')
    expect(
      (await station.refused('note.steps', { patient: amaraId, note, version: 1, steps: typist.type('More. ') })).code,
    ).toBe('stale')
    await station.signIn('novak')
    expect(textOf(storedDocument(note))).toContain('Typed here.')
  })

  it('signed elsewhere while words were typed here proposes them as an addendum to their author', async () => {
    station = clinic()
    const { note, amaraId, typist } = await begin()
    station.acknowledgeAll()
    station.ask('note.view', { note })
    await station.do('note.steps', { patient: amaraId, note, version: 0, steps: typist.type('Typed too late. ') })
    remote(note, 'Signed in room 2. ', { docStatus: 'final' })
    expect(textOf(station.ask('note.view', { note })?.document)).not.toContain('Typed too late.')
    const refusal = await station.refused('note.steps', {
      patient: amaraId,
      note,
      version: 1,
      steps: typist.type('More. '),
    })
    expect(refusal.code).toBe('locked')
    await station.signIn('hale')
    const [row] = station.ask('conflict.list', {})
    expect(row).toMatchObject({ kind: 'addendum', resource: note, patient: { id: amaraId } })
    const item = row?.item as string
    const theirs = station.ask('conflict.view', { item })
    expect(theirs?.words).toContain('Typed too late.')
    expect(theirs?.notFor).toContain('their author')
    await station.signIn('novak')
    await station.do('patient.open', { open: amaraId })
    const view = station.ask('conflict.view', { item })
    expect(view).toMatchObject({ mine: { by: 'Dr Lena Novak' }, wholes: ['addendum', 'theirs'] })
    const seen = view?.seen as string
    const dropped = await station.do('conflict.resolve', {
      patient: amaraId,
      item,
      seen,
      decision: { whole: 'theirs' },
    })
    expect(station.ask('conflict.list', {})).toEqual([])
    await station.do('conflict.undo', { patient: amaraId, decision: dropped.decision })
    const added = await station.do('conflict.resolve', {
      patient: amaraId,
      item,
      seen,
      decision: { whole: 'addendum' },
    })
    expect(station.ask('note.view', { note })?.addenda.map(({ id }) => id)).toEqual([added.made])
    const addendum = station.ask('note.view', { note: added.made as LocalId })
    expect(addendum).toMatchObject({ status: 'draft', appends: note })
    expect(textOf(addendum?.document)).toContain('Typed too late.')
    expect(station.ask('conflict.list', {})).toEqual([])
  })

  it('keeps its version when the server only spells the same words differently', async () => {
    station = clinic()
    const { note, amaraId, typist } = await begin()
    await station.do('note.steps', { patient: amaraId, note, version: 0, steps: typist.type('Same. ') })
    await station.signIn('novak')
    station.acknowledgeAll()
    const resource = stored(note)
    const spelled = Buffer.from(JSON.stringify(storedDocument(note), null, 2)).toString('base64')
    const content = resource.content?.map((part, at) =>
      at === 0 ? { ...part, attachment: { ...part.attachment, data: spelled } } : part,
    )
    station.receive({
      ...resource,
      ...(content && { content }),
      meta: { versionId: '50', lastUpdated: '2026-11-23T09:00:00.000Z' },
    } as DocumentReference)
    expect(station.ask('note.view', { note })?.version).toBe(1)
  })

  function remote(note: LocalId, text: string, more: Partial<DocumentReference> = {}): void {
    const resource = stored(note)
    const other = new Typist(storedDocument(note), 0)
    other.type(text)
    const data = Buffer.from(JSON.stringify(other.doc.toJSON())).toString('base64')
    const content = resource.content?.map((part, at) =>
      at === 0 ? { ...part, attachment: { ...part.attachment, data } } : part,
    )
    station.receive({
      ...resource,
      ...(content && { content }),
      ...more,
      meta: { versionId: '77', lastUpdated: '2026-11-23T09:00:00.000Z' },
    } as DocumentReference)
  }
})
