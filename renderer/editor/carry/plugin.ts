import { isHistoryTransaction } from 'prosemirror-history'
import type { Node } from 'prosemirror-model'
import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state'
import { Mapping } from 'prosemirror-transform'
import { Decoration, DecorationSet } from 'prosemirror-view'
import { type CarriedAttrs, carriedInWords, isUntouched, schema } from '../../../shared/document/index.js'
import { fromJournal } from '../journal/journal.js'
import { linesIn, touchedBy } from './touched.js'

const key = new PluginKey<DecorationSet>('carried')

/** Set on transactions that carry words in, or say that carried ones still hold: they touch nothing. */
export const carries = 'carries'

function edgesOf(doc: Node, lines: readonly { node: Node; pos: number }[], set: DecorationSet): DecorationSet {
  let after = set
  const found: Decoration[] = []
  for (const { node, pos } of lines) {
    after = after.remove(after.find(pos, pos + node.nodeSize).filter(({ from }) => from === pos))
    const mark = node.children.flatMap(({ marks }) => marks).find(isUntouched)
    if (!mark) continue
    const words = carriedInWords(mark.attrs as CarriedAttrs)
    found.push(Decoration.node(pos, pos + node.nodeSize, { class: 'note-carried-line', 'data-words': `${words}: ` }))
  }
  return found.length > 0 ? after.add(doc, found) : after
}

const isCarried = (node: Node): boolean => node.children.some(({ marks }) => schema.marks.carried.isInSet(marks))

/** Whether somebody worked on a line: it says something else than before, and did not come as a whole. */
function wasTouched(
  { node, pos }: { node: Node; pos: number },
  before: Node,
  way: Mapping,
  wrote: readonly Transaction[],
): boolean {
  const cameWhole = wrote.some((tr) => touchedBy(tr).some(({ from, to }) => from <= pos && to >= pos + node.nodeSize))
  if (cameWhole) return false
  const was = before.resolve(Math.min(way.map(pos + 1), before.content.size)).parent
  return !was.isTextblock || !was.content.eq(node.content)
}

/** Takes the mark off the lines somebody worked on, as part of what they did. */
function touch(transactions: readonly Transaction[], before: EditorState, state: EditorState): Transaction | null {
  const wrote = transactions.filter(
    (tr) => tr.docChanged && !tr.getMeta(fromJournal) && !tr.getMeta(carries) && !isHistoryTransaction(tr),
  )
  if (wrote.length === 0) return null
  const forward = new Mapping(transactions.flatMap((tr) => tr.mapping.maps))
  const ranges = wrote.flatMap((tr) => {
    const later = new Mapping(transactions.slice(transactions.indexOf(tr) + 1).flatMap((next) => next.mapping.maps))
    return touchedBy(tr).map(({ from, to }) => ({ from: later.map(from, -1), to: later.map(to, 1) }))
  })
  const carried = linesIn(state.doc, ranges).filter(({ node }) => isCarried(node))
  if (carried.length === 0) return null
  const way = forward.invert()
  const tr = state.tr
  for (const line of carried) {
    if (!wasTouched(line, before.doc, way, wrote)) continue
    tr.removeMark(line.pos + 1, line.pos + 1 + line.node.content.size, schema.marks.carried)
  }
  return tr.docChanged ? tr : null
}

/** Shows what was carried and not touched yet; whoever works on a line of it makes it theirs. */
export const carriedLines = (): Plugin =>
  new Plugin<DecorationSet>({
    key,
    state: {
      init: (_config, { doc }) => edgesOf(doc, linesIn(doc, [{ from: 0, to: doc.content.size }]), DecorationSet.empty),
      apply: (tr, set) =>
        tr.docChanged ? edgesOf(tr.doc, linesIn(tr.doc, touchedBy(tr)), set.map(tr.mapping, tr.doc)) : set,
    },
    appendTransaction: touch,
    props: { decorations: (state) => key.getState(state) },
  })
