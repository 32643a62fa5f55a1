import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  canonicalJson,
  countWords,
  documentText,
  emptyNote,
  outline,
  parseDocument,
  schema,
  textWithin,
  wildcards,
  wordCount,
} from '../../../shared/document/index.js'
import { anyNote } from './documents.js'

const p = (text: string) => schema.node('paragraph', null, text ? schema.text(text) : undefined)
const li = (...content: Parameters<typeof schema.node>[2][]) => schema.node('list_item', null, content as never)
const plan = (...blocks: unknown[]) =>
  schema.node('doc', null, [schema.node('section', { code: '18776-5', title: 'Plan' }, blocks as never)])

test('plain text reads as on paper', () => {
  const doc = plan(
    p('Recheck in 3 months.'),
    schema.node('ordered_list', { order: 2 }, [
      li(p('Lipids')),
      li(p('Feet'), schema.node('bullet_list', null, li(p('monofilament')))),
    ]),
    schema.node('table', null, [
      schema.node('table_row', null, [
        schema.node('table_cell', null, p('Mon')),
        schema.node('table_cell', null, p('146/88')),
      ]),
    ]),
  )
  expect(documentText(doc)).toBe('Plan\nRecheck in 3 months.\n2. Lipids\n3. Feet\n  - monofilament\nMon | 146/88')
})

test('reading without the schema finds every piece of text the schema finds', () => {
  fc.assert(
    fc.property(anyNote, (doc) => {
      const found = textWithin(doc.toJSON())
      doc.descendants((node) => {
        if (node.isText && node.text?.trim()) expect(found).toContain(node.text)
      })
    }),
  )
})

describe('the outline', () => {
  test('counts words as a person does and knows what is empty', () => {
    expect(countWords('BP 146/88, pulse 76; follow-up in 3 months (1,000 mg)')).toBe(10)
    const doc = schema.node('doc', null, [
      schema.node('section', { code: 'a', title: 'Subjective' }, [p('Here for follow-up.'), p('')]),
      schema.node('section', { code: 'b', title: 'Plan' }, [p('  '), schema.node('bullet_list', null, li(p('')))]),
    ])
    expect(outline(doc).map(({ title, empty, words }) => ({ title, empty, words }))).toEqual([
      { title: 'Subjective', empty: false, words: 3 },
      { title: 'Plan', empty: true, words: 0 },
    ])
    expect(wordCount(doc)).toBe(3)
    for (const { start } of outline(doc)) expect(doc.resolve(start).parent.type.name).toBe('section')
  })

  test('finds wildcards at their places', () => {
    const doc = plan(
      p('pulses *** and'),
      schema.node(
        'bullet_list',
        null,
        li(schema.node('paragraph', null, [schema.node('hard_break'), schema.text('x ****')])),
      ),
    )
    const found = wildcards(doc)
    expect(found.map(({ from, to }) => doc.textBetween(from, to))).toEqual(['***', '****'])
    expect(found[0]).toMatchObject({ section: 'Plan', around: 'pulses *** and' })
    expect(wildcards(emptyNote())).toEqual([])
  })
})

describe('the canonical spelling', () => {
  test('does not depend on the order of keys, and keeps every difference of content', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'é"' }], a: 'x', gone: undefined })).toBe(
      '{"a":"x","b":[1,{"c":"é\\"","d":null}]}',
    )
    fc.assert(
      fc.property(anyNote, anyNote, (one, other) => {
        const shuffled = JSON.parse(JSON.stringify(one.toJSON()), (_key, value) =>
          value && typeof value === 'object' && !Array.isArray(value)
            ? Object.fromEntries(Object.entries(value).reverse())
            : value,
        )
        expect(canonicalJson(shuffled)).toBe(canonicalJson(one.toJSON()))
        expect(canonicalJson(one.toJSON()) === canonicalJson(other.toJSON())).toBe(one.eq(other))
        const parsed = parseDocument(canonicalJson(one.toJSON()))
        expect(parsed.ok && parsed.doc.eq(one)).toBe(true)
      }),
    )
  })
})
