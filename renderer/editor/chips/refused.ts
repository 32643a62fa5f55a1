import type { Node } from 'prosemirror-model'
import { type Command, Plugin, PluginKey } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import { chipsIn } from '../../../shared/document/index.js'

const key = new PluginKey<DecorationSet>('chips-refused')

function marksOn(doc: Node, ids: readonly string[]): DecorationSet {
  const refused = new Set(ids)
  const found = refused.size === 0 ? [] : chipsIn(doc).filter(({ attrs }) => refused.has(attrs.id))
  return DecorationSet.create(
    doc,
    found.map(({ at }) => Decoration.node(at, at + 1, { class: 'note-chip-refused', title: 'The EHR refused this' })),
  )
}

/** Marks the chips with these ids as refused by the EHR, and no others. */
export const markRefused =
  (ids: readonly string[]): Command =>
  (state, dispatch) => {
    dispatch?.(state.tr.setMeta(key, ids).setMeta('addToHistory', false))
    return true
  }

/** Shows which chips the EHR refused. */
export const refusedChips = (): Plugin<DecorationSet> =>
  new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (tr, marks) => {
        const ids = tr.getMeta(key) as readonly string[] | undefined
        return ids ? marksOn(tr.doc, ids) : tr.docChanged ? marks.map(tr.mapping, tr.doc) : marks
      },
    },
    props: { decorations: (state) => key.getState(state) },
  })
