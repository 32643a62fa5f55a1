import type { Node } from 'prosemirror-model'
import { type Command, type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import { blockText, wildcardsIn } from '../../../shared/document/index.js'
import { isPlainEdit, touchedBy } from './touched.js'

/** Told of the decorations that are a place to fill in, one each. */
const isPlace = { place: true }
const places = (set: DecorationSet | undefined): Decoration[] =>
  set?.find(undefined, undefined, (spec) => spec.place === true) ?? []

const key = new PluginKey<DecorationSet>('wildcards')

function marksIn(block: Node, pos: number): Decoration[] {
  const places = wildcardsIn(block)
  if (places.length === 0) return []
  const text = blockText(block)
  return places.flatMap(({ from, to, options }) => {
    const mark = (start: number, end: number, name: string, spec?: object) =>
      Decoration.inline(pos + 1 + start, pos + 1 + end, { class: name }, spec)
    const whole = mark(from, to, options ? 'note-pick' : 'note-wildcard', isPlace)
    // What parts the options is quieter than they are.
    const edges = options ? [...text.slice(from, to).matchAll(/[{|}]/g)].map(({ index }) => from + index) : []
    return [whole, ...edges.map((at) => mark(at, at + 1, 'note-pick-edge'))]
  })
}

function marksBetween(doc: Node, from: number, to: number, set: DecorationSet): DecorationSet {
  const found: Decoration[] = []
  let after = set
  doc.nodesBetween(from, to, (node, pos) => {
    if (!node.isTextblock) return true
    after = after.remove(after.find(pos, pos + node.nodeSize))
    found.push(...marksIn(node, pos))
    return false
  })
  return found.length > 0 ? after.add(doc, found) : after
}

/** While somebody types, looks again only at the textblocks that were touched. */
function updated(set: DecorationSet, tr: Transaction): DecorationSet {
  if (!isPlainEdit(tr)) return marksBetween(tr.doc, 0, tr.doc.content.size, DecorationSet.empty)
  let after = set.map(tr.mapping, tr.doc)
  for (const { from, to } of touchedBy(tr)) after = marksBetween(tr.doc, from, to, after)
  return after
}

/** Marks the `***` still to be filled in and the lists still to be chosen from. */
export const wildcardMarks = (): Plugin =>
  new Plugin<DecorationSet>({
    key,
    state: {
      init: (_config, { doc }) => marksBetween(doc, 0, doc.content.size, DecorationSet.empty),
      apply: (tr, set) => (tr.docChanged ? updated(set, tr) : set),
    },
    props: { decorations: (state) => key.getState(state) },
  })

/** How many are left. */
export const wildcardCount = (state: EditorState): number => places(key.getState(state)).length

/** Selects the next one after the cursor, from the beginning again after the last. */
export const nextWildcard: Command = (state, dispatch) => {
  const marks = [...places(key.getState(state))].sort((a, b) => a.from - b.from)
  const next = marks.find(({ from }) => from >= state.selection.to) ?? marks[0]
  if (!next) return false
  dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, next.from, next.to)).scrollIntoView())
  return true
}
