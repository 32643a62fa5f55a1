import fc from 'fast-check'
import type { Node } from 'prosemirror-model'
import { Mapping, Step, Transform } from 'prosemirror-transform'
import { expect, test } from 'vitest'
import { MoveStep, schema } from '../../../shared/document/index.js'
import { anyNote } from './documents.js'

const places = (doc: Node): number[] => {
  const found = [0]
  doc.forEach((section, offset) => {
    found.push(offset + section.nodeSize)
  })
  return found
}

const anyMove = fc
  .tuple(anyNote, fc.nat(20), fc.nat(20))
  .map(([doc, a, b]) => {
    const between = places(doc)
    const at = a % doc.childCount
    const to = between[b % between.length] as number
    return { doc, step: new MoveStep(between[at] as number, between[at + 1] as number, to) }
  })
  .filter(({ step }) => step.to < step.from || step.to > step.end)

/** The text before and after a place, which tells where it is. */
const around = (doc: Node, pos: number): unknown => {
  const $pos = doc.resolve(pos)
  return [$pos.parent.toJSON(), $pos.parentOffset]
}

test('a move keeps every section, is taken back whole and comes through JSON', () => {
  fc.assert(
    fc.property(anyMove, ({ doc, step }) => {
      const read = Step.fromJSON(schema, JSON.parse(JSON.stringify(step)))
      const tr = new Transform(doc).step(read)
      tr.doc.check()
      expect(new Set(tr.doc.children)).toEqual(new Set(doc.children))
      expect(tr.step(step.invert()).doc.eq(doc)).toBe(true)
    }),
  )
})

test('every place in the text goes with its section, and back', () => {
  fc.assert(
    fc.property(anyMove, ({ doc, step }) => {
      const after = new Transform(doc).step(step).doc
      doc.descendants((node, pos) => {
        if (!node.isTextblock) return true
        for (let at = pos + 1; at <= pos + 1 + node.content.size; at += 1) {
          for (const assoc of [-1, 1]) {
            const there = step.getMap().map(at, assoc)
            expect(around(after, there)).toEqual(around(doc, at))
            expect(step.invert().getMap().map(there, assoc)).toBe(at)
            expect(step.getMap().invert().map(there, assoc)).toBe(at)
          }
        }
        return false
      })
    }),
    { numRuns: 40 },
  )
})

test('a move goes on over an edit inside what it moves, and stops where that is gone', () => {
  const doc = schema.node('doc', null, [
    schema.node('section', { code: 'a', title: 'A' }, schema.node('paragraph', null, schema.text('one'))),
    schema.node('section', { code: 'b', title: 'B' }, schema.node('paragraph', null, schema.text('two'))),
  ])
  const size = doc.child(0).nodeSize
  const move = new MoveStep(0, size, doc.content.size)
  const typed = new Transform(doc).insert(3, schema.text('xx'))
  const mapped = move.map(new Mapping(typed.mapping.maps)) as MoveStep
  expect(typed.step(mapped).doc.children.map((section) => section.textContent)).toEqual(['two', 'oxxne'])
  const removed = new Transform(doc).delete(0, size)
  expect(move.map(removed.mapping)).toBeNull()
  expect(new Transform(doc).maybeStep(new MoveStep(1, size, 0)).failed).toBeTruthy()
  expect(new Transform(doc).maybeStep(new MoveStep(0, size, 3)).failed).toBeTruthy()
  expect(new Transform(doc).maybeStep(new MoveStep(0, size, 1000)).failed).toBeTruthy()
})
