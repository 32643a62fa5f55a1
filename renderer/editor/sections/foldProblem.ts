import type { Node } from 'prosemirror-model'
import { type Command, type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import { schema } from '../../../shared/document/index.js'
import { problemDepth } from '../commands/problem.js'
import { fromJournal } from '../journal/journal.js'

const key = new PluginKey<DecorationSet>('folded-problems')
const { problem } = schema.nodes

/** `2 lines hidden`: a place to fill in is a line and no word. */
export function hiddenInWords(node: Node): string {
  let lines = 0
  for (const block of node.children.slice(1)) {
    if (block.isTextblock) lines += 1
    block.descendants((inner) => {
      if (inner.isTextblock) lines += 1
      return !inner.isTextblock
    })
  }
  return `${lines} ${lines === 1 ? 'line' : 'lines'} hidden`
}

/** Decorations for the problems that begin at these places, as far as there is one with something to hide. */
function folding(doc: Node, places: readonly number[]): DecorationSet {
  const marks = places.flatMap((from) => {
    const node = doc.nodeAt(from)
    if (node?.type !== problem || node.childCount < 2) return []
    const words = hiddenInWords(node)
    const attrs = {
      class: 'note-problem-folded',
      'data-hidden': words,
      'aria-label': `Problem, first line only, ${words}`,
    }
    return [Decoration.node(from, from + node.nodeSize, attrs)]
  })
  return marks.length > 0 ? DecorationSet.create(doc, marks) : DecorationSet.empty
}

/** Where the problems begin of which only the first line is shown, in order. */
export const foldedProblems = (state: EditorState): number[] =>
  (key.getState(state)?.find() ?? []).map(({ from }) => from).sort((a, b) => a - b)

function next(set: DecorationSet, tr: Transaction, state: EditorState): DecorationSet {
  const places = tr.getMeta(key) as readonly number[] | undefined
  if (places) return folding(tr.doc, places)
  if (set === DecorationSet.empty) return set
  const moved = (set.find() ?? []).map(({ from }) => (tr.docChanged ? tr.mapping.map(from, 1) : from))
  // Whatever brings the cursor into what is hidden shows it: a search, a jump, a line begun below the first.
  const goes = tr.selectionSet || (tr.docChanged && tr.getMeta(fromJournal) !== true)
  const { head } = state.selection
  const isAt = (from: number): boolean => {
    const node = tr.doc.nodeAt(from)
    const first = node?.firstChild?.nodeSize ?? 0
    return node !== null && head > from + first && head < from + node.nodeSize
  }
  const still = goes ? moved.filter((from) => !isAt(from)) : moved
  return tr.docChanged || still.length < moved.length ? folding(tr.doc, still) : set
}

/**
 * Problems shown by their first line alone. Like folded sections it is a view of the note and not part of it; it lasts as
 * long as the note is open.
 */
export const problemFolds = (): Plugin<DecorationSet> =>
  new Plugin<DecorationSet>({
    key,
    state: { init: () => DecorationSet.empty, apply: (tr, set, _before, state) => next(set, tr, state) },
    props: {
      decorations: (state) => key.getState(state),
      handleDOMEvents: {
        // The arrow beside a problem and the words that say how much is hidden belong to its box and to no line in it.
        mousedown: (view, event) => {
          const box = event.target
          if (!(box instanceof HTMLElement) || !box.matches('.note-problem') || event.button !== 0) return false
          const isFolded = box.matches('.note-problem-folded')
          if (!isFolded && event.clientX >= box.getBoundingClientRect().left) return false
          event.preventDefault()
          return toggleProblem(view.posAtDOM(box, 0) - 1)(view.state, view.dispatch)
        },
      },
    },
  })

/** Shows a problem whole, or its first line alone; the cursor stays where it can be seen. */
const toggleProblem =
  (at: number): Command =>
  (state, dispatch) => {
    const node = state.doc.nodeAt(at)
    if (node?.type !== problem) return false
    const folded = foldedProblems(state)
    const isFolded = folded.includes(at)
    if (!isFolded && node.childCount < 2) return true
    const tr = state.tr.setMeta(key, isFolded ? folded.filter((other) => other !== at) : [...folded, at])
    const first = at + 1 + (node.firstChild?.nodeSize ?? 0)
    const { head } = state.selection
    if (!isFolded && head > first && head < at + node.nodeSize) {
      tr.setSelection(TextSelection.near(state.doc.resolve(first), -1))
    }
    dispatch?.(tr.setMeta('addToHistory', false))
    return true
  }

/** The same for the problem the cursor is in. */
export const toggleThisProblem: Command = (state, dispatch) => {
  const { $head } = state.selection
  const depth = problemDepth($head)
  return depth > 0 && toggleProblem($head.before(depth))(state, dispatch)
}

/** Shows all problems whole. False when all are. */
export const openProblems: Command = (state, dispatch) => {
  if (foldedProblems(state).length === 0) return false
  dispatch?.(state.tr.setMeta(key, []).setMeta('addToHistory', false))
  return true
}
