import { closeHistory } from 'prosemirror-history'
import type { Node, NodeType } from 'prosemirror-model'
import { type Command, TextSelection } from 'prosemirror-state'
import type { SmartValue } from '../../../shared/contract/views/smart.js'
import { schema } from '../../../shared/document/index.js'
import { insertInline } from '../chips/insert.js'
import type { SuggestRange } from '../suggest/source.js'

const { smart_link: link, smart_list: list, paragraph } = schema.nodes

/** What a smart link may say at most, characters: see its node. */
const mostText = 2000

/** A value's words for the middle of a sentence. */
const sentence = (value: SmartValue): string =>
  value.kind === 'text' ? value.text : `${value.title}: ${value.rows.join('; ')}`

/** A value as attributes of a node; undefined where it does not fit in one. */
export function smartAttrs(type: NodeType, value: SmartValue): Node['attrs'] | undefined {
  const { link: name, at, sources } = value
  if (type === list) {
    return value.kind === 'list' ? { link: name, at, sources, title: value.title, rows: value.rows } : undefined
  }
  const text = sentence(value)
  return text.length <= mostText ? { link: name, at, sources, text } : undefined
}

/** A value as a part of a note: a sentence inline, a list as a block of its own. */
export function smartNode(value: SmartValue): Node {
  const type = value.kind === 'list' ? list : link
  return type.create(smartAttrs(type, value))
}

/** Puts data of the chart in the place of what was typed for it. A list goes onto a line of its own where there may be one. */
export const insertSmart =
  (value: SmartValue, range: SuggestRange): Command =>
  (state, dispatch) => {
    const $from = state.doc.resolve(range.from)
    if (!$from.parent.inlineContent) return false
    const place = $from.depth > 0 ? $from.node(-1) : undefined
    const asBlock =
      value.kind === 'list' &&
      $from.parent.type === paragraph &&
      place?.canReplaceWith($from.index(-1), $from.index(-1), list) === true
    if (!asBlock) {
      const attrs = smartAttrs(link, value)
      if (!attrs || !$from.parent.type.contentMatch.matchType(link)) return false
      dispatch?.(insertInline(state.tr, range, link.create(attrs)))
      return true
    }
    if (!dispatch) return true
    const { tr } = state
    closeHistory(tr).delete(range.from, range.to)
    const $at = tr.doc.resolve(range.from)
    const node = smartNode(value)
    let at = $at.before()
    if ($at.parent.content.size === 0) tr.replaceWith(at, $at.after(), node)
    else {
      // Words before stay above it, words after it go below.
      const isEnd = $at.parentOffset === $at.parent.content.size
      if ($at.parentOffset > 0) {
        if (!isEnd) tr.split(range.from)
        at = isEnd ? $at.after() : range.from + 1
      }
      tr.insert(at, node)
    }
    const after = at + node.nodeSize
    if (tr.doc.resolve(after).nodeAfter?.type !== paragraph) tr.insert(after, paragraph.create())
    dispatch(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView())
    return true
  }
