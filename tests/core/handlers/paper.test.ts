import type { Organization } from '@medplum/fhirtypes'
import { describe, expect, it } from 'vitest'
import type { NotePaper } from '../../../shared/contract/views/paper.js'
import { until } from '../../support/clinic.js'
import { type Desk, two } from '../../support/desk.js'

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

  it('that it left on paper stands in the audit', async () => {
    const { a, patient } = await two()
    const { note } = await a.do('note.create', { patient, title: 'Cough' })
    await a.do('note.printed', { patient, note, as: 'pdf' })
    const last = a.station.context.store.db.prepare('SELECT action, resource FROM audit ORDER BY rowid DESC').get()
    expect(last).toEqual({ action: 'save as PDF', resource: note })
  })
})
