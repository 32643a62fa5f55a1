import fc from 'fast-check'
import type { Node } from 'prosemirror-model'
import { describe, expect, it } from 'vitest'
import {
  applySteps,
  blocksOf,
  combineDocuments,
  compareDocuments,
  documentText,
  mergeDocuments,
  schema,
} from '../../../shared/document/index.js'
import type { Choice, Choices } from '../../../shared/domain/comparison.js'
import { anyEdit, anyNote, type Edit, editSteps } from './documents.js'

const every = (parts: readonly { key: string }[], choice: Choice): Choices =>
  Object.fromEntries(parts.map(({ key }) => [key, choice]))
const note = (...sections: [title: string, ...paragraphs: string[]][]): Node =>
  schema.node(
    'doc',
    null,
    sections.map(([title, ...paragraphs]) =>
      schema.node(
        'section',
        { code: title, title },
        paragraphs.map((text) => schema.node('paragraph', null, text ? [schema.text(text)] : [])),
      ),
    ),
  )
const lines = (doc: Node | undefined): string[] => (doc ? documentText(doc).split('\n').filter(Boolean) : [])

describe('a draft written on at two places', () => {
  const base = note(['Subjective', 'Feels well.', 'Sleeps badly.'], ['Plan', ''])

  it('merges by itself where no block was touched by both', () => {
    const mine = note(['Subjective', 'Feels very well.', 'Sleeps badly.'], ['Plan', ''])
    const theirs = note(['Subjective', 'Feels well.', 'Sleeps better.', 'No pain.'], ['Plan', 'See in May.'])
    expect(lines(mergeDocuments(base, mine, theirs))).toEqual([
      'Subjective',
      'Feels very well.',
      'Sleeps better.',
      'No pain.',
      'Plan',
      'See in May.',
    ])
  })

  it('merges next to each other, not in each other', () => {
    const mine = note(['Subjective', 'Feels ill.', 'Sleeps badly.'], ['Plan', ''])
    const theirs = note(['Subjective', 'Feels well.', 'Sleeps well.'], ['Plan', ''])
    expect(lines(mergeDocuments(base, mine, theirs))).toEqual(['Subjective', 'Feels ill.', 'Sleeps well.', 'Plan'])
  })

  it('is a choice where both wrote in the same block, and both may stay, in order', () => {
    const mine = note(['Subjective', 'Feels well.', 'Sleeps badly.'], ['Plan', 'See in May.'])
    const theirs = note(['Subjective', 'Feels well.', 'Sleeps badly.'], ['Plan', 'Refer to cardiology.'])
    expect(mergeDocuments(base, mine, theirs)).toBeUndefined()
    const comparison = compareDocuments(base, mine, theirs)
    expect(comparison.parts.map(({ section, changed }) => [section, changed])).toEqual([['Plan', 'both']])
    expect(lines(combineDocuments(comparison, every(comparison.parts, 'both'))).slice(-3)).toEqual([
      'Plan',
      'See in May.',
      'Refer to cardiology.',
    ])
  })

  it('is a choice where one deleted what the other wrote on', () => {
    const mine = note(['Subjective', 'Sleeps badly.'], ['Plan', ''])
    const theirs = note(['Subjective', 'Feels well today.', 'Sleeps badly.'], ['Plan', ''])
    expect(mergeDocuments(base, mine, theirs)).toBeUndefined()
  })

  it('keeps a section only one side has until somebody leaves it out', () => {
    const mine = note(['Subjective', 'Feels well.', 'Sleeps badly.'], ['Family', 'Father: stroke.'], ['Plan', ''])
    const theirs = note(['Subjective', 'Feels well.', 'Sleeps badly.'], ['Plan', 'See in May.'])
    expect(lines(mergeDocuments(base, mine, theirs))).toContain('Father: stroke.')
    const { parts } = compareDocuments(base, mine, theirs)
    const left = combineDocuments(compareDocuments(base, mine, theirs), every(parts, 'theirs'))
    expect(left.eq(theirs)).toBe(true)
  })
})

describe('sections that one moved, added or named otherwise', () => {
  const base = note(['Subjective', 'Feels well.'], ['Objective', 'Heart regular.'], ['Plan', 'See in May.'])
  const plan = ['Plan', 'See in May.'] as [string, string]

  it('merge with what another wrote in them', () => {
    const moved = note(plan, ['Subjective', 'Feels well.'], ['Objective', 'Heart regular.'])
    const written = note(
      ['Subjective', 'Feels well.', 'No pain.'],
      ['Objective', 'Heart regular.'],
      ['Plan', 'See in June.'],
    )
    const both = ['Plan', 'See in June.', 'Subjective', 'Feels well.', 'No pain.', 'Objective', 'Heart regular.']
    expect(lines(mergeDocuments(base, moved, written))).toEqual(both)
    expect(lines(mergeDocuments(base, written, moved))).toEqual(both)
  })

  it('merge when one added where the other moved', () => {
    const added = note(
      ['Subjective', 'Feels well.'],
      ['Family', 'Father: stroke.'],
      ['Objective', 'Heart regular.'],
      plan,
    )
    const moved = note(['Objective', 'Heart regular.'], ['Subjective', 'Feels well.'], plan)
    expect(lines(mergeDocuments(base, added, moved)).filter((text) => !text.endsWith('.'))).toEqual([
      'Objective',
      'Subjective',
      'Family',
      'Plan',
    ])
  })

  it('keep a new title beside new words', () => {
    const renamed = note(['Subjective', 'Feels well.'], ['Objective', 'Heart regular.'], plan)
    const named = schema.node('doc', null, [
      ...renamed.children.slice(0, 2),
      schema.node('section', { code: 'Plan', title: 'Next steps' }, renamed.child(2).content),
    ])
    const written = note(['Subjective', 'Feels well.'], ['Objective', 'Heart regular.'], ['Plan', 'See in June.'])
    expect(lines(mergeDocuments(base, named, written)).slice(-2)).toEqual(['Next steps', 'See in June.'])
    expect(lines(mergeDocuments(base, written, named)).slice(-2)).toEqual(['Next steps', 'See in June.'])
  })

  it('are one choice when both changed the order, and no text is in question', () => {
    const mine = note(plan, ['Subjective', 'Feels well.'], ['Objective', 'Heart regular.'])
    const theirs = note(['Objective', 'Heart regular.'], ['Subjective', 'Feels well.'], plan)
    const comparison = compareDocuments(base, mine, theirs)
    expect(comparison.parts.map(({ section, changed }) => [section, changed])).toEqual([
      ['Order of the sections', 'both'],
    ])
    expect(combineDocuments(comparison, every(comparison.parts, 'mine')).eq(mine)).toBe(true)
  })

  it('are asked about when one took away what the other gave a new title', () => {
    const mine = note(['Subjective', 'Feels well.'], ['Objective', 'Heart regular.'])
    const theirs = schema.node('doc', null, [
      ...base.children.slice(0, 2),
      schema.node('section', { code: 'Plan', title: 'Next steps' }, base.child(2).content),
    ])
    expect(mergeDocuments(base, mine, theirs)).toBeUndefined()
  })
})

const edited = (doc: Node, edits: readonly Edit[]): Node => {
  let now = doc
  for (const edit of edits) {
    const applied = applySteps(
      now,
      editSteps(now, edit).map((step) => step.toJSON()),
    )
    if (applied.ok) now = applied.doc
  }
  return now
}
const edits = fc.array(anyEdit, { maxLength: 4 })
const hasBlock = (doc: Node, wanted: Node): boolean => {
  let found = false
  doc.forEach((section) => {
    found ||= blocksOf(section).some((block) => block.eq(wanted))
  })
  return found
}

describe('any two versions of a note', () => {
  it('chosen on one side throughout are that side', () => {
    fc.assert(
      fc.property(anyNote, edits, edits, (base, here, there) => {
        const [mine, theirs] = [edited(base, here), edited(base, there)]
        for (const began of [base, undefined]) {
          const comparison = compareDocuments(began, mine, theirs)
          expect(combineDocuments(comparison, every(comparison.parts, 'mine')).eq(mine)).toBe(true)
          expect(combineDocuments(comparison, every(comparison.parts, 'theirs')).eq(theirs)).toBe(true)
        }
      }),
    )
  })

  it('and any two notes at all', () => {
    fc.assert(
      fc.property(anyNote, anyNote, (mine, theirs) => {
        const comparison = compareDocuments(undefined, mine, theirs)
        expect(combineDocuments(comparison, every(comparison.parts, 'mine')).eq(mine)).toBe(true)
        expect(combineDocuments(comparison, every(comparison.parts, 'theirs')).eq(theirs)).toBe(true)
      }),
    )
  })

  it('lose no block that was chosen, and merge only what one side left alone', () => {
    fc.assert(
      fc.property(
        anyNote,
        edits,
        edits,
        fc.infiniteStream(fc.constantFrom<Choice>('mine', 'theirs', 'both')),
        (base, here, there, stream) => {
          const [mine, theirs] = [edited(base, here), edited(base, there)]
          const comparison = compareDocuments(base, mine, theirs)
          const choices: Record<string, Choice> = {}
          for (const part of comparison.parts) {
            const wanted = stream.next().value as Choice
            choices[part.key] = part.choices.includes(wanted) ? wanted : 'mine'
          }
          const result = combineDocuments(comparison, choices)
          // Of titles and orders only one can be.
          const text = comparison.parts.filter(({ key }) => !/ (title|order)$/.test(key))
          const written = (blocks: readonly Node[] = []): Node[] => blocks.filter((block) => block.content.size > 0)
          for (const part of text) {
            if (choices[part.key] !== 'theirs')
              for (const block of written(part.mine)) expect(hasBlock(result, block)).toBe(true)
            if (choices[part.key] !== 'mine')
              for (const block of written(part.theirs)) expect(hasBlock(result, block)).toBe(true)
          }
          const merged = mergeDocuments(base, mine, theirs)
          expect(merged === undefined).toBe(comparison.parts.some(({ changed }) => changed === 'both'))
          if (merged)
            for (const part of text)
              for (const block of written(part.changed === 'here' ? part.mine : part.theirs))
                expect(hasBlock(merged, block)).toBe(true)
        },
      ),
    )
  })
})
