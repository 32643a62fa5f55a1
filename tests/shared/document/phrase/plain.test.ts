import fc from 'fast-check'
import type { Node } from 'prosemirror-model'
import { expect, it } from 'vitest'
import { asPhrase, documentText, phraseFromRange, replacedWords, schema } from '../../../../shared/document/index.js'
import { anyNote } from '../documents.js'

const chip = (kind: string, text: string) =>
  schema.node('chip', { id: crypto.randomUUID(), kind, text, data: { anything: 'of one patient' }, resource: null })
const link = schema.node('smart_link', {
  link: 'a1c',
  text: 'HbA1c 7.9 % (18 Nov)',
  at: '2026-11-22T10:00:00Z',
  sources: [],
})
const doc = schema.node('doc', null, [
  schema.node('section', { code: '51847-2', title: 'Assessment and plan' }, [
    schema.node('paragraph', null, [
      schema.text('Above goal: '),
      link,
      schema.text(', '),
      chip('order', 'Lipid [fasting] panel'),
      schema.text(' '),
      chip('person', 'Okafor, Chidi'),
    ]),
    schema.node(
      'paragraph',
      null,
      schema.text('Amara agrees', [schema.marks.template.create(), schema.marks.strong.create()]),
    ),
  ]),
])

it('a phrase keeps what to put there, and nothing of the patient it was made with', () => {
  const made = asPhrase(doc)
  expect(documentText(made)).toContain('Above goal: @a1c, [[order: Lipid  fasting  panel]] ***')
  expect(JSON.stringify(made)).not.toMatch(/7\.9|Chidi|of one patient|template/)
  made.check()
})

const uuid = '11111111-1111-4111-8111-111111111111'
const carried = schema.marks.carried.create({ note: uuid, date: '2026-06-03' })
const paragraph = (...content: Node[]) => schema.node('paragraph', null, content)
const oneNote = schema.node('doc', null, [
  schema.node('section', { code: '61149-1', title: 'Objective' }, [
    paragraph(chip('vital', 'BP 128/82 mmHg'), schema.text(' '), chip('immunization', 'Influenza, lot 4471, left arm')),
    schema.node('image', { id: uuid, alt: 'The wound of Amara', pixels: [40, 30] }),
    schema.node('passage', null, [
      schema.node('version', { who: 'Marcus Hale' }, [paragraph(schema.text('Lungs: {clear|***}.'))]),
      schema.node('version', { who: 'Lena Novak' }, [schema.node('image', { id: uuid, alt: 'Back', pixels: [4, 3] })]),
    ]),
    schema.node('task_list', null, [
      schema.node('task_item', { checked: true }, paragraph(schema.text('Weigh', [carried]))),
    ]),
    paragraph(
      schema.text('call', [schema.marks.link.create({ href: 'tel:+15550100' })]),
      schema.text(' or read', [schema.marks.link.create({ href: 'https://cdc.gov/' })]),
    ),
  ]),
])

it('a phrase has no measurement, picture, tick or trace of the note it was made of', () => {
  const made = asPhrase(oneNote)
  made.check()
  expect(documentText(made)).toBe(
    'Objective\nBP *** ***\nLungs: {clear|***}.\n[ ] Weigh\ncall or read (https://cdc.gov/)',
  )
  expect(JSON.stringify(made)).not.toMatch(/128|4471|wound|1111|Hale|Novak|carried|tel:|true/)
  expect(JSON.stringify(made)).toContain('https://cdc.gov/')
  const pictureOnly = schema.node('doc', null, [
    schema.node('section', { code: 'x', title: 'X' }, [schema.node('image', { id: uuid, alt: 'Me', pixels: [4, 3] })]),
  ])
  asPhrase(pictureOnly).check()
})

it('a part that cannot stand alone comes as words without anything of the patient', () => {
  // From inside the list's first paragraph: an item that begins with a list is none.
  const list = schema.node('doc', null, [
    schema.node('section', { code: 'x', title: 'X' }, [
      schema.node('bullet_list', null, [
        schema.node('list_item', null, [
          paragraph(schema.text('a')),
          schema.node('bullet_list', null, [
            schema.node('list_item', null, [paragraph(link, chip('vital', 'T 38.2 °C'))]),
          ]),
        ]),
      ]),
    ]),
  ])
  for (let from = 1; from < list.content.size; from += 1)
    for (let to = from + 1; to < list.content.size; to += 1) {
      const made = phraseFromRange(list, from, to)
      made.check()
      expect(JSON.stringify(made)).not.toMatch(/7\.9|38\.2/)
    }
})

it('a part of a note becomes a phrase of its own, whole or as its words', () => {
  const whole = phraseFromRange(doc, 2, doc.content.size - 2)
  expect(whole.childCount).toBe(1)
  expect(whole.textContent).toContain('Above goal')
  whole.check()
  const inside = phraseFromRange(doc, 4, 9)
  expect(inside.textContent).toBe('ove g')
})

it('words are replaced where they stand, with their emphasis', () => {
  const made = replacedWords(asPhrase(doc), (text) => {
    const from = text.indexOf('Amara')
    return from < 0 ? [] : [{ from, to: from + 5, words: '{{first}}' }]
  })
  expect(documentText(made)).toContain('{{first}} agrees')
  expect(made.lastChild?.lastChild?.firstChild?.marks.map(({ type }) => type.name)).toEqual(['strong'])
})

it('of any part of any note a whole phrase is made, with nothing in it that was of one patient', () => {
  const part = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(anyNote, part, part, (whole, a, b) => {
      asPhrase(whole).check()
      const [from, to] = [a, b].sort().map((each) => Math.floor(each * whole.content.size)) as [number, number]
      const made = phraseFromRange(whole, from, to)
      made.check()
      expect(JSON.stringify(made)).not.toMatch(/"type":"(chip|smart_link|smart_list|image|passage|carried|template)"/)
    }),
    { numRuns: 150 },
  )
})
