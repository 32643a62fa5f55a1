import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyNote, parseDocument } from '../../../shared/document/index.js'
import { anyNote } from './documents.js'

const note = (block: unknown): unknown => ({
  type: 'doc',
  content: [{ type: 'section', attrs: { code: '18776-5', title: 'Plan' }, content: [block] }],
})
const paragraph = (...content: unknown[]): unknown => ({ type: 'paragraph', content })

test('what was written is what is opened, as a value and as text', () => {
  fc.assert(
    fc.property(anyNote, (doc) => {
      for (const stored of [doc.toJSON(), JSON.stringify(doc.toJSON())]) {
        const parsed = parseDocument(stored)
        expect(parsed.ok && parsed.doc.eq(doc)).toBe(true)
      }
    }),
  )
})

describe('a note of a newer version is not opened, and its text is readable', () => {
  const newer: [string, unknown][] = [
    ['a node', paragraph({ type: 'sketch', attrs: { resource: 'x' } }, { type: 'text', text: 'start lisinopril' })],
    [
      'an attribute',
      { type: 'paragraph', attrs: { align: 'right' }, content: [{ type: 'text', text: 'start lisinopril' }] },
    ],
    ['a mark', paragraph({ type: 'text', text: 'start lisinopril', marks: [{ type: 'highlight' }] })],
    ['a key', { type: 'paragraph', id: 'p1', content: [{ type: 'text', text: 'start lisinopril' }] }],
  ]
  test.each(newer)('with %s it does not know', (_what, block) => {
    const stored = note(block)
    const before = JSON.stringify(stored)
    expect(parseDocument(stored)).toEqual({ ok: false, reason: 'newer', text: 'Plan\nstart lisinopril' })
    expect(JSON.stringify(stored)).toBe(before)
  })
})

describe('a damaged note is not opened', () => {
  const damaged: [string, unknown, string][] = [
    ['not JSON', '{"type":"doc","content":[{"type":"sec', '{"type":"doc","content":[{"type":"sec'],
    ['nothing', null, ''],
    ['no sections', { type: 'doc', content: [] }, ''],
    ['text where a block belongs', note({ type: 'text', text: 'loose words' }), 'Plan\nloose words'],
    ['an empty text', note(paragraph({ type: 'text', text: '' })), 'Plan'],
    [
      'a heading of level 9',
      note({ type: 'heading', attrs: { level: 9 }, content: [{ type: 'text', text: 'Feet' }] }),
      'Plan\nFeet',
    ],
    [
      'a section without a title',
      {
        type: 'doc',
        content: [
          { type: 'section', attrs: { code: 'x', title: 7 }, content: [paragraph({ type: 'text', text: 'words' })] },
        ],
      },
      'words',
    ],
    ['a paragraph for a document', paragraph({ type: 'text', text: 'words' }), 'words'],
  ]
  test.each(damaged)('%s', (_what, stored, text) => {
    expect(parseDocument(stored)).toEqual({ ok: false, reason: 'damaged', text })
  })
})

test('nothing makes it throw: not any JSON, not a note nested without end', () => {
  fc.assert(
    fc.property(fc.anything({ withBigInt: true, withNullPrototype: true }), (value) => {
      expect(parseDocument(value).ok).toBe(false)
    }),
    { numRuns: 500 },
  )
  let deep: unknown = paragraph({ type: 'text', text: 'the bottom' })
  for (let i = 0; i < 50_000; i++) deep = { type: 'bullet_list', content: [{ type: 'list_item', content: [deep] }] }
  expect(parseDocument(note(deep))).toEqual({ ok: false, reason: 'damaged', text: 'Plan\nthe bottom' })
})

test('an empty note opens', () => {
  expect(parseDocument(emptyNote().toJSON()).ok).toBe(true)
  expect(parseDocument(emptyNote('addendum').toJSON()).ok).toBe(true)
})
