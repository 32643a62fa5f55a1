import { closeHistory } from 'prosemirror-history'
import type { Node } from 'prosemirror-model'
import { type Command, Selection, type Transaction } from 'prosemirror-state'
import { emptySection, MoveStep, type SectionKind } from '../../../shared/document/index.js'
import { sectionIndex } from '../commands/section.js'

/** Set on transactions that change the sections on purpose: the section guard lets them through. */
export const changesSections = 'changesSections'

/** Where a section begins in the document. */
export function sectionStart(doc: Node, index: number): number {
  let at = 0
  for (let before = 0; before < index; before++) at += doc.child(before).nodeSize
  return at
}

/** An undo step of its own. */
const change = (tr: Transaction): Transaction => closeHistory(tr).setMeta(changesSections, true)

/** Moves a section so that it stands before or after its neighbour. */
export const moveSection =
  (index: number, step: 1 | -1): Command =>
  (state, dispatch) => {
    const { doc } = state
    const neighbour = doc.maybeChild(index + step)
    if (!neighbour) return false
    const from = sectionStart(doc, index)
    const end = from + doc.child(index).nodeSize
    const to = step > 0 ? end + neighbour.nodeSize : from - neighbour.nodeSize
    dispatch?.(change(state.tr.step(new MoveStep(from, end, to))).scrollIntoView())
    return true
  }

/** The section the cursor is in, moved up or down. */
const moveThis =
  (step: 1 | -1): Command =>
  (state, dispatch) =>
    moveSection(sectionIndex(state.doc, state.selection.head), step)(state, dispatch)

export const moveSectionUp = moveThis(-1)
export const moveSectionDown = moveThis(1)

/** Puts a section at a place in the order and the cursor into it. */
export const insertSection =
  (section: Node, index: number): Command =>
  (state, dispatch) => {
    if (dispatch) {
      const at = sectionStart(state.doc, Math.min(index, state.doc.childCount))
      const tr = change(state.tr.insert(at, section))
      dispatch(tr.setSelection(Selection.near(tr.doc.resolve(at + 1), 1)).scrollIntoView())
    }
    return true
  }

const alike = (doc: Node, { attrs }: Node): number =>
  doc.children.filter((other) => other.attrs.code === attrs.code && other.attrs.title === attrs.title).length

/** Puts a section back that was taken out of `before`. Nothing to do where undo has done it: it would stand there twice. */
export const putSectionBack =
  (section: Node, index: number, before: Node): Command =>
  (state, dispatch) =>
    alike(state.doc, section) >= alike(before, section) || insertSection(section, index)(state, dispatch)

/** Adds an empty section of a kind. */
export const addSection = (kind: Pick<SectionKind, 'code' | 'title'>, index: number): Command =>
  insertSection(emptySection(kind), index)

/** Gives a section another title; its code stays. */
export const renameSection =
  (index: number, title: string): Command =>
  (state, dispatch) => {
    const words = title.replace(/\s+/g, ' ').trim().slice(0, 120)
    const section = state.doc.maybeChild(index)
    if (!section || words === '' || words === section.attrs.title) return false
    dispatch?.(change(state.tr.setNodeAttribute(sectionStart(state.doc, index), 'title', words)))
    return true
  }

/** Takes a section out with all that is in it; a note keeps one at least. */
export const removeSection =
  (index: number): Command =>
  (state, dispatch) => {
    const section = state.doc.maybeChild(index)
    if (!section || state.doc.childCount === 1) return false
    if (dispatch) {
      const from = sectionStart(state.doc, index)
      const tr = change(state.tr.delete(from, from + section.nodeSize))
      dispatch(tr.setSelection(Selection.near(tr.doc.resolve(from), index > 0 ? -1 : 1)).scrollIntoView())
    }
    return true
  }
