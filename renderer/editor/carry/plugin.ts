import { isHistoryTransaction } from 'prosemirror-history'
import type { Node } from 'prosemirror-model'
import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state'
import { Mapping } from 'prosemirror-transform'
import { Decoration, DecorationSet } from 'prosemirror-view'
import { type CarriedAttrs, carriedInWords, isUntouched, schema } from '../../../shared/document/index.js'
import { fromJournal } from '../journal/journal.js'
import { touchedBy as replacedBy } from '../plugins/touched.js'
import { linesIn, type TouchedRange, touchedBy } from './touched.js'

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

/** What a line says, whatever it looks like. */
const said = (line: Node): string =>
  line.children.map((node) => (node.isText ? node.text : JSON.stringify([node.type.name, node.attrs]))).join('')

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
  return !was.isTextblock || said(was) !== said(node)
}

const isPasted = (tr: Transaction): boolean => tr.getMeta('paste') === true || tr.getMeta('uiEvent') === 'drop'

/**
 * Whoever works on a carried line has read it: what they type is theirs, and the words they leave still hold. Those stay
 * carried words, however little or much was changed about them. Part of what the person did, so undone with it.
 */
function touch(
  transactions: readonly Transaction[],
  before: EditorState,
  state: EditorState,
  writer: () => string,
): Transaction | null {
  const wrote = transactions.filter(
    (tr) => tr.docChanged && !tr.getMeta(fromJournal) && !tr.getMeta(carries) && !isHistoryTransaction(tr),
  )
  if (wrote.length === 0) return null
  const forward = new Mapping(transactions.flatMap((tr) => tr.mapping.maps))
  const placesOf = (by: (tr: Transaction) => TouchedRange[], of: readonly Transaction[]): TouchedRange[] =>
    of.flatMap((tr) => {
      const later = new Mapping(transactions.slice(transactions.indexOf(tr) + 1).flatMap((next) => next.mapping.maps))
      return by(tr).map(({ from, to }) => ({ from: later.map(from, -1), to: later.map(to, 1) }))
    })
  const carried = linesIn(state.doc, placesOf(touchedBy, wrote)).filter(({ node }) => isCarried(node))
  if (carried.length === 0) return null
  const way = forward.invert()
  const pasted = placesOf(replacedBy, wrote.filter(isPasted))
  const typed = placesOf(
    replacedBy,
    wrote.filter((tr) => !isPasted(tr)),
  )
  const confirmed = { by: writer(), at: new Date().toISOString() }
  const tr = state.tr
  for (const line of carried) {
    if (!wasTouched(line, before.doc, way, wrote)) continue
    line.node.forEach((node, offset) => {
      const mark = schema.marks.carried.isInSet(node.marks)
      if (!mark) return
      const [from, to] = [line.pos + 1 + offset, line.pos + 1 + offset + node.nodeSize]
      // What was pasted says itself where it comes from, and nobody has worked on it.
      const left = without({ from, to }, pasted)
      if (isUntouched(mark))
        for (const one of left) tr.addMark(one.from, one.to, schema.mark('carried', { ...mark.attrs, confirmed }))
      for (const one of left)
        for (const own of typed) {
          const shared = { from: Math.max(one.from, own.from), to: Math.min(one.to, own.to) }
          if (shared.from < shared.to) tr.removeMark(shared.from, shared.to, schema.marks.carried)
        }
    })
  }
  return tr.docChanged ? tr : null
}

/** What is left of a range without the holes in it. */
function without(range: TouchedRange, holes: readonly TouchedRange[]): TouchedRange[] {
  let left = [range]
  for (const hole of holes)
    left = left.flatMap(({ from, to }) =>
      [
        { from, to: Math.min(to, hole.from) },
        { from: Math.max(from, hole.to), to },
      ].filter((part) => part.from < part.to),
    )
  return left
}

/** Shows what was carried and not touched yet. `writer` is who writes here, by name. */
export const carriedLines = (writer: () => string = () => 'whoever wrote on'): Plugin =>
  new Plugin<DecorationSet>({
    key,
    state: {
      init: (_config, { doc }) => edgesOf(doc, linesIn(doc, [{ from: 0, to: doc.content.size }]), DecorationSet.empty),
      apply: (tr, set) =>
        tr.docChanged ? edgesOf(tr.doc, linesIn(tr.doc, touchedBy(tr)), set.map(tr.mapping, tr.doc)) : set,
    },
    appendTransaction: (transactions, before, state) => touch(transactions, before, state, writer),
    props: { decorations: (state) => key.getState(state) },
  })
