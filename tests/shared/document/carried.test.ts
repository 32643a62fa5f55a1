import { expect, it } from 'vitest'
import { parseDocument } from '../../../shared/document/index.js'

it('a mark of carried words that says no note, no day or another confirmation than there is, is not kept', () => {
  const doc = (attrs: unknown): unknown => ({
    type: 'doc',
    content: [
      {
        type: 'section',
        attrs: { code: 'x', title: 'Plan' },
        content: [
          { type: 'paragraph', content: [{ type: 'text', text: 'Rest', marks: [{ type: 'carried', attrs }] }] },
        ],
      },
    ],
  })
  const note = '11111111-1111-4111-8111-111111111111'
  const opens = (attrs: unknown): boolean => parseDocument(doc(attrs)).ok
  expect(opens({ note, date: '2026-06-03', confirmed: null })).toBe(true)
  expect(opens({ note, date: '2026-06-03', confirmed: { by: 'Dr Novak', at: '2026-06-04T10:00:00Z' } })).toBe(true)
  expect(opens({ note: 'x', date: '2026-06-03', confirmed: null })).toBe(false)
  expect(opens({ note, date: 'yesterday', confirmed: null })).toBe(false)
  expect(opens({ note, date: '2026-06-03', confirmed: { by: '' } })).toBe(false)
  expect(opens({ note, date: '2026-06-03', confirmed: true })).toBe(false)
})
