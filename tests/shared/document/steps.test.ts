import fc from 'fast-check'
import { AttrStep } from 'prosemirror-transform'
import { expect, test } from 'vitest'
import { applySteps, documentText, emptyNote, parseDocument } from '../../../shared/document/index.js'
import { anyEdit, anyNote, editSteps } from './documents.js'

test('steps sent as JSON rebuild the very document they were made in', () => {
  fc.assert(
    fc.property(anyNote, fc.array(anyEdit, { minLength: 1, maxLength: 15 }), (start, edits) => {
      let doc = start
      const journal: string[] = []
      for (const edit of edits) {
        for (const step of editSteps(doc, edit)) {
          journal.push(JSON.stringify(step.toJSON()))
          const result = step.apply(doc)
          expect(result.doc).toBeTruthy()
          doc = result.doc ?? doc
        }
      }
      const applied = applySteps(
        start.toJSON(),
        journal.map((line) => JSON.parse(line)),
      )
      expect(applied.ok && applied.doc.eq(doc)).toBe(true)
      expect(applied.ok && documentText(applied.doc)).toBe(documentText(doc))
    }),
    { numRuns: 200 },
  )
})

test('steps apply all or none, and the answer names the first that does not fit', () => {
  const insert = (from: number) => ({
    stepType: 'replace',
    from,
    to: from,
    slice: { content: [{ type: 'text', text: 'a' }] },
  })
  const note = emptyNote()
  expect(applySteps(note, [insert(2), insert(3)]).ok).toBe(true)
  expect(applySteps(note, [insert(2), insert(9_000), insert(3)])).toMatchObject({ ok: false, at: 1 })
  expect(applySteps(note, [{ stepType: 'unheard of' }])).toMatchObject({ ok: false, at: 0 })
  expect(applySteps(note, [null])).toMatchObject({ ok: false, at: 0 })
  expect(applySteps({ type: 'doc' }, [insert(2)])).toMatchObject({ ok: false, reason: 'the document is damaged' })
})

test('a step that would break the note is refused', () => {
  const note = emptyNote()
  expect(applySteps(note, [new AttrStep(0, 'title', 7).toJSON()])).toMatchObject({ ok: false })
  const allGone = { stepType: 'replace', from: 0, to: note.content.size }
  expect(applySteps(note, [allGone])).toMatchObject({ ok: false })
  const parsed = parseDocument(note.toJSON())
  expect(parsed.ok && parsed.doc.eq(emptyNote())).toBe(true)
})
