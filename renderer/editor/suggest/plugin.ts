import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { fromJournal } from '../journal/journal.js'
import { type Offer, placeAt, type SuggestSession } from './session.js'
import type { SuggestSource } from './source.js'

const key = new PluginKey<Offering>('suggest')

/** Of the text before the cursor no more is read than this, characters. */
const mostRead = 160

interface Open {
  source: SuggestSource
  from: number
  to: number
  words: string
}

/** What is offered now, and where Escape left words as text: there nothing is offered again. */
interface Offering {
  open: Open | null
  left: { source: SuggestSource; from: number } | null
}
const nothing: Offering = { open: null, left: null }

function readAt(state: EditorState, sources: readonly SuggestSource[], { only, left }: Asked = {}): Open | null {
  const { $head, empty, head } = state.selection
  if (!empty || !$head.parent.isTextblock) return null
  const start = Math.max(0, $head.parentOffset - mostRead)
  const before = $head.parent.textBetween(start, $head.parentOffset, undefined, '\ufffc')
  for (const source of only ? [only.source] : sources) {
    const read = source.reads(before)
    const from = head - (read?.length ?? 0)
    if (left?.source === source && left.from === from) continue
    if (read && (!only || only.from === from)) return { source, from, to: head, words: read.words }
  }
  return null
}

/** `only`: whether this one goes on. `left`: what is not to be offered. */
interface Asked {
  only?: Open
  left?: Offering['left']
}

/** What a person typed here, as opposed to what came from elsewhere, or was undone. */
const isTyped = (tr: Transaction): boolean =>
  tr.docChanged &&
  tr.getMeta(fromJournal) !== true &&
  tr.getMeta('history$') === undefined &&
  tr.getMeta('paste') !== true

function next(before: Offering, tr: Transaction, state: EditorState, sources: readonly SuggestSource[]): Offering {
  const { open } = before
  const told = tr.getMeta(key) as Told | undefined
  if (told) return { open: null, left: told === 'leave' && open ? open : before.left }
  if (!tr.docChanged && !tr.selectionSet) return before
  const left = before.left && stillLeft(before.left, tr)
  if (open) {
    const goesOn = readAt(state, sources, { only: { ...open, from: tr.mapping.map(open.from, -1) } })
    if (goesOn) return { open: goesOn, left }
  }
  const found = isTyped(tr) ? readAt(state, sources, { left }) : null
  return found || left ? { open: found, left } : nothing
}

/** Until its first character is deleted. */
function stillLeft({ source, from }: NonNullable<Offering['left']>, tr: Transaction): Offering['left'] {
  const { pos, deletedAfter } = tr.mapping.mapResult(from, 1)
  return deletedAfter ? null : { source, from: pos }
}

/** The list closes; `leave`: because the words are meant as text. */
type Told = 'close' | 'leave'

/** The key does in the text what it would have done, had it been known that there is nothing to choose. */
function pressAgain(view: EditorView, { key: name }: KeyboardEvent): void {
  if (name !== 'Enter' || view.isDestroyed || !view.hasFocus()) return
  tell(view, 'leave')
  view.dom.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }))
}

const tell = (view: EditorView, told: Told): void => view.dispatch(view.state.tr.setMeta(key, told))

/**
 * Offers what the sources have for the words being typed: `/` commands, `@` data of the chart, `.` phrases, a blood pressure.
 * It opens only by typing, never because the cursor came by; Escape keeps the words as text, for as long as they are there.
 */
export const suggest = (session: SuggestSession, sources: readonly SuggestSource[]): Plugin<Offering> =>
  new Plugin<Offering>({
    key,
    state: {
      init: () => nothing,
      apply: (tr, before, _old, state) => next(before, tr, state, sources),
    },
    view: (view) => {
      session.attach(view)
      return {
        update: ({ state, composing }) => {
          const open = key.getState(state)?.open
          if (!composing) session.offer(open ? offerOf(state, open) : undefined)
        },
        destroy: () => session.attach(undefined),
      }
    },
    props: {
      handleKeyDown: (view, event) => {
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
            return session.choose(undefined, () => pressAgain(view, event))
          default:
            return false
        }
      },
      handleDOMEvents: {
        keydown: (view, event) => {
          if (event.key !== 'Escape' || event.isComposing || !session.snapshot()) return false
          event.preventDefault()
          event.stopPropagation()
          tell(view, 'leave')
          return true
        },
        blur: (view) => {
          if (key.getState(view.state)?.open) tell(view, 'close')
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
