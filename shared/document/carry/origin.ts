import type { Node } from 'prosemirror-model'
import { dateForReading } from '../../kernel/dates.js'
import type { DateText } from '../../kernel/ids.js'
import type { CarriedAttrs } from '../marks/carried.js'
import { countWords } from '../outline.js'

/** Where the words of a note come from. Data of the chart is counted apart: nobody wrote it. */
export interface NoteOrigin {
  written: number
  template: number
  /** Words of living data. */
  data: number
  /** By the note they were carried from, in order of appearance. */
  carried: readonly { note: string; date: string; words: number; unconfirmed: number }[]
}

type Counts = Omit<NoteOrigin, 'carried'> & { carried: ReadonlyMap<string, NoteOrigin['carried'][number]> }

const none: Counts = { written: 0, template: 0, data: 0, carried: new Map() }

/** Nodes never change, so what was counted once is counted for ever: after an edit only what it touched is counted anew. */
const known = new WeakMap<Node, Counts>()

/** Whose words a piece of a line is: its atom or text. */
function pieceOf(node: Node): { key: string; text: string; carried?: CarriedAttrs } {
  const carried = node.marks.find(({ type }) => type.name === 'carried')?.attrs as CarriedAttrs | undefined
  const text = node.isText ? (node.text ?? '') : node.textContent || (node.type.spec.leafText?.(node) ?? '')
  if (carried) return { key: `carried ${JSON.stringify(carried)}`, text, carried }
  if (node.type.name.startsWith('smart_')) return { key: 'data', text }
  return { key: node.marks.some(({ type }) => type.name === 'template') ? 'template' : 'written', text }
}

function countsOf(node: Node): Counts {
  const before = known.get(node)
  if (before) return before
  let counts = none
  if (node.isTextblock) counts = lineCounts(node)
  else if (node.isLeaf) counts = withPiece(none, pieceOf(node))
  else
    node.forEach((child) => {
      counts = sum(counts, countsOf(child))
    })
  known.set(node, counts)
  return counts
}

function lineCounts(line: Node): Counts {
  let counts = none
  let run: ReturnType<typeof pieceOf> | undefined
  line.forEach((child) => {
    const piece = pieceOf(child)
    if (run?.key === piece.key) run.text += piece.text
    else {
      if (run) counts = withPiece(counts, run)
      run = piece
    }
  })
  return run ? withPiece(counts, run) : counts
}

function withPiece(counts: Counts, { key, text, carried }: ReturnType<typeof pieceOf>): Counts {
  const words = countWords(text)
  if (words === 0) return counts
  if (!carried) return { ...counts, [key]: counts[key as 'written' | 'template' | 'data'] + words }
  const { note, date, confirmed } = carried
  return sum(counts, { ...none, carried: new Map([[note, { note, date, words, unconfirmed: confirmed ? 0 : words }]]) })
}

function sum(a: Counts, b: Counts): Counts {
  if (a === none || b === none) return a === none ? b : a
  let { carried } = a
  if (b.carried.size > 0) {
    const both = new Map(a.carried)
    for (const [note, more] of b.carried) {
      const { words = 0, unconfirmed = 0 } = both.get(note) ?? {}
      both.set(note, { ...more, words: words + more.words, unconfirmed: unconfirmed + more.unconfirmed })
    }
    carried = both
  }
  return { written: a.written + b.written, template: a.template + b.template, data: a.data + b.data, carried }
}

/** Where the words of a note come from. Costs what changed since it was asked last. */
export function originOf(doc: Node): NoteOrigin {
  const { carried, ...counts } = countsOf(doc)
  return { ...counts, carried: [...carried.values()] }
}

/** How much of it was written at this visit, whole percent of what somebody wrote or brought; undefined of an empty note. */
export function newShare({ written, template, carried }: NoteOrigin): number | undefined {
  const all = carried.reduce((total, { words }) => total + words, written + template)
  if (all === 0) return undefined
  // What is not all new is never said to be, nor what is not all old.
  const share = Math.round((written / all) * 100)
  return written < all ? Math.min(99, written > 0 ? Math.max(1, share) : 0) : share
}

/** `62 % written at this visit; carried from 3 Jun 2026: 38 %`; undefined of an empty note. */
export function originInWords(origin: NoteOrigin): string | undefined {
  const share = newShare(origin)
  if (share === undefined) return undefined
  const { written, template, carried } = origin
  const all = carried.reduce((total, { words }) => total + words, written + template)
  const percent = (words: number): string => `${Math.max(1, Math.round((words / all) * 100))} %`
  return [
    `${share} % written at this visit`,
    ...carried.map(({ date, words }) => `carried from ${dateForReading(date as DateText)}: ${percent(words)}`),
    ...(template > 0 ? [`from templates: ${percent(template)}`] : []),
  ].join('; ')
}
