import fc from 'fast-check'
import type { Node } from 'prosemirror-model'
import { describe, expect, it } from 'vitest'
import {
  counterpartOf,
  type Difference,
  differenceBetween,
  differenceInWords,
  schema,
  wordsBetween,
} from '../../../shared/document/index.js'
import { anyEdit, anyNote, editSteps } from './documents.js'

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)

const p = (text: string, ...marks: string[]): Node =>
  schema.node(
    'paragraph',
    null,
    text
      ? schema.text(
          text,
          marks.map((mark) => schema.mark(mark)),
        )
      : undefined,
  )
const section = (title: string, ...blocks: (string | Node)[]): Node =>
  schema.node(
    'section',
    { code: title, title },
    blocks.map((block) => (typeof block === 'string' ? p(block) : block)),
  )
const note = (...sections: Node[]): Node => schema.node('doc', null, sections)
const plan = (...blocks: (string | Node)[]): Node => note(section('Plan', ...blocks))

/** A document as one token per position. */
function flat(node: Node): string[] {
  const tokens: string[] = []
  node.forEach((child) => {
    const marks = child.marks.map(({ type, attrs }) => `${type.name}${JSON.stringify(attrs)}`).join()
    if (child.isText)
      tokens.push(...[...Array((child.text ?? '').length)].map((_, at) => `${child.text?.[at]}${marks}`))
    else if (child.isLeaf) tokens.push(`<${child.type.name} ${JSON.stringify(child.attrs)} ${marks}/>`)
    else tokens.push(`<${child.type.name} ${JSON.stringify(child.attrs)}>`, ...flat(child), '</>')
  })
  return tokens
}

/** What the difference makes of the version before. */
function applied(before: Node, after: Node, { sections }: Difference): string[] {
  const [left, right] = [flat(before), flat(after)]
  return sections
    .filter((one) => one.after !== undefined)
    .flatMap((one) => {
      const { before: start, changes } = one
      if (start === undefined) return changes.flatMap(({ after: { from, to } }) => right.slice(from, to))
      const tokens = left.slice(start, start + (before.nodeAt(start)?.nodeSize ?? 0))
      for (const change of [...changes].sort((a, b) => b.before.from - a.before.from || b.before.to - a.before.to)) {
        if (change.kind === 'kind') tokens[change.before.from - start] = right[change.after.from] as string
        else {
          const more = right.slice(change.after.from, change.after.to)
          tokens.splice(change.before.from - start, change.before.to - change.before.from, ...more)
        }
      }
      return tokens
    })
}

const said = (before: Node, after: Node): string[] =>
  differenceBetween(before, after).sections.flatMap(({ changes }) =>
    changes.map((one) => `${one.kind}: ${wordsBetween(before, one.before)} > ${wordsBetween(after, one.after)}`),
  )

describe(`what differs between two notes (seed ${seed})`, () => {
  it('makes the later of the earlier', () => {
    fc.assert(
      fc.property(
        anyNote,
        anyNote,
        fc.array(anyEdit, { maxLength: 8 }),
        fc.boolean(),
        (one, stranger, edits, related) => {
          const other = related
            ? edits.reduce((doc, edit) => editSteps(doc, edit).reduce((at, step) => step.apply(at).doc ?? at, doc), one)
            : stranger
          expect(applied(one, other, differenceBetween(one, other))).toEqual(flat(other))
        },
      ),
      { seed, numRuns: 600 },
    )
  })

  it('is nothing where nothing differs', () => {
    fc.assert(
      fc.property(anyNote, (one) => {
        const same = schema.nodeFromJSON(one.toJSON())
        expect(differenceInWords(differenceBetween(one, same))).toBe('Nothing differs')
      }),
      { seed, numRuns: 50 },
    )
  })

  it('is told in whole words and whole numbers', () => {
    expect(said(plan('HbA1c 7.2 % in June.'), plan('HbA1c 7.9 % in June.'))).toEqual(['replaced: 7.2 > 7.9'])
    expect(said(plan('Start metformin 500 mg daily'), plan('Start metoprolol 50 mg daily'))).toEqual([
      'replaced: metformin 500 > metoprolol 50',
    ])
    expect(said(plan('Feels well.'), plan('Feels quite well.'))).toEqual(['added:  > quite '])
  })

  it('is told by blocks where whole blocks came or went', () => {
    const [before, after] = [
      plan('Rest.', 'Fluids.', 'Return if worse.'),
      plan('Rest.', 'Return if worse.', 'Call us.'),
    ]
    expect(said(before, after)).toEqual(['removed: Fluids. > ', 'added:  > Call us.'])
  })

  it('knows a section that moved, and compares it with itself', () => {
    const [a, b] = [section('Plan', 'Rest.'), section('Assessment', 'A cold.')]
    const later = note(section('Assessment', 'A cold.'), section('Plan', 'Rest and fluids.'))
    const difference = differenceBetween(note(a, b), later)
    expect(differenceInWords(difference)).toBe('2 words added, Plan changed, Plan moved')
  })

  it('counts in words', () => {
    const before = note(section('Assessment', 'A cold.'), section('Plan', 'Rest for three days.'))
    const after = note(section('Assessment', 'A cold.'), section('Plan', 'Rest for a week, and fluids.'))
    expect(differenceInWords(differenceBetween(before, after))).toBe('4 words added, 2 removed, Plan changed')
  })

  it('says nothing of style but that it changed', () => {
    expect(differenceInWords(differenceBetween(plan('Stop'), plan(p('Stop', 'strong'))))).toBe(
      'The look of words changed, Plan changed',
    )
  })

  it('finds the block that a block has become, or its place', () => {
    const before = plan('Rest.', 'Take it with food every morning.', 'Return.')
    const after = plan('New first.', 'Rest.', 'Take it with food every evening.', 'Return.')
    const at = before.child(0).child(0).nodeSize + 1
    const now = counterpartOf(before, after, at)
    expect(now && wordsBetween(after, now)).toBe('Take it with food every evening.')
    expect(counterpartOf(before, plan('Rest.', 'Return.'), at)).toEqual({ from: 8, to: 8 })
  })

  it('is found in a note of 20,000 words', () => {
    const line = (at: number, extra = ''): string =>
      `Line ${at} of a long note, with word${at % 97} and more${extra} words than most.`
    const long = (change: (at: number) => string) =>
      note(
        ...[0, 1, 2, 3].map((part) =>
          section(`Part ${part}`, ...Array.from({ length: 400 }, (_, at) => change(part * 400 + at))),
        ),
      )
    const before = long((at) => line(at))
    const after = schema.nodeFromJSON(long((at) => (at % 9 === 0 ? line(at, ' or fewer') : line(at))).toJSON())
    expect(differenceBetween(before, after).added).toBe(356)
  })
})
