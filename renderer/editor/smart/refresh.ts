import { closeHistory } from 'prosemirror-history'
import { Fragment, type Node } from 'prosemirror-model'
import type { Command } from 'prosemirror-state'
import type { SmartValue } from '../../../shared/contract/views/smart.js'
import { isSmart, schema, smartNodes } from '../../../shared/document/index.js'
import { knowsLess, noNews } from '../../../shared/domain/smart/held.js'
import { smartAttrs } from './nodes.js'

/** Whether data was read from this patient's chart: the patient is the first of its sources. */
const isOf = (sources: readonly { type: string; id: string }[], patient: string): boolean =>
  sources[0]?.type === 'Patient' && sources[0].id === patient

/** Whether a smart link's data is this patient's. Another's is never refreshed: it would change silently into this one's. */
export const isOwnSmart = ({ attrs }: Node, patient: string): boolean => isOf(attrs.sources, patient)

/** What a node of this patient's would say now; undefined where that is what it says, or nothing is known. */
export function renewed(node: Node, values: readonly SmartValue[], patient: string): Node['attrs'] | undefined {
  if (!isOwnSmart(node, patient)) return undefined
  const value = values.find(({ link, sources }) => link === node.attrs.link && isOf(sources, patient))
  const attrs = value && smartAttrs(node.type, value)
  if (!attrs || (knowsLess(wordsOf(attrs)) && !knowsLess(wordsOf(node.attrs)))) return undefined
  const same =
    node.type === schema.nodes.smart_list
      ? noNews(node.attrs.title, attrs.title) && sameRows(node.attrs.rows, attrs.rows)
      : noNews(node.attrs.text, attrs.text)
  return same ? undefined : attrs
}

/** Its sentence; of a list its title, which says how much of the chart it is of. */
const wordsOf = ({ text, title }: Node['attrs']): string => text ?? title

const sameRows = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((row, at) => row === b[at])

/**
 * Brings smart links up to what the chart says now, as one step of undo: those that say something else, or the one at
 * `only`. False when there is none.
 */
export const refreshSmart =
  (values: readonly SmartValue[], patient: string, only?: number): Command =>
  (state, dispatch) => {
    const tr = closeHistory(state.tr)
    for (const { node, at } of smartNodes(state.doc)) {
      const attrs = only === undefined || only === at ? renewed(node, values, patient) : undefined
      if (attrs) tr.setNodeMarkup(at, undefined, attrs, node.marks)
    }
    if (!tr.docChanged) return false
    dispatch?.(tr)
    return true
  }

/** A smart link's words as plain text, for where it cannot be one. */
export function plainSmart(node: Node): Fragment {
  const { paragraph } = schema.nodes
  if (node.type === schema.nodes.smart_link) return Fragment.from(schema.text(node.attrs.text, node.marks))
  const lines: string[] = [node.attrs.title, ...node.attrs.rows.map((row: string) => `- ${row}`)]
  return Fragment.from(lines.map((line) => paragraph.create(null, schema.text(line))))
}

/** Makes the smart link at a place plain text. */
export const unlinkSmart =
  (at: number): Command =>
  (state, dispatch) => {
    const node = state.doc.nodeAt(at)
    if (!node || !isSmart(node)) return false
    dispatch?.(
      closeHistory(state.tr)
        .replaceWith(at, at + node.nodeSize, plainSmart(node))
        .scrollIntoView(),
    )
    return true
  }
