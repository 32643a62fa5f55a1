import { closeHistory } from 'prosemirror-history'
import { Fragment, type Node } from 'prosemirror-model'
import { type Command, Selection, TextSelection } from 'prosemirror-state'
import {
  type CarriableSection,
  carriedBlocks,
  emptySection,
  isUntouched,
  schema,
  sectionFor,
  untouchedIn,
} from '../../../shared/document/index.js'
import { changesSections } from '../sections/commands.js'
import { carries } from './plugin.js'

/** Blocks chosen from an earlier note, by the section they stood in. */
export type Chosen = readonly Pick<CarriableSection, 'code' | 'title' | 'blocks'>[]

/**
 * Brings blocks of an earlier note into the sections they belong in, below what is there; a section the note does not
 * have is added. One step of undo.
 */
export const carryIn =
  (
    chosen: Chosen,
    from: { note: string; date: string },
    renew?: (data: Node) => Node | undefined,
    newId: () => string = () => crypto.randomUUID(),
  ): Command =>
  (state, dispatch) => {
    if (chosen.every(({ blocks }) => blocks.length === 0)) return false
    if (!dispatch) return true
    const tr = closeHistory(state.tr)
    let end = tr.selection.head
    for (const section of chosen) {
      const blocks = section.blocks.flatMap(({ node }) => carriedBlocks(node, from, newId, renew))
      if (blocks.length === 0) continue
      let index = sectionFor(tr.doc, section)
      if (index === undefined) {
        tr.insert(tr.doc.content.size, emptySection(section))
        index = tr.doc.childCount - 1
      }
      end = putInto(tr, index, blocks)
    }
    tr.setSelection(Selection.near(tr.doc.resolve(Math.min(end, tr.doc.content.size)), -1))
    dispatch(tr.setMeta(carries, true).setMeta(changesSections, true).scrollIntoView())
    return true
  }

function putInto(tr: Parameters<NonNullable<Parameters<Command>[1]>>[0], index: number, blocks: Node[]): number {
  let at = 0
  for (let before = 0; before < index; before += 1) at += tr.doc.child(before).nodeSize
  const section = tr.doc.child(index)
  const close = at + section.nodeSize - 1
  const last = section.lastChild
  const blank = last?.type === schema.nodes.paragraph && last.content.size === 0
  const content = Fragment.fromArray(blocks)
  tr.replaceWith(blank ? close - last.nodeSize : close, close, content)
  return (blank ? close - last.nodeSize : close) + content.size
}

/** Says that the carried words where the cursor is, or in the selection, still hold: they are no longer untouched. */
export const confirmCarried =
  (by: string, at: string): Command =>
  (state, dispatch) => {
    const { $from, $to } = state.selection
    const [start, end] = [
      $from.parent.isTextblock ? $from.start() : $from.pos,
      $to.parent.isTextblock ? $to.end() : $to.pos,
    ]
    const tr = closeHistory(state.tr)
    state.doc.nodesBetween(start, end, (node, pos) => {
      const mark = node.isInline ? node.marks.find(isUntouched) : undefined
      if (mark) tr.addMark(pos, pos + node.nodeSize, schema.mark('carried', { ...mark.attrs, confirmed: { by, at } }))
      return !node.isInline
    })
    if (!tr.docChanged) return false
    dispatch?.(tr.setMeta(carries, true))
    return true
  }

/** Selects the next carried line nobody touched yet, from the beginning again after the last. */
export const nextCarried: Command = (state, dispatch) => {
  const all = untouchedIn(state.doc)
  const next = all.find(({ from }) => from > state.selection.to) ?? all[0]
  if (!next) return false
  dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, next.from, next.to)).scrollIntoView())
  return true
}
