import type { Node } from 'prosemirror-model'
import { EditorState, NodeSelection, Plugin } from 'prosemirror-state'
import { DecorationSet, EditorView } from 'prosemirror-view'
import { emptyNote } from '../../../shared/document/index.js'
import { type MarkedChange, marksFor } from './marks.js'

/** What a note was: its text with what changed marked, to be read and chosen from. */
export interface PastView {
  /** Shows a version; `marks` are what changed against `before`, `current` which of them is looked at. */
  show(doc: Node, marks: { before: Node; changes: readonly MarkedChange[]; current: number } | null): void
  /** What is selected: a passage, or a block; undefined when nothing is. */
  selected(): { from: number; to: number } | undefined
  /** Selects the block after or before the one selected, the first of all when none is. */
  step(by: 1 | -1): void
  /** The block of a section that holds what is selected. */
  block(): number | undefined
  setLabel(label: string): void
  onSelect(listener: () => void): void
  focus(): void
  destroy(): void
}

export function createPastView(place: HTMLElement): PastView {
  let label = ''
  let decorations = DecorationSet.empty
  let listener = (): void => {}
  const marks = new Plugin({ props: { decorations: () => decorations } })
  const stateOf = (doc: Node): EditorState => EditorState.create({ doc, plugins: [marks] })
  const view = new EditorView(place, {
    state: stateOf(emptyNote()),
    editable: () => false,
    attributes: () => ({
      class: 'note-paper note-past-paper',
      role: 'document',
      'aria-label': label,
      tabindex: '0',
    }),
    dispatchTransaction: (tr) => {
      if (tr.docChanged) return
      view.updateState(view.state.apply(tr))
      listener()
    },
  })

  /** Blocks one can stop at: those of the sections, and those of a problem. */
  const stops = (): number[] => {
    const found: number[] = []
    view.state.doc.descendants((node, pos, parent) => {
      if (parent?.type.name === 'section' && node.type.name !== 'problem') found.push(pos)
      if (parent?.type.name === 'problem') found.push(pos)
      return node.type.name === 'section' || node.type.name === 'problem'
    })
    return found
  }
  const reveal = (): void => {
    const { node } = view.domAtPos(view.state.selection.from)
    const element = node instanceof Element ? node : node.parentElement
    element?.scrollIntoView({ block: 'nearest' })
  }

  return {
    show: (doc, marked) => {
      decorations = marked ? marksFor(marked.before, doc, marked.changes, marked.current) : DecorationSet.empty
      view.updateState(stateOf(doc))
      place.querySelector('[data-current]')?.scrollIntoView({ block: 'center' })
    },
    selected: () => {
      const { from, to, empty } = view.state.selection
      return empty || from === to ? undefined : { from, to }
    },
    step: (by) => {
      const { from, empty } = view.state.selection
      const all = stops()
      const next =
        by > 0 ? all.find((pos) => (empty ? pos >= from - 2 : pos > from)) : all.findLast((pos) => pos < from)
      if (next === undefined || !view.state.doc.nodeAt(next)) return
      view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, next)))
      reveal()
    },
    block: () => {
      const { selection } = view.state
      if (selection.empty) return undefined
      const { $from } = selection
      return $from.depth > 1 ? $from.before(2) : selection.from
    },
    setLabel: (next) => {
      label = next
      view.setProps({})
    },
    onSelect: (next) => {
      listener = next
    },
    // What cannot be edited is not given the focus by ProseMirror.
    focus: () => view.dom.focus({ preventScroll: true }),
    destroy: () => view.destroy(),
  }
}
