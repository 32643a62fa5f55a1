import { expect, it } from 'vitest'
import { asPhrase, documentText, phraseFromRange, replacedWords, schema } from '../../../../shared/document/index.js'

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
