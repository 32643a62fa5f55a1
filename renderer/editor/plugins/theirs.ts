import { isHistoryTransaction } from 'prosemirror-history'
import { type Node, Slice } from 'prosemirror-model'
import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state'
import { Mapping, Transform } from 'prosemirror-transform'
import { schema } from '../../../shared/document/index.js'
import { writtenByOthers } from '../journal/journal.js'
import type { Range } from '../journal/rebase.js'

const key = new PluginKey<readonly Range[]>('theirs')

/** Beyond this many places the oldest are forgotten. */
const most = 500

const through = (ranges: readonly Range[], tr: Transaction): Range[] =>
  ranges.flatMap(({ from, to }) => {
    const range = { from: tr.mapping.map(from, 1), to: tr.mapping.map(to, -1) }
    return range.to > range.from ? [range] : []
  })

function next(ranges: readonly Range[], tr: Transaction): readonly Range[] {
  const written = (tr.getMeta(writtenByOthers) as Range[] | undefined) ?? []
  if (written.length === 0 && (!tr.docChanged || ranges.length === 0)) return ranges
  const after = through(ranges, tr)
  for (const range of written) {
    // Whoever goes on writing where they were has written one place, not one for every second.
    const at = after.findIndex(({ from, to }) => range.from <= to && range.to >= from)
    const met = after[at]
    if (met) after[at] = { from: Math.min(met.from, range.from), to: Math.max(met.to, range.to) }
    else after.push(range)
  }
  return after.slice(-most)
}

/** One character for each place, so that a place in it is a place in the text. */
const wordsIn = (doc: Node, { from, to }: Range): string => doc.textBetween(from, to, '\n', '\ufffc').trim()

/** What others wrote and the transactions took away, with where it stood. */
function taken(before: EditorState, transactions: readonly Transaction[]): (Range & { at: number })[] {
  return (key.getState(before) ?? []).flatMap((range) => {
    const map = (pos: number, assoc: number) => transactions.reduce((at, tr) => tr.mapping.map(at, assoc), pos)
    const gone = map(range.to, -1) <= map(range.from, 1) && wordsIn(before.doc, range) !== ''
    return gone ? [{ ...range, at: map(range.from, -1) }] : []
  })
}

/** Where the words stand in what the transactions wrote: redo brings them back together with ours. */
function rewritten(doc: Node, transactions: readonly Transaction[], words: string): Range | undefined {
  const maps = transactions.flatMap(({ mapping }) => mapping.maps)
  let found: Range | undefined
  for (const [index, map] of maps.entries()) {
    const later = new Mapping(maps.slice(index + 1))
    map.forEach((_from, _to, start, end) => {
      const [from, to] = [later.map(start, -1), Math.min(later.map(end, 1), doc.content.size)]
      doc.nodesBetween(from, Math.max(from, to), (node, pos) => {
        if (!node.isTextblock || found) return !found
        const at = node.textBetween(0, node.content.size, '\n', '\ufffc').indexOf(words)
        if (at >= 0) found = { from: pos + 1 + at, to: pos + 1 + at + words.length }
        return false
      })
      if (!found && to > from && wordsIn(doc, { from, to }).includes(words)) found = { from, to: from }
    })
  }
  return found
}

/** Puts a part of an earlier document where it stood; as paragraphs at the end of a section where it does not fit. */
function putBack(tr: Transaction, before: Node, { from, to, at }: Range & { at: number }): Range {
  const place = tr.mapping.map(at)
  const words = wordsIn(before, { from, to })
  const $from = before.resolve(from)
  const inLine = $from.parent.inlineContent && $from.sameParent(before.resolve(to))
  const slice = inLine
    ? new Slice($from.parent.content.cut($from.parentOffset, $from.parentOffset + to - from), 0, 0)
    : before.slice(from, to)
  const trial = new Transform(tr.doc).replaceRange(place, place, slice)
  const range = { from: place, to: place + trial.doc.content.size - tr.doc.content.size }
  if (range.to > range.from && wordsIn(trial.doc, range).includes(words)) {
    for (const step of trial.steps) tr.step(step)
    return range
  }
  const index = Math.min(tr.doc.resolve(place).index(0), tr.doc.childCount - 1)
  const end = tr.doc.children.slice(0, index + 1).reduce((sum, section) => sum + section.nodeSize, 0) - 1
  const paragraphs = before
    .textBetween(from, to, '\n', (leaf) => leaf.type.spec.leafText?.(leaf) ?? '\n')
    .trim()
    .split('\n')
    .map((line) => schema.node('paragraph', null, line ? schema.text(line) : undefined))
  tr.insert(end, paragraphs)
  return { from: end, to: end + paragraphs.reduce((sum, { nodeSize }) => sum + nodeSize, 0) }
}

/**
 * Remembers what others wrote since the note was opened, so that undo and redo never take it along with what they take
 * back: a word typed into the middle of somebody's sentence stays when that sentence is undone.
 */
export const theirs = (): Plugin<readonly Range[]> =>
  new Plugin<readonly Range[]>({
    key,
    state: { init: () => [], apply: (tr, ranges) => next(ranges, tr) },
    appendTransaction: (transactions, before, state) => {
      if (!transactions.some(isHistoryTransaction)) return null
      const tr = state.tr
      const back = taken(before, transactions).map(
        (range) => rewritten(state.doc, transactions, wordsIn(before.doc, range)) ?? putBack(tr, before.doc, range),
      )
      if (back.length === 0) return null
      return tr.setMeta(writtenByOthers, back)
    },
  })
