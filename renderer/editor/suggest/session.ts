import type { EditorState } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { SuggestItem, SuggestPlace, SuggestRange, SuggestSource } from './source.js'

/** What is offered at the cursor. */
export interface Offer extends SuggestRange {
  source: SuggestSource
  words: string
  place: SuggestPlace
}

/** The list as it is shown. */
export interface SuggestSnapshot {
  label: string
  words: string
  items: readonly SuggestItem[]
  selected: number
  /** `looking` only before the first answer: later ones replace what is shown. */
  state: 'looking' | 'found' | 'nothing' | 'failed'
  /** What to say when there is nothing to choose. */
  message?: string
  chooses: SuggestSource['chooses']
  /** How to choose, where that is not plain. */
  hint?: string
  /** Where the words begin, in the page's coordinates. */
  anchor: { left: number; top: number; bottom: number }
}

/** The id of an item's element, for the text to say which one is chosen. */
export const suggestItemId = (at: number): string => `note-suggest-${at}`
export const suggestListId = 'note-suggest'

/** For one answer the next question waits no longer than this, milliseconds. */
const patience = 1000

/** What is offered, what was found and which item is chosen. One for each editor. */
export class SuggestSession {
  #view: EditorView | undefined
  #offer: Offer | undefined
  #snapshot: SuggestSnapshot | null = null
  #asked = 0
  /** Since when an answer is waited for, and what is looked for once it is there. */
  #waits: { since: number; next?: () => void } | undefined
  /** Somebody went through the list by hand since the words last changed. */
  #moved = false
  /** Taken before there was an answer to all that was typed: the key of what was seen, if anything was. */
  #wanted: { key: string | undefined; orElse: (() => void) | undefined } | undefined
  readonly #listeners = new Set<() => void>()

  attach(view: EditorView | undefined): void {
    this.#view = view
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  snapshot = (): SuggestSnapshot | null => this.#snapshot

  /** What the text says of the list to someone who does not see it. */
  attributes(): Record<string, string> {
    const list = this.#snapshot
    if (!list) return {}
    return {
      'aria-controls': suggestListId,
      'aria-autocomplete': 'list',
      ...(list.items.length > 0 && { 'aria-activedescendant': suggestItemId(list.selected) }),
    }
  }

  /** The offer changed with the text; the same words in the same place are not looked for again. */
  offer(next: Offer | undefined): void {
    const before = this.#offer
    this.#offer = next
    if (!next) {
      this.#wanted = undefined
      this.#show(null)
      return
    }
    const isSame = before?.source === next.source && before.from === next.from
    if (isSame && before.words === next.words) return
    this.#moved = false
    this.#wanted = undefined
    if (!isSame) this.#show(this.#list(next, { items: [], state: 'looking' }))
    this.#ask(next)
  }

  /** One at a time: someone who types fast is answered what they typed last, not every letter on the way there. */
  #ask(offer: Offer): void {
    const asked = ++this.#asked
    const look = (): void => {
      if (asked !== this.#asked || !this.#offer) return
      const looking = this.#look(offer, asked)
      if (!looking) return
      const waits: { since: number; next?: () => void } = { since: performance.now() }
      this.#waits = waits
      void looking.then(() => {
        if (this.#waits !== waits) return
        this.#waits = undefined
        waits.next?.()
      })
    }
    if (this.#waits && performance.now() - this.#waits.since < patience) this.#waits.next = look
    else look()
  }

  /** Undefined where the answer was there at once. */
  #look({ source, words, place }: Offer, asked: number): Promise<void> | undefined {
    const failed = (): void => this.#answer(asked, [], 'Could not be looked up just now')
    try {
      const found = source.find(words, place)
      if (!Array.isArray(found)) return found.then((items) => this.#answer(asked, items)).catch(failed)
      this.#answer(asked, found)
    } catch {
      failed()
    }
    return undefined
  }

  /** What was asked for last is shown, in whichever order the answers come. */
  #answer(asked: number, items: readonly SuggestItem[], failure?: string): void {
    const offer = this.#offer
    if (asked !== this.#asked || !offer) return
    const message = failure ?? (items.length === 0 ? offer.source.nothing?.(offer.words) : undefined)
    if (items.length === 0 && message === undefined) this.#show(null)
    else {
      const state = failure ? 'failed' : items.length > 0 ? 'found' : 'nothing'
      const selected = this.#placeOfSelected(items)
      this.#show(this.#list(offer, { items, selected, state, ...(message && { message }) }))
    }
    this.#takeWanted(items)
  }

  /** Where what was gone to by hand stands in the new list; its beginning otherwise. */
  #placeOfSelected(items: readonly SuggestItem[]): number {
    const before = this.#moved ? this.#snapshot?.items[this.#snapshot.selected]?.key : undefined
    return before === undefined
      ? 0
      : Math.max(
          0,
          items.findIndex(({ key }) => key === before),
        )
  }

  /** What was taken from a list that lagged behind the words is taken as it is now; what nobody has seen is only shown. */
  #takeWanted(items: readonly SuggestItem[]): void {
    const { key: wanted, orElse } = this.#wanted ?? {}
    this.#wanted = undefined
    const at = wanted === undefined ? -1 : items.findIndex(({ key }) => key === wanted)
    if (at >= 0) this.choose(at)
    else if (items.length === 0) orElse?.()
  }

  move(by: number): void {
    const list = this.#snapshot
    if (!list || list.items.length === 0) return
    this.select((list.selected + by + list.items.length) % list.items.length)
  }

  select(at: number): void {
    if (!this.#snapshot?.items[at]) return
    this.#moved = true
    this.#show({ ...this.#snapshot, selected: at })
  }

  /**
   * Puts what is chosen in the place of the words. While the list does not answer all that was typed yet, it waits for the
   * answer: `a1c in 3 months` must not become what `a1c in 3` meant. False when there is nothing to choose; `orElse` is done
   * when that turns out after waiting.
   */
  choose(at = this.#snapshot?.selected ?? 0, orElse?: () => void): boolean {
    const [view, offer, item] = [this.#view, this.#offer, this.#snapshot?.items[at]]
    if (!view || !offer || !this.#snapshot) return false
    if (this.#snapshot.state === 'looking' || this.#snapshot.words !== offer.words) {
      this.#wanted = { key: item?.key, orElse }
      return true
    }
    if (!item) return false
    const { from, to } = offer
    this.offer(undefined)
    view.focus()
    return item.choose({ from, to })(view.state, view.dispatch, view)
  }

  #list(
    offer: Offer,
    of: Pick<SuggestSnapshot, 'items' | 'state' | 'message'> & { selected?: number },
  ): SuggestSnapshot {
    const { left, top, bottom } = anchorOf(this.#view, offer.from)
    const { source, words } = offer
    return {
      label: source.label,
      words,
      chooses: source.chooses,
      ...(source.hint && { hint: source.hint }),
      anchor: { left, top, bottom },
      selected: 0,
      ...of,
    }
  }

  #show(next: SuggestSnapshot | null): void {
    if (next === this.#snapshot) return
    const said = JSON.stringify(this.attributes())
    this.#snapshot = next
    if (said !== JSON.stringify(this.attributes()) && this.#view && !this.#view.isDestroyed) this.#view.setProps({})
    for (const listener of [...this.#listeners]) listener()
  }
}

function anchorOf(view: EditorView | undefined, from: number): SuggestSnapshot['anchor'] {
  const nowhere = { left: 0, top: 0, bottom: 0 }
  if (!view || view.isDestroyed) return nowhere
  try {
    return view.coordsAtPos(from)
  } catch {
    // A page that is not laid out has no places, such as in a window that is not shown.
    return nowhere
  }
}

/** Where a position is, for what may be offered there. */
export function placeAt(state: EditorState, pos: number): SuggestPlace {
  const $pos = state.doc.resolve(pos)
  let inProblem = false
  for (let depth = $pos.depth; depth > 1; depth -= 1) inProblem ||= $pos.node(depth).type.name === 'problem'
  return { section: $pos.depth > 0 ? $pos.node(1).attrs.code : '', inProblem }
}
