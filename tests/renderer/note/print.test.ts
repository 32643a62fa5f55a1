// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { paperBanner } from '../../../renderer/features/note/print/banner.js'
import { letter } from '../../../renderer/features/note/print/letter.js'
import { problemOf } from '../../../renderer/features/note/print/outcome.js'
import { paperOf } from '../../../renderer/features/note/print/paperSize.js'
import { dissolveSpans, isCutBySpan } from '../../../renderer/ui/pages/rows.js'
import type { NotePaper, PaperDocument } from '../../../shared/contract/views/paper.js'
import { documentXhtml, parseDocument, schema } from '../../../shared/document/index.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'

const at = '2026-11-22T10:31:00.000Z' as Instant
const section = (title: string, text: string) =>
  schema.node('section', { code: '61150-9', title }, [schema.node('paragraph', null, text ? [schema.text(text)] : [])])

function document(change: Partial<PaperDocument> = {}): PaperDocument {
  const doc = schema.node('doc', null, [section('Subjective', 'A <b> & c'), section('Objective', '')])
  expect(parseDocument(doc.toJSON()).ok).toBe(true)
  return {
    id: 'n' as LocalId,
    title: 'Cough',
    status: 'signed',
    author: 'Jo Ruiz, MA',
    startedAt: at,
    xhtml: documentXhtml(doc, 'Cough'),
    pictures: {},
    empty: false,
    signatures: [],
    ...change,
  }
}
const paper = (note: PaperDocument, addenda: PaperDocument[] = []): NotePaper =>
  ({ note, addenda, addendaBegun: [] }) as unknown as NotePaper

describe('a note as a letter', () => {
  it('has the sections in which something is written, as they were written', () => {
    const page = letter(paper(document()))
    expect([...page.querySelectorAll('h2')].map((title) => title.textContent)).toEqual(['Subjective'])
    expect(page.textContent).toContain('A <b> & c')
  })

  it('names everybody who signed, in order, and each addendum’s own signer below it', () => {
    const signed = (name: string, kind: 'signed' | 'co-signed' = 'signed') => ({
      kind,
      name,
      at,
      seal: { short: 'abcd 0123 4567 89ef', state: 'intact' as const },
    })
    const note = document({ signatures: [signed('Rafael Osei, NP'), signed('Dr Lena Novak', 'co-signed')] })
    const addendum = document({ title: 'Addendum: Cough', signatures: [signed('Dr Tom Hale')] })
    const words = letter(paper(note, [addendum])).textContent ?? ''
    const order = [
      'signed by' + 'Rafael Osei',
      'co-signed by' + 'Dr Lena Novak',
      'Addendum: Cough',
      'signed byDr Tom Hale',
    ]
    const places = order.map((each) => words.indexOf(each))
    expect(places.every((place) => place >= 0)).toBe(true)
    expect([...places].sort((one, other) => one - other)).toEqual(places)
  })

  it('says that the EHR does not have it yet, and of a draft what it would take the place of', () => {
    expect(letter(paper(document({ unsent: true }))).textContent).toContain('not in the EHR yet')
    const remarks = ['Once signed it takes the place of a signed version.']
    expect(letter(paper(document({ status: 'draft', remarks }))).textContent).toContain(remarks[0])
  })

  it('says of a broken seal that this is not the text that was signed, and of a draft that it is not signed', () => {
    const broken = { kind: 'signed' as const, name: 'X', seal: { short: 'abcd', state: 'broken' as const } }
    expect(letter(paper(document({ signatures: [broken] }))).textContent).toContain(
      'this is not the text that was signed',
    )
    expect(letter(paper(document({ status: 'draft' }))).textContent).toContain('Not signed.')
  })
})

describe('the banner of a page', () => {
  it('has every allergy on the first page, and says on the others how many are there', () => {
    const allergies = Array.from({ length: 12 }, (_, at) => ({ text: `Substance ${at}`, dangerous: at === 0 }))
    const patient = { sex: 'female', birthDate: '1979-03-12', allergyState: 'listed', allergies } as never
    expect(paperBanner(patient, true).textContent).toContain('Substance 11')
    const later = paperBanner(patient, false).textContent
    expect(later).toContain('▲ Substance 0; Substance 1')
    expect(later).not.toContain('Substance 10')
    expect(later).toContain('and 2 more, all on page 1')
  })
})

describe('paper', () => {
  it.each([
    ['en-US', 'Letter'],
    ['es-MX', 'Letter'],
    ['en-GB', 'A4'],
    ['de', 'A4'],
    ['en', 'Letter'],
    ['not a locale', 'A4'],
  ])('of %s is %s', (locale, size) => expect(paperOf(locale)).toBe(size))

  it('that never came has a sentence each; that which came has none', () => {
    for (const outcome of ['no-printer', 'cancelled', 'no-space', 'not-allowed', 'failed'] as const)
      expect(problemOf(outcome)).toMatch(/\.$/)
    expect([problemOf('printed'), problemOf('saved')]).toEqual([undefined, undefined])
  })
})

describe('a table whose cells span rows', () => {
  const table = (html: string) => {
    const made = globalThis.document.createElement('table')
    made.innerHTML = `<tbody>${html}</tbody>`
    return made
  }
  const rows = (of: Element) =>
    [...of.querySelectorAll('tr')].map((row) => [...row.children].map((cell) => cell.textContent))

  it('is not parted within a span', () => {
    const made = table('<tr><td rowspan="2">a</td><td>b</td></tr><tr><td>c</td></tr>')
    const body = made.firstElementChild as Element
    expect(isCutBySpan(body)).toBe(false)
    body.lastElementChild?.remove()
    expect(isCutBySpan(body)).toBe(true)
  })

  it('keeps every word in its column when it must be parted all the same', () => {
    const made = table(
      '<tr><td>a</td><td rowspan="3" colspan="2">b</td><td>c</td></tr><tr><td>d</td><td rowspan="2">e</td></tr><tr><td>f</td></tr>',
    )
    dissolveSpans(made)
    expect(rows(made)).toEqual([
      ['a', 'b', 'c'],
      ['d', '', 'e'],
      ['f', '', ''],
    ])
    expect(made.querySelectorAll('[rowspan]')).toHaveLength(0)
  })
})
