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

/** What a transaction has put in, in order. */
function putIn(tr: Transaction): { from: number; to: number }[] {
  const ranges: { from: number; to: number }[] = []
  for (const [at, map] of tr.mapping.maps.entries()) {
    const later = tr.mapping.slice(at + 1)
    map.forEach((_oldStart, _oldEnd, start, end) => {
      if (end > start) ranges.push({ from: later.map(start, 1), to: later.map(end, -1) })
    })
  }
  return ranges.sort((a, b) => a.from - b.from)
}

/** Selects the first place to fill in of what was put in; where there is none the cursor goes to its end. */
function goToFirst(tr: Transaction): Transaction {
  const ranges = putIn(tr)
  let place: { from: number; to: number } | undefined
  for (const { from, to } of ranges) {
    if (place) break
    tr.doc.nodesBetween(from, to, (node, pos) => {
      if (place || !node.isTextblock) return !place
      const open = wildcardsIn(node).find((each) => pos + 1 + each.from >= from && pos + 1 + each.to <= to)
      if (open) place = { from: pos + 1 + open.from, to: pos + 1 + open.to }
      return false
    })
  }
  const end = Math.min(ranges.at(-1)?.to ?? tr.selection.to, tr.doc.content.size)
  const selection = place ? TextSelection.create(tr.doc, place.from, place.to) : Selection.near(tr.doc.resolve(end), -1)
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
function putBlocks(tr: Transaction, { from, to }: SuggestRange, blocks: readonly Node[]): void {
  const fit = fittingAt(tr, from, blocks)
  const [first, last] = [fit[0], fit.at(-1)]
  if (fit.length === 1 && first?.type === paragraph) {
    tr.replaceWith(from, to, first.content)
  } else {
    const open = (block: Node | undefined): 0 | 1 => (block?.type === paragraph ? 1 : 0)
    const $from = tr.doc.resolve(from)
    const isAlone = $from.parentOffset === 0 && tr.doc.resolve(to).parentOffset === $from.parent.content.size
    if (isAlone && $from.parent.type === paragraph) tr.replaceWith($from.before(), $from.after(), [...fit])
    else tr.replaceRange(from, to, new Slice(Fragment.from([...fit]), open(first), open(last)))
  }
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
      putBlocks(tr, range, (marked.firstChild as Node).children)
      dispatch(goToFirst(tr))
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
    dispatch(goToFirst(tr))
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
