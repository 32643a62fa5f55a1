import { InputRule } from 'prosemirror-inputrules'
import { Fragment, type Mark, type Node, Slice } from 'prosemirror-model'
import { type Command, type EditorState, Plugin, PluginKey, TextSelection } from 'prosemirror-state'
import { schema } from '../../../shared/document/index.js'
import { meantAddress, safeAddress } from '../../../shared/kernel/address.js'

const { link } = schema.marks

export interface LinkRange {
  from: number
  to: number
  href: string
}

const key = new PluginKey<boolean>('links')

/** The link the cursor is in or touches, whole. */
export function linkAt({ doc, selection }: EditorState): LinkRange | undefined {
  const { $from } = selection
  const { parent, parentOffset } = $from
  if (!parent.inlineContent) return undefined
  const start = $from.start()
  let found: LinkRange | undefined
  let mark: Mark | undefined
  doc.nodesBetween(start, start + parent.content.size, (node, pos) => {
    if (!node.isInline) return true
    const here = link.isInSet(node.marks)
    if (here && mark?.eq(here) && found?.to === pos) found.to = pos + node.nodeSize
    else if (!found || found.to < start + parentOffset || found.from > start + parentOffset) {
      found = here && { from: pos, to: pos + node.nodeSize, href: here.attrs.href }
    }
    mark = here
    return false
  })
  const at = start + parentOffset
  return found && found.from <= at && at <= found.to && selection.to <= found.to ? found : undefined
}

/** Asks for the panel where a link is made, changed or opened. */
export const askLink: Command = (state, dispatch) => {
  dispatch?.(state.tr.setMeta(key, true))
  return true
}
export const closeLink: Command = (state, dispatch) => {
  if (!key.getState(state)) return false
  dispatch?.(state.tr.setMeta(key, false))
  return true
}
export const linkAsked = (state: EditorState): boolean => key.getState(state) === true

/** Makes the selection a link, or the link at the cursor another; with nothing selected the address itself is written. */
export const setLink =
  (href: string): Command =>
  (state, dispatch) => {
    const { selection, tr } = state
    const range = linkAt(state) ?? selection
    const mark = link.create({ href })
    if (range.from === range.to) {
      const words = href.replace(/^(mailto|tel):/i, '')
      tr.replaceSelectionWith(schema.text(words, [...selection.$from.marks(), mark]), false)
    } else tr.removeMark(range.from, range.to, link).addMark(range.from, range.to, mark)
    dispatch?.(tr.removeStoredMark(link).scrollIntoView())
    return true
  }

export const removeLink: Command = (state, dispatch) => {
  const range = linkAt(state)
  if (!range) return false
  dispatch?.(state.tr.removeMark(range.from, range.to, link))
  return true
}

const typed = /(?:^|[\s(])((?:https?:\/\/|www\.)[^\s]+?)([.,;:!?)'"’”]*)\s$/i

/** An address typed becomes a link with the space after it; Backspace takes that back. */
export const linkRule = new InputRule(typed, (state, match, start, end) => {
  const [whole, words = '', after = ''] = match
  const href = meantAddress(words)
  const space = whole.at(-1) ?? ' '
  if (!href) return null
  const from = end - after.length - words.length
  if (from < start || state.doc.textBetween(from, end) !== words + after) return null
  if (state.doc.rangeHasMark(from, end, link)) return null
  return state.tr
    .addMark(from, from + words.length, link.create({ href }))
    .insertText(space, end)
    .removeStoredMark(link)
})

const address = /(?:https?:\/\/|www\.)[^\s<>"]+/gi

/** A longer one is none that anybody could follow. */
const longestAddress = 2100

function linked(node: Node): Node[] {
  const text = node.text ?? ''
  if (link.isInSet(node.marks)) return [node]
  const parts: Node[] = []
  let done = 0
  for (const { 0: found, index } of text.matchAll(address)) {
    if (found.length > longestAddress) continue
    const words = found.replace(/[.,;:!?)'’”]+$/, '')
    const href = meantAddress(words)
    if (!href) continue
    if (index > done) parts.push(schema.text(text.slice(done, index), node.marks))
    parts.push(schema.text(words, link.create({ href }).addToSet(node.marks)))
    done = index + words.length
  }
  if (done === 0) return [node]
  return done < text.length ? [...parts, schema.text(text.slice(done), node.marks)] : parts
}

/** Addresses in what is pasted become links. */
export function linkAddresses(slice: Slice): Slice {
  const within = (fragment: Fragment): Fragment =>
    Fragment.fromArray(
      fragment.content.flatMap((node) =>
        node.isText ? linked(node) : [node.isLeaf ? node : node.copy(within(node.content))],
      ),
    )
  // Most has none, and is left as it is.
  if (!/https?:\/\/|www\./i.test(slice.content.textBetween(0, slice.content.size, ' '))) return slice
  return new Slice(within(slice.content), slice.openStart, slice.openEnd)
}

/**
 * A link is text until somebody asks for it: no click follows it. Ctrl+click, and any click where the note is only read,
 * shows where it leads, as does the key. An address pasted on selected words makes a link of them.
 */
export const links = (): Plugin<boolean> =>
  new Plugin<boolean>({
    key,
    // Whoever goes elsewhere in the text asks no more: the panel never speaks of another link than it shows.
    state: { init: () => false, apply: (tr, asked) => tr.getMeta(key) ?? (asked && !tr.selectionSet) },
    props: {
      handlePaste: (view, event) => {
        const text = event.clipboardData?.getData('text/plain').trim() ?? ''
        const { selection } = view.state
        if (selection.empty || !selection.$from.sameParent(selection.$to) || !/^https?:/i.test(text)) return false
        const href = safeAddress(text)
        return href !== undefined && setLink(href)(view.state, view.dispatch)
      },
      handleDOMEvents: {
        click: (view, event) => {
          const element = event.target instanceof Element ? event.target.closest('a[href]') : null
          if (!element) return false
          event.preventDefault()
          if (view.editable && !event.ctrlKey && !event.metaKey) return false
          const pos = view.posAtDOM(element, 0)
          view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, pos)).setMeta(key, true))
          return true
        },
        auxclick: (_view, event) => {
          if (event.target instanceof Element && event.target.closest('a[href]')) event.preventDefault()
          return false
        },
      },
    },
  })
