import { GapCursor } from 'prosemirror-gapcursor'
import type { Node } from 'prosemirror-model'
import { type Command, type EditorState, Selection, TextSelection, type Transaction } from 'prosemirror-state'
import { schema } from '../../../shared/document/index.js'

const { paragraph, table } = schema.nodes

/** Index of the section a position is in. */
export const sectionIndex = (doc: Node, pos: number): number => Math.min(doc.resolve(pos).index(0), doc.childCount - 1)

/** The content of a section as a range of the document. */
function contentOf(doc: Node, index: number): { from: number; to: number } {
  let from = 1
  for (let at = 0; at < index; at++) from += doc.child(at).nodeSize
  return { from, to: from + doc.child(index).content.size }
}

/** Whether a range reaches over sections, or holds one whole, as everything selected in a note of one section does. */
export const crossesSections = (doc: Node, from: number, to: number): boolean =>
  sectionIndex(doc, from) !== sectionIndex(doc, Math.max(from, to - 1)) ||
  (to > from && doc.resolve(from).depth === 0 && doc.resolve(to).depth === 0)

/**
 * Deletes what is selected in each of the sections a range reaches over; the sections themselves stay. Answers where
 * writing goes on.
 */
export function clearAcross(tr: Transaction, from: number, to: number): number {
  const { doc } = tr
  const first = sectionIndex(doc, from)
  for (let index = sectionIndex(doc, Math.max(from, to - 1)); index >= first; index--) {
    const content = contentOf(doc, index)
    const start = Selection.findFrom(doc.resolve(Math.max(content.from, from)), 1, true)?.from
    const end = Selection.findFrom(doc.resolve(Math.min(content.to, to)), -1, true)?.to
    if (from <= content.from + 1 && to >= content.to - 1) tr.replaceWith(content.from, content.to, paragraph.create())
    else if (start !== undefined && end !== undefined && start < end) tr.deleteRange(start, end)
  }
  const place = Math.min(Math.max(tr.mapping.map(from, -1), contentOf(tr.doc, first).from), contentOf(tr.doc, first).to)
  return Selection.near(tr.doc.resolve(place), -1).head
}

/** Deletes a selection that reaches over sections. */
export const deleteAcross: Command = ({ selection, tr, doc }, dispatch) => {
  const { from, to } = selection
  if (selection.empty || !crossesSections(doc, from, to)) return false
  if (dispatch) {
    const place = clearAcross(tr, from, to)
    dispatch(tr.setSelection(TextSelection.create(tr.doc, place)).scrollIntoView())
  }
  return true
}

/**
 * Backspace at the start of a section: a heading becomes a paragraph, an empty first paragraph goes, otherwise the
 * cursor moves to the end of the section before. Titles and sections are never joined.
 */
export const backspaceAtStart: Command = ({ selection, tr, doc }, dispatch) => {
  const { $from, empty } = selection
  if (!empty || $from.parentOffset > 0 || $from.depth !== 2 || $from.index(1) > 0) return false
  const section = $from.node(1)
  if ($from.parent.type !== paragraph) {
    dispatch?.(tr.setBlockType($from.pos, $from.pos, paragraph))
  } else if ($from.parent.content.size === 0 && section.childCount > 1) {
    tr.delete($from.before(), $from.after())
    dispatch?.(tr.setSelection(Selection.near(tr.doc.resolve($from.before()), 1)).scrollIntoView())
  } else if ($from.index(0) > 0) {
    const end = contentOf(doc, $from.index(0) - 1).to
    dispatch?.(tr.setSelection(Selection.near(doc.resolve(end), -1)).scrollIntoView())
  }
  return true
}

/** Delete at the end of a section moves to the next one instead of joining it. */
export const deleteAtEnd: Command = ({ selection, tr, doc }, dispatch) => {
  const { $from, empty } = selection
  if (!empty || !$from.parent.isTextblock || $from.parentOffset < $from.parent.content.size) return false
  for (let depth = $from.depth - 1; depth > 0; depth--) {
    if ($from.index(depth) < $from.node(depth).childCount - 1) return false
    if (depth > 1 && $from.node(depth).type.spec.isolating) return true
  }
  if ($from.index(0) < doc.childCount - 1) {
    const next = contentOf(doc, $from.index(0) + 1).from
    dispatch?.(tr.setSelection(Selection.near(doc.resolve(next), 1)).scrollIntoView())
  }
  return true
}

function moveTo(state: EditorState, index: number, dispatch?: (tr: Transaction) => void): boolean {
  const target = Math.max(0, Math.min(index, state.doc.childCount - 1))
  const $to = state.doc.resolve(contentOf(state.doc, target).to)
  // Below a table, not in its last cell: what is written at the end of a section is no part of the table.
  const end = $to.nodeBefore?.type === table ? new GapCursor($to) : Selection.near($to, -1)
  dispatch?.(state.tr.setSelection(end).scrollIntoView())
  return true
}

/** The end of the section before, or of this one when it is the first. */
export const previousSection: Command = (state, dispatch) =>
  moveTo(state, sectionIndex(state.doc, state.selection.from) - 1, dispatch)

/** The end of the section after, or of this one when it is the last. */
export const nextSection: Command = (state, dispatch) =>
  moveTo(state, sectionIndex(state.doc, state.selection.from) + 1, dispatch)

/** The end of the section with that code. */
export const goToSection =
  (code: string): Command =>
  (state, dispatch) => {
    const index = state.doc.children.findIndex((section) => section.attrs.code === code)
    return index >= 0 && moveTo(state, index, dispatch)
  }
