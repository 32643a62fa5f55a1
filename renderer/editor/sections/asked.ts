import { type Command, Plugin, PluginKey } from 'prosemirror-state'
import { sectionIndex } from '../commands/section.js'
import { sectionStart } from './commands.js'

/** What a person asked for: a section's menu, or the list of sections that can be added after it. */
export interface AskedSection {
  what: 'menu' | 'add'
  index: number
}
interface Asked {
  what: AskedSection['what']
  /** Where the section begins. */
  at: number
}

const key = new PluginKey<Asked | null>('asked-section')

const ask =
  (what: AskedSection['what'], indexOf?: number): Command =>
  (state, dispatch, view) => {
    if (view && !view.editable) return false
    const index = indexOf ?? sectionIndex(state.doc, state.selection.head)
    dispatch?.(state.tr.setMeta(key, { what, at: sectionStart(state.doc, index) } satisfies Asked))
    return true
  }

/** Opens the menu of a section, of the one the cursor is in unless told. */
export const askSectionMenu = (index?: number): Command => ask('menu', index)
/** Opens the list of sections that can be added below. */
export const askNewSection = (index?: number): Command => ask('add', index)
export const closeSectionMenu: Command = (state, dispatch) => {
  if (!key.getState(state)) return false
  dispatch?.(state.tr.setMeta(key, null))
  return true
}

/** Holds which section's menu is open and tells whoever shows it. */
export const sectionAsking = (onAsk: (asked: AskedSection | null) => void): Plugin<Asked | null> =>
  new Plugin<Asked | null>({
    key,
    state: {
      init: () => null,
      apply: (tr, asked) => {
        const told = tr.getMeta(key) as Asked | null | undefined
        if (told !== undefined) return told
        return asked && tr.docChanged ? { ...asked, at: tr.mapping.map(asked.at, 1) } : asked
      },
    },
    view: () => ({
      update: (view, before) => {
        const asked = key.getState(view.state) ?? null
        if (asked === (key.getState(before) ?? null)) return
        onAsk(asked && { what: asked.what, index: sectionIndex(view.state.doc, asked.at) })
      },
    }),
  })
