import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { fromJournal } from '../journal/journal.js'
import { type Offer, placeAt, type SuggestSession } from './session.js'
import type { SuggestSource } from './source.js'

const key = new PluginKey<Open | null>('suggest')

/** Of the text before the cursor no more is read than this, characters. */
const mostRead = 160

interface Open {
  source: SuggestSource
  from: number
  to: number
  words: string
}

function readAt(state: EditorState, sources: readonly SuggestSource[], only?: Open): Open | null {
  const { $head, empty, head } = state.selection
  if (!empty || !$head.parent.isTextblock) return null
  const start = Math.max(0, $head.parentOffset - mostRead)
  const before = $head.parent.textBetween(start, $head.parentOffset, undefined, '\ufffc')
  for (const source of only ? [only.source] : sources) {
    const read = source.reads(before)
    const from = head - (read?.length ?? 0)
    if (read && (!only || only.from === from)) return { source, from, to: head, words: read.words }
  }
  return null
}

/** What a person typed here, as opposed to what came from elsewhere, or was undone. */
const isTyped = (tr: Transaction): boolean =>
  tr.docChanged &&
  tr.getMeta(fromJournal) !== true &&
  tr.getMeta('history$') === undefined &&
  tr.getMeta('paste') !== true

function next(open: Open | null, tr: Transaction, state: EditorState, sources: readonly SuggestSource[]): Open | null {
  const told = tr.getMeta(key) as 'close' | undefined
  if (told === 'close') return null
  if (!tr.docChanged && !tr.selectionSet) return open
  if (open) {
    const moved = { ...open, from: tr.mapping.map(open.from, -1) }
    const goesOn = readAt(state, sources, moved)
    if (goesOn) return goesOn
  }
  return isTyped(tr) ? readAt(state, sources) : null
}

/** Closes the list and leaves the words as they are. */
const close = (view: EditorView): void => view.dispatch(view.state.tr.setMeta(key, 'close'))

/**
 * Offers what the sources have for the words being typed: `/` commands, `@` data of the chart, `.` phrases, a blood pressure.
 * It opens only by typing, never because the cursor came by; Escape keeps the words as text.
 */
export const suggest = (session: SuggestSession, sources: readonly SuggestSource[]): Plugin<Open | null> =>
  new Plugin<Open | null>({
    key,
    state: {
      init: () => null,
      apply: (tr, open, _before, state) => next(open, tr, state, sources),
    },
    view: (view) => {
      session.attach(view)
      return {
        update: ({ state, composing }) => {
          const open = key.getState(state)
          if (!composing) session.offer(open ? offerOf(state, open) : undefined)
        },
        destroy: () => session.attach(undefined),
      }
    },
    props: {
      handleKeyDown: (_view, event) => {
        const list = session.snapshot()
        if (!list || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return false
        switch (event.key) {
          case 'ArrowDown':
          case 'ArrowUp':
            if (list.items.length === 0 || list.chooses === 'Tab') return false
            session.move(event.key === 'ArrowDown' ? 1 : -1)
            return true
          case 'Enter':
          case 'Tab':
            if (event.shiftKey || (event.key === 'Enter' && list.chooses === 'Tab')) return false
            return session.choose()
          default:
            return false
        }
      },
      handleDOMEvents: {
        keydown: (view, event) => {
          if (event.key !== 'Escape' || event.isComposing || !session.snapshot()) return false
          event.preventDefault()
          event.stopPropagation()
          close(view)
          return true
        },
        blur: (view) => {
          if (key.getState(view.state)) close(view)
          return false
        },
      },
    },
  })

const offerOf = (state: EditorState, { source, from, to, words }: Open): Offer => ({
  source,
  from,
  to,
  words,
  place: placeAt(state, from),
})
