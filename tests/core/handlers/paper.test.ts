import type { DocumentReference, Organization } from '@medplum/fhirtypes'
import { afterEach, describe, expect, it } from 'vitest'
import type { NotePaper } from '../../../shared/contract/views/paper.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { until } from '../../support/clinic.js'
import { type Desk, two } from '../../support/desk.js'
import { amara, luis, patient, practice } from './support/day.js'
import { type Who, Workstation } from './support/workstation.js'

const paperOf = (desk: Desk, note: string): NotePaper => {
  const paper = desk.see('note.paper', { note })
  if (!paper) throw new Error('nothing to print')
  return paper
}
const version = (desk: Desk, note: string): number => desk.see('note.view', { note })?.version ?? 0

describe('what a note is printed from', () => {
  it('is the note as it is now, its patient, its visit and the clinic’s letterhead', async () => {
    const { a, ehr, patient } = await two()
    const [clinic] = await ehr.all<Organization>('Organization')
    const { note } = await a.do('note.create', { patient, title: 'Cough' })
    await a.type(patient, note, 0, 'Three days of cough.')
    const paper = paperOf(a, note)
    expect(paper.clinic).toMatchObject({ name: clinic?.name })
    expect(paper.patient).toMatchObject({
      id: patient,
      mrn: expect.stringMatching(/\d/),
      allergyState: expect.anything(),
    })
    expect(paper.note).toMatchObject({ title: 'Cough', status: 'draft', author: 'Dr Lena Novak', signatures: [] })
    expect(paper.note.empty).toBe(false)
    expect(paper.note.xhtml).toContain('Three days of cough.')
  })

  it('has who signed, with the seal in short, and addenda with their own signatures', async () => {
    const { a, b, patient } = await two()
    const { note } = await a.do('note.create', { patient, title: 'Cough' })
    await a.type(patient, note, 0, 'Three days of cough.')
    await a.do('note.sign', { patient, note, version: version(a, note) })
    await until(
      () => b.see('note.view', { note })?.status === 'signed' && b.see('note.view', { note })?.seal === 'intact',
    )
    const { note: addendum } = await b.do('note.addend', { patient, note })
    expect(paperOf(b, note)).toMatchObject({ addenda: [], addendaBegun: [expect.stringContaining('Hale')] })
    await b.type(patient, addendum, 0, 'The culture grew nothing.')
    await b.do('note.sign', { patient, note: addendum, version: version(b, addendum) })
    const paper = paperOf(b, note)
    expect(paper.note.signatures).toMatchObject([
      {
        kind: 'signed',
        name: 'Dr Lena Novak',
        at: expect.stringMatching(/^\d{4}-/),
        seal: { short: expect.stringMatching(/^[0-9a-f]{4}( [0-9a-f]{4}){3}$/), state: 'intact' },
      },
    ])
    expect(paper.addendaBegun).toEqual([])
    expect(paper.addenda).toMatchObject([
      { title: 'Addendum: Cough', signatures: [{ name: expect.stringContaining('Hale'), seal: { state: 'intact' } }] },
    ])
    expect(paperOf(b, addendum).appends).toMatchObject({ title: 'Cough' })
  })
})

describe('what must be read with a note on paper', () => {
  let station: Workstation
  let amaraId: LocalId
  afterEach(() => station.stop())
  const clinic = (as: Who): void => {
    station = new Workstation([...practice(), patient(amara)], { as })
    amaraId = station.patient('amara')
  }
  const as = async (who: Who): Promise<void> => {
    await station.signIn(who)
    await station.open(amaraId)
  }
  const sign = (note: LocalId, cosigner?: LocalId) =>
    station.do('note.sign', {
      patient: amaraId,
      note,
      version: station.ask('note.view', { note })?.version ?? 0,
      ...(cosigner && { cosigner }),
    })
  const type = (note: LocalId) =>
    station.do('note.steps', {
      patient: amaraId,
      note,
      version: 0,
      steps: [{ stepType: 'replace', from: 2, to: 2, slice: { content: [{ type: 'text', text: 'Left ankle.' }] } }],
    })
  async function signed(cosigner?: LocalId): Promise<LocalId> {
    await station.open(amaraId)
    const { note } = await station.do('note.create', { patient: amaraId, title: 'Ankle' })
    await type(note)
    await sign(note, cosigner)
    return note
  }
  const paper = (note: LocalId): NotePaper => {
    const found = station.ask('note.paper', { note })
    if (!found) throw new Error('nothing to print')
    return found
  }
  const remarks = (note: LocalId): string => (paper(note).note.remarks ?? []).join(' ')

  it('is that the EHR does not have it yet, since a signature that has not arrived may be taken back', async () => {
    clinic('novak')
    const note = await signed()
    expect(paper(note).note.unsent).toBe(true)
    station.acknowledgeAll()
    expect(paper(note).note.unsent).toBeUndefined()
  })

  it('is not said of one the EHR has long had and that was only just superseded', async () => {
    clinic('novak')
    const note = await signed()
    station.acknowledgeAll()
    const { note: next } = await station.do('note.amend', { patient: amaraId, note, reason: 'It was the right one' })
    await sign(next)
    expect(paper(note).note).toMatchObject({ superseded: true })
    expect(paper(note).note.unsent).toBeUndefined()
    expect(paper(next).note.unsent).toBe(true)
  })

  it('is what was added to the versions before it, as on the screen', async () => {
    clinic('novak')
    const note = await signed()
    const { note: addendum } = await station.do('note.addend', { patient: amaraId, note })
    await type(addendum)
    await sign(addendum)
    const { note: next } = await station.do('note.amend', { patient: amaraId, note, reason: 'It was the right one' })
    expect(remarks(next)).toContain('because: It was the right one')
    expect(remarks(note)).toContain('begun to amend')
    await sign(next)
    expect(station.ask('note.view', { note: next })?.addenda.map(({ id }) => id)).toEqual([addendum])
    expect(paper(next).addenda.map(({ id }) => id)).toEqual([addendum])
    expect(paper(note).note).toMatchObject({ superseded: true })
    expect(remarks(note)).not.toContain('begun')
  })

  it('is that a co-signer waited for has sent it back, and nothing of that once it is superseded', async () => {
    clinic('walsh')
    const novak = station.id('Practitioner', 'novak')
    const note = await signed(novak)
    expect(remarks(note)).toContain('waiting for Dr Lena Novak')
    await as('novak')
    await station.do('note.send-back', { patient: amaraId, note, words: 'Which side?' })
    expect(remarks(note)).toContain('Not co-signed: Dr Lena Novak sent it back')
    await as('walsh')
    const { note: next } = await station.do('note.amend', { patient: amaraId, note, reason: 'The side was missing' })
    await sign(next, novak)
    expect(remarks(note)).not.toContain('co-signed')
    expect(remarks(next)).toContain('waiting for Dr Lena Novak')
  })

  it('is that only its words could be read, when a newer version of Rounds wrote it', async () => {
    clinic('novak')
    const note = await signed()
    station.acknowledgeAll()
    const stored = station.store.read('DocumentReference', note) as DocumentReference
    const document = { ...JSON.parse(ownDocument(stored)), later: true }
    station.receive({
      ...stored,
      content: stored.content?.map((form) =>
        form.format ? { ...form, attachment: { ...form.attachment, data: base64(JSON.stringify(document)) } } : form,
      ) as DocumentReference['content'],
      meta: { ...stored.meta, versionId: '9' },
    } as DocumentReference)
    expect(paper(note).note.xhtml).toContain('Left ankle.')
    expect(remarks(note)).toContain('Only its words are printed')
  })

  it('is that its seal cannot be checked', async () => {
    clinic('novak')
    const note = await signed()
    station.acknowledgeAll()
    station.store.db.prepare('UPDATE seal SET hash = ?').run('ni:///sha-512;abc')
    expect(station.ask('note.view', { note })?.seal).toBe('unknown-method')
    expect(remarks(note)).toContain('cannot be checked')
  })

  it('stands in the audit once it has left, and never for another patient', async () => {
    clinic('novak')
    const note = await signed()
    await station.do('note.printed', { patient: amaraId, note, as: 'pdf' })
    const last = station.store.db.prepare('SELECT action, resource FROM audit ORDER BY rowid DESC').get()
    expect(last).toEqual({ action: 'save as PDF', resource: note })
    station.receive(patient(luis))
    const other = station.patient(luis.id)
    await station.open(other)
    expect((await station.refused('note.printed', { patient: other, note, as: 'paper' })).code).toBe('wrong-patient')
  })
})

const ownDocument = ({ content }: DocumentReference): string =>
  Buffer.from(content?.find(({ format }) => format)?.attachment.data ?? '', 'base64').toString()
const base64 = (text: string): string => Buffer.from(text).toString('base64')
