import { closeHistory } from 'prosemirror-history'
import { Fragment, type Node, Slice } from 'prosemirror-model'
import { type Command, Selection, TextSelection, type Transaction } from 'prosemirror-state'
import { fitting, schema, wildcardsIn } from '../../../shared/document/index.js'
import type { SuggestRange } from '../suggest/source.js'
import { asTemplate, ofTemplate } from './templateMark.js'

const { paragraph, heading, list_item: item, problem } = schema.nodes

/** Where in the document each section's content ends, by code. */
function endOfSection(doc: Node, code: string): { at: number; section: Node } | undefined {
  let found: { at: number; section: Node } | undefined
  doc.forEach((section, offset) => {
    if (section.attrs.code === code) found ??= { at: offset + section.nodeSize - 1, section }
  })
  return found
}

/** Selects the first place to fill in between two positions; where there is none the cursor goes to the end. */
function goToFirst(tr: Transaction, from: number, to: number): Transaction {
  let place: { from: number; to: number } | undefined
  tr.doc.nodesBetween(from, Math.min(to, tr.doc.content.size), (node, pos) => {
    if (place || !node.isTextblock) return !place
    const open = wildcardsIn(node).find((each) => pos + 1 + each.from >= from)
    if (open) place = { from: pos + 1 + open.from, to: pos + 1 + open.to }
    return false
  })
  const selection = place
    ? TextSelection.create(tr.doc, place.from, place.to)
    : Selection.near(tr.doc.resolve(Math.min(to, tr.doc.content.size)), -1)
  return tr.setSelection(selection).scrollIntoView()
}

/** Blocks as the place of the cursor may hold them. */
function fittingAt(tr: Transaction, pos: number, blocks: readonly Node[]): readonly Node[] {
  const $pos = tr.doc.resolve(pos)
  const around = $pos.node(-1)
  const inside = around.type === item || around.type.spec.isolating === true || around.type === problem
  return inside && around.type.name !== 'section' ? fitting(blocks, false) : blocks
}

/** Puts blocks in the place of the range, parting the paragraph where they are more than words for a sentence. */
function putBlocks(tr: Transaction, { from, to }: SuggestRange, blocks: readonly Node[]): number {
  const fit = fittingAt(tr, from, blocks)
  const [first, last] = [fit[0], fit.at(-1)]
  const before = tr.doc.content.size
  if (fit.length === 1 && first?.type === paragraph) {
    tr.replaceWith(from, to, first.content)
  } else {
    const open = (block: Node | undefined): 0 | 1 => (block?.type === paragraph ? 1 : 0)
    const $from = tr.doc.resolve(from)
    const isAlone = $from.parentOffset === 0 && tr.doc.resolve(to).parentOffset === $from.parent.content.size
    if (isAlone && $from.parent.type === paragraph) tr.replaceWith($from.before(), $from.after(), [...fit])
    else tr.replaceRange(from, to, new Slice(Fragment.from([...fit]), open(first), open(last)))
  }
  return to + (tr.doc.content.size - before)
}

/**
 * Puts an expanded phrase in the place of what was typed for it, as one step of undo, and goes to the first place to fill
 * in. A template's sections go where the note has the same ones; others below, under their titles.
 */
export const insertPhrase =
  (doc: Node, range: SuggestRange): Command =>
  (state, dispatch) => {
    const { tr } = state
    if (!state.doc.resolve(range.from).parent.isTextblock) return false
    if (!dispatch) return true
    closeHistory(tr).setMeta(ofTemplate, true)
    const marked = asTemplate(doc.content)
    if (doc.childCount === 1) {
      const end = putBlocks(tr, range, (marked.firstChild as Node).children)
      dispatch(goToFirst(tr, range.from, end))
      return true
    }
    const here: Node[] = []
    const elsewhere: Node[] = []
    marked.forEach((section) => {
      if (endOfSection(tr.doc, section.attrs.code)) elsewhere.push(section)
      else here.push(heading.create({ level: 2 }, schema.text(section.attrs.title)), ...section.children)
    })
    tr.delete(range.from, range.to)
    for (const section of elsewhere) putAtEnd(tr, section)
    if (here.length > 0) {
      const at = tr.mapping.map(range.from)
      putBlocks(tr, { from: at, to: at }, here)
    }
    const start = Math.min(tr.mapping.map(0), 0)
    dispatch(goToFirst(tr, start, tr.doc.content.size))
    return true
  }

/** At the end of the note's section of that code; its empty last paragraph is used. */
function putAtEnd(tr: Transaction, section: Node): void {
  const place = endOfSection(tr.doc, section.attrs.code)
  if (!place) return
  const last = place.section.lastChild
  const blank = last?.type === paragraph && last.content.size === 0
  tr.replaceWith(blank ? place.at - last.nodeSize : place.at, place.at, section.content)
}
