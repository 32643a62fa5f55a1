import { closeHistory } from 'prosemirror-history'
import type { Node } from 'prosemirror-model'
import { type Command, TextSelection, type Transaction } from 'prosemirror-state'
import { findWrapping } from 'prosemirror-transform'
import { schema } from '../../../shared/document/index.js'
import type { ChipAttrs } from '../../../shared/domain/chip/chip.js'
import type { SuggestRange } from '../suggest/source.js'

const { problem, paragraph } = schema.nodes

/** Sections whose paragraphs become problems: assessment, plan, and both in one (LOINC). */
const problemSections = new Set(['51848-0', '18776-5', '51847-2'])

/** Puts something in the place of what was typed for it, parted from the words around it, as one step of undo. */
export function insertInline(tr: Transaction, { from, to }: SuggestRange, node: Node): Transaction {
  const after = tr.doc.resolve(to).nodeAfter
  const spaced = after?.isText && /^[\s.,;:)]/.test(after.text ?? '')
  const before = tr.doc.resolve(from).nodeBefore
  const glued = before?.isText === true && /[^\s(]$/.test(before.text ?? '')
  const space = schema.text(' ')
  closeHistory(tr)
  tr.replaceWith(from, to, [...(glued ? [space] : []), node, ...(spaced ? [] : [space])])
  const end = from + node.nodeSize + (glued ? 1 : 0) + (spaced ? 0 : 1)
  return tr.setSelection(TextSelection.create(tr.doc, end)).scrollIntoView()
}

/**
 * Puts a chip in the place of the range. A diagnosis in a paragraph of the assessment and plan makes that paragraph a
 * problem of its own.
 */
export const insertChip =
  (attrs: ChipAttrs, range: SuggestRange): Command =>
  (state, dispatch) => {
    const $from = state.doc.resolve(range.from)
    if (!$from.parent.inlineContent || !$from.parent.type.contentMatch.matchType(schema.nodes.chip)) return false
    if (!dispatch) return true
    const tr = insertInline(state.tr, range, schema.nodes.chip.create(attrs))
    const opensProblem =
      attrs.kind === 'diagnosis' &&
      $from.depth === 2 &&
      $from.parent.type === paragraph &&
      problemSections.has($from.node(1).attrs.code)
    if (opensProblem) {
      const blocks = tr.doc.resolve(range.from).blockRange()
      const wrapping = blocks && findWrapping(blocks, problem)
      if (blocks && wrapping) tr.wrap(blocks, wrapping)
    }
    dispatch(tr)
    return true
  }

/** Where the chip with this id stands now. */
export function placeOfChip(doc: Node, id: string): number | undefined {
  let place: number | undefined
  doc.descendants((node, pos) => {
    if (node.type === schema.nodes.chip && node.attrs.id === id) place = pos
    return place === undefined
  })
  return place
}

/** Gives a chip other contents. False when it is no longer in the text. */
export const changeChip =
  (id: string, change: Partial<Pick<ChipAttrs, 'text' | 'data' | 'resource'>>): Command =>
  (state, dispatch) => {
    const at = placeOfChip(state.doc, id)
    const node = at === undefined ? null : state.doc.nodeAt(at)
    if (at === undefined || !node) return false
    dispatch?.(closeHistory(state.tr).setNodeMarkup(at, undefined, { ...node.attrs, ...change }, node.marks))
    return true
  }

/** Takes a chip out; with `keepWords` its words stay as plain text. */
export const removeChip =
  (id: string, keepWords = false): Command =>
  (state, dispatch) => {
    const at = placeOfChip(state.doc, id)
    const node = at === undefined ? null : state.doc.nodeAt(at)
    if (at === undefined || !node) return false
    const words = keepWords ? [schema.text(node.attrs.text, node.marks)] : []
    dispatch?.(
      closeHistory(state.tr)
        .replaceWith(at, at + node.nodeSize, words)
        .scrollIntoView(),
    )
    return true
  }
