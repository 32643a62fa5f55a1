import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { type OpenPlace, schema, wildcardsIn } from '../../../shared/document/index.js'
import { placeAt, type SuggestSession } from '../suggest/session.js'
import type { SuggestItem, SuggestSource } from '../suggest/source.js'

/** A list of the text that is selected, to be chosen from. */
interface Open {
  from: number
  to: number
  options: readonly string[]
  many: boolean
  /** What was typed for an option: letters find one; what is none of them becomes the words themselves. */
  typed: string
  picked: readonly number[]
  source: SuggestSource
}

type Told = { typed: string } | { picked: readonly number[] } | 'close'

const key = new PluginKey<Open | null>('picking')

/** An option that is a number itself is never chosen by its place in the list. */
const countable = (options: readonly string[]): boolean => !options.some((option) => /^\d/.test(option))

/** `fever`, `fever and cough`, `fever, cough and rash`; `heart: regular, no murmur; lungs: clear` */
const joined = (words: readonly string[]): string =>
  words.length < 2 || words.some((each) => /[,:]/.test(each))
    ? words.join('; ')
    : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

/** An option that says something; `none due` and `something else` are no part of all. */
const isPart = (option: string): boolean => !/^(none|nothing|not|declined)\b/.test(option) && !option.includes('***')

const startsWith = (option: string, typed: string): boolean => option.toLowerCase().startsWith(typed.toLowerCase())

/** The list that the selection is exactly, if it is one. */
function placeSelected({ selection }: EditorState): OpenPlace | undefined {
  const { $from, $to, from, to, empty } = selection
  if (empty || !(selection instanceof TextSelection) || !$from.sameParent($to) || !$from.parent.isTextblock) return
  const start = $from.start()
  return wildcardsIn($from.parent).find(
    (place) => place.options && place.from + start === from && place.to + start === to,
  )
}

function opened(state: EditorState): Open | null {
  const place = placeSelected(state)
  if (!place?.options) return null
  const { from, to } = state.selection
  const open = { from, to, options: place.options, many: place.many === true, typed: '', picked: [] }
  return { ...open, source: sourceOf(open.options, open.many) }
}

/** What the list shows: the options, which are taken, and the keys that take them. */
function sourceOf(options: readonly string[], many: boolean): SuggestSource {
  const numbered = countable(options)
  return {
    id: 'choice',
    label: many ? 'Choose any' : 'Choose one',
    ...(many && {
      hint: numbered ? 'Numbers pick, 0 picks all, Enter puts them in' : 'Space picks, Enter puts them in',
    }),
    reads: () => null,
    chooses: 'Enter',
    find: (words) => {
      const [typed = '', taken = ''] = words.split('\n')
      const picked = new Set(taken.split(',').filter(Boolean).map(Number))
      return options.map(
        (option, at): SuggestItem => ({
          key: String(at),
          icon: picked.has(at) ? 'check' : many ? 'plus' : 'arrow-right',
          title: option === '***' ? 'Something else' : option,
          ...(many && { picked: picked.has(at) }),
          ...(typed !== '' && startsWith(option, typed) && { detail: `“${typed}”` }),
          ...(numbered && at < 9 && { note: { text: String(at + 1), tone: 'plain' as const } }),
          choose: () => (state, dispatch, view) => {
            const open = key.getState(state)
            if (!open) return false
            if (many && open.picked.length > 0) return take(open, joinedOf(open))(state, dispatch, view)
            return take(open, option)(state, dispatch, view)
          },
        }),
      )
    },
  }
}

/** Those picked, in the order of the list. */
const joinedOf = ({ options, picked }: Open): string => joined(options.filter((_option, at) => picked.includes(at)))

/** Where the next place to fill in of this section is, from a position on. */
function nextPlace(tr: Transaction, from: number): { from: number; to: number } | undefined {
  const $from = tr.doc.resolve(from)
  const end = $from.depth > 0 ? $from.end(1) : tr.doc.content.size
  let found: { from: number; to: number } | undefined
  tr.doc.nodesBetween(from, end, (node, pos) => {
    if (found || !node.isTextblock) return !found
    const place = wildcardsIn(node).find((each) => pos + 1 + each.from >= from)
    if (place) found = { from: pos + 1 + place.from, to: pos + 1 + place.to }
    return false
  })
  return found
}

/** Puts words in the place of the list and goes on to the next place of the section. `stay`: typing goes on there. */
const take =
  ({ from, to }: Open, words: string, stay = false) =>
  (state: EditorState, dispatch?: (tr: Transaction) => void, view?: EditorView): boolean => {
    const marks = state.doc.resolve(from + 1).marks()
    const { tr } = state
    if (words === '') tr.delete(from, to)
    else tr.replaceWith(from, to, schema.text(words, schema.marks.template.removeFromSet(marks)))
    const end = from + words.length
    const open = words.includes('***') ? nextPlace(tr, from) : stay ? undefined : nextPlace(tr, end)
    tr.setSelection(TextSelection.create(tr.doc, open?.from ?? end, open?.to ?? end))
    ;(dispatch ?? view?.dispatch)?.(tr.scrollIntoView())
    return true
  }

const tell = (view: EditorView, told: Told): void => view.dispatch(view.state.tr.setMeta(key, told))

const toggled = (picked: readonly number[], at: number): readonly number[] =>
  picked.includes(at) ? picked.filter((other) => other !== at) : [...picked, at]

/** All that say something are taken, or none any more. */
function pickAll(view: EditorView, { options, picked }: Open): void {
  const parts = options.flatMap((option, at) => (isPart(option) ? [at] : []))
  const isAll = picked.length === parts.length && parts.every((at) => picked.includes(at))
  tell(view, { picked: isAll ? [] : parts })
}

/** One of several is taken, or not any more; the list stays open at it. */
function pick(view: EditorView, { picked }: Open, at: number, session: SuggestSession): void {
  tell(view, { picked: toggled(picked, at) })
  session.select(at)
}

/** The option a number key means; undefined where it means none. */
function byNumber(open: Open, pressed: string): number | undefined {
  const at = Number(pressed) - 1
  return /^[1-9]$/.test(pressed) && open.typed === '' && countable(open.options) && at < open.options.length
    ? at
    : undefined
}

function keyDown(view: EditorView, event: KeyboardEvent, session: SuggestSession): boolean {
  const open = key.getState(view.state)
  const list = session.snapshot()
  if (!open || !list || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return false
  switch (event.key) {
    case 'ArrowDown':
    case 'ArrowUp':
      session.move(event.key === 'ArrowDown' ? 1 : -1)
      return true
    case 'Enter':
    case 'Tab':
      // A key held down would answer one question after another, unread.
      return event.repeat || (event.shiftKey ? false : session.choose())
    case ' ':
      if (!open.many || open.typed !== '') return false
      pick(view, open, list.selected, session)
      return true
    case 'Backspace':
      if (open.typed === '') return false
      tell(view, { typed: open.typed.slice(0, -1) })
      return true
    default:
      return false
  }
}

/** Letters find an option, number keys take one; anything else is written in the place of the list. */
function textInput(view: EditorView, text: string, session: SuggestSession): boolean {
  const open = key.getState(view.state)
  if (!open || !view.editable) return false
  if (text === '0' && open.many && open.typed === '' && countable(open.options)) {
    pickAll(view, open)
    return true
  }
  const numbered = byNumber(open, text)
  if (numbered !== undefined) {
    if (open.many) pick(view, open, numbered, session)
    else session.choose(numbered)
    return true
  }
  const typed = open.typed + text
  const at = open.options.findIndex((option) => startsWith(option, typed))
  if (at < 0) return take(open, typed, true)(view.state, view.dispatch)
  tell(view, { typed })
  session.select(at)
  return true
}

/**
 * Lists to choose from, `{left|right}`: one that is selected opens beside the text. Arrows or first letters and Enter, or a
 * number key, put an option in its place; other words may be typed instead. An unchosen list stays as it is written.
 */
export const picking = (session: SuggestSession): Plugin<Open | null> =>
  new Plugin<Open | null>({
    key,
    state: {
      init: () => null,
      apply: (tr, open, _before, state) => {
        const told = tr.getMeta(key) as Told | undefined
        if (told === 'close') return null
        if (told && open) return { ...open, ...told }
        if (!tr.docChanged && !tr.selectionSet) return open
        const next = opened(state)
        // A colleague wrote elsewhere: what was picked so far stays picked.
        const isSame = open && next && !tr.selectionSet && next.from === tr.mapping.map(open.from)
        return isSame && next.options.join('|') === open.options.join('|')
          ? { ...open, from: next.from, to: next.to }
          : next
      },
    },
    view: (view) => {
      session.attach(view)
      return {
        update: ({ state, editable }) => {
          const open = editable ? key.getState(state) : null
          session.offer(
            open
              ? {
                  source: open.source,
                  from: open.from,
                  to: open.to,
                  words: `${open.typed}\n${open.picked.join()}`,
                  place: placeAt(state, open.from),
                }
              : undefined,
          )
        },
        destroy: () => session.attach(undefined),
      }
    },
    props: {
      handleKeyDown: (view, event) => keyDown(view, event, session),
      handleTextInput: (view, _from, _to, text) => textInput(view, text, session),
      handleClick: (view, pos) => {
        const $pos = view.state.doc.resolve(pos)
        if (!view.editable || !$pos.parent.isTextblock) return false
        const start = $pos.start()
        const place = wildcardsIn($pos.parent).find(({ from, to }) => start + from <= pos && pos < start + to)
        if (!place) return false
        const selection = TextSelection.create(view.state.doc, start + place.from, start + place.to)
        view.dispatch(view.state.tr.setSelection(selection))
        return true
      },
      handleDOMEvents: {
        keydown: (view, event) => {
          if (event.key !== 'Escape' || event.isComposing || !session.snapshot()) return false
          event.preventDefault()
          event.stopPropagation()
          tell(view, 'close')
          return true
        },
        blur: (view) => {
          if (key.getState(view.state)) tell(view, 'close')
          return false
        },
      },
    },
  })
