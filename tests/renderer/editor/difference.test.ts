import fc from 'fast-check'
import { expect, test } from 'vitest'
import { distanceBetween, stepsBetween } from '../../../renderer/editor/journal/difference.js'
import { applySteps, schema } from '../../../shared/document/index.js'
import { anyEdit, anyNote, editSteps } from '../../shared/document/documents.js'

test('the steps between two notes lead from one to the other, as JSON too', () => {
  fc.assert(
    fc.property(
      anyNote,
      anyNote,
      fc.array(anyEdit, { maxLength: 6 }),
      fc.boolean(),
      (one, stranger, edits, related) => {
        const other = related
          ? edits.reduce((doc, edit) => editSteps(doc, edit).reduce((at, step) => step.apply(at).doc ?? at, doc), one)
          : stranger
        const steps = stepsBetween(one, other).map((step) => JSON.parse(JSON.stringify(step)))
        const applied = applySteps(one, steps)
        expect(applied.ok && applied.doc.eq(other)).toBe(true)
      },
    ),
    { numRuns: 400 },
  )
})

test('small changes stay small, wherever they are', () => {
  const p = (text: string) => schema.node('paragraph', null, text ? schema.text(text) : undefined)
  const note = (...texts: string[]) =>
    schema.node('doc', null, schema.node('section', { code: 'x', title: 'Plan' }, texts.map(p)))
  const before = note('one two three four five six seven', 'eight', 'nine')
  expect(distanceBetween(before, before)).toBe(0)
  expect(distanceBetween(before, note('one two three four five six seven', 'new', 'eight', 'nine'))).toBe(5)
  expect(distanceBetween(before, note('', 'one two three four five six seven', 'eight', 'nine'))).toBe(2)
  expect(distanceBetween(before, note('one two', ' three four five six seven', 'eight', 'nine'))).toBeLessThan(40)
  const steps = stepsBetween(before, note('1 one two three four five six seven 8', 'eight', 'nine'))
  expect(steps.length).toBe(2)
})
