import type { Node } from 'prosemirror-model'
import { type Command, type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'
import type { Checker } from '../spelling/checker.js'
import { plainWord } from '../spelling/exempt.js'
import { tokensOf } from '../spelling/tokens.js'
import { joined, type Range, strays, touchedBy } from './touched.js'

/** After the last key, milliseconds; while somebody types on, at the latest after `atLatest`. */
const pause = 350
const atLatest = 1500
/** Textblocks looked at in one go, so that a long note never holds up a key. */
const blocksAtOnce = 40

/** A word marked as unknown. */
export interface Misspelling extends Range {
  word: string
}

interface Spelling {
  marks: DecorationSet
  /** What is still to be looked at, in order. */
  dirty: readonly Range[]
  /** Where a word is that was left alone because it is being typed. */
  held: number | null
  on: boolean
  /** The dictionary could not be asked. */
  failed: boolean
  /** Lower case: the person's own words, names, and what is ignored in this note. */
  exempt: ReadonlySet<string>
}

type Change =
  | { looked: Range; found: Decoration[]; held: number | null }
  | { on: boolean; exempt: ReadonlySet<string> }
  /** The cursor has left the text, and with it the word it was in. */
  | { left: true }
  | { failed: true }

const key = new PluginKey<Spelling>('spelling')

const mark = (from: number, to: number, word: string): Decoration =>
  Decoration.inline(from, to, { class: 'note-misspelt', 'aria-invalid': 'spelling' }, { word })

const whole = (doc: Node): Range[] => [{ from: 0, to: doc.content.size }]

function without(ranges: readonly Range[], { from, to }: Range): Range[] {
  return ranges.flatMap((range) => {
    if (range.to < from || range.from > to) return [range]
    return [
      ...(range.from < from ? [{ from: range.from, to: from - 1 }] : []),
      ...(range.to > to ? [{ from: to + 1, to: range.to }] : []),
    ]
  })
}

function afterChange(before: Spelling, change: Change, doc: Node): Spelling {
  if ('looked' in change) {
    const { from, to } = change.looked
    const marks = before.marks.remove(before.marks.find(from, to)).add(doc, change.found)
    return {
      ...before,
      marks,
      dirty: without(before.dirty, change.looked),
      held: change.held ?? before.held,
      failed: false,
    }
  }
  if ('left' in change) return released(before)
  if ('failed' in change) return { ...before, failed: true }
  const { on, exempt } = change
  if (!on) return { marks: DecorationSet.empty, dirty: [], held: null, on, exempt, failed: false }
  const more = [...exempt].some((word) => !before.exempt.has(word))
  const fewer = !before.on || [...before.exempt].some((word) => !exempt.has(word))
  const right = more ? before.marks.find(undefined, undefined, ({ word }) => exempt.has(plainWord(word))) : []
  return { ...before, on, exempt, marks: before.marks.remove(right), dirty: fewer ? whole(doc) : before.dirty }
}

/** What was left alone while it was typed is looked at. */
const released = (before: Spelling): Spelling =>
  before.held === null
    ? before
    : { ...before, dirty: joined([...before.dirty, { from: before.held, to: before.held }]), held: null }

function apply(tr: Transaction, before: Spelling): Spelling {
  let after = before
  if (tr.docChanged && before.on) {
    const moved = before.dirty.map(({ from, to }) => ({ from: tr.mapping.map(from, -1), to: tr.mapping.map(to, 1) }))
    after = {
      ...before,
      marks: strays(tr) ? DecorationSet.empty : before.marks.map(tr.mapping, tr.doc),
      dirty: strays(tr) ? [{ from: 0, to: tr.doc.content.size }] : joined([...moved, ...touchedBy(tr)]),
      held: null,
    }
  } else if (tr.selectionSet) {
    // The cursor has moved: the word it was in may be finished.
    after = released(before)
  }
  const change = tr.getMeta(key) as Change | undefined
  return change ? afterChange(after, change, tr.doc) : after
}

/** The next textblocks to look at, and the range they cover. */
function nextBlocks(
  doc: Node,
  dirty: readonly Range[],
): { blocks: { node: Node; pos: number }[]; range: Range } | null {
  const [first] = dirty
  if (!first) return null
  const blocks: { node: Node; pos: number }[] = []
  const range = { from: first.from, to: first.to }
  doc.nodesBetween(first.from, Math.min(doc.content.size, Math.max(first.to, first.from + 1)), (node, pos) => {
    if (blocks.length >= blocksAtOnce) return false
    if (!node.isTextblock) return true
    blocks.push({ node, pos })
    range.from = Math.min(range.from, pos)
    if (blocks.length === blocksAtOnce) range.to = pos + node.nodeSize
    else range.to = Math.max(range.to, pos + node.nodeSize)
    return false
  })
  return { blocks, range }
}

/** Looks at what was touched when the typist pauses, a little at a time. Only marks ever change, never the text. */
class Watch {
  readonly #view: EditorView
  readonly #checker: Checker
  #timer: ReturnType<typeof setTimeout> | undefined
  #due = Number.POSITIVE_INFINITY
  #busy = false
  #gone = false

  constructor(view: EditorView, checker: Checker) {
    this.#view = view
    this.#checker = checker
    this.update()
  }

  update(): void {
    const state = key.getState(this.#view.state)
    if (!state?.on || state.dirty.length === 0 || this.#busy) return
    const now = performance.now()
    if (this.#due === Number.POSITIVE_INFINITY) this.#due = now + atLatest
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#look(), Math.max(0, Math.min(pause, this.#due - now)))
  }

  destroy(): void {
    this.#gone = true
    clearTimeout(this.#timer)
  }

  async #look(): Promise<void> {
    this.#busy = true
    this.#due = Number.POSITIVE_INFINITY
    try {
      while (!this.#gone && (await this.#lookAtSome())) await idle()
    } catch {
      if (!this.#gone) this.#tell({ failed: true })
    } finally {
      this.#busy = false
    }
  }

  #tell(change: Change): void {
    this.#view.dispatch(this.#view.state.tr.setMeta(key, change).setMeta('addToHistory', false))
  }

  /** False when there is nothing left to do. */
  async #lookAtSome(): Promise<boolean> {
    const view = this.#view
    const spelling = key.getState(view.state)
    if (!spelling?.on || view.composing) return false
    const next = nextBlocks(view.state.doc, spelling.dirty)
    if (!next) return false
    const words = new Set<string>()
    const tokens = next.blocks.map(({ node, pos }) => ({ pos, tokens: tokensOf(node) }))
    for (const block of tokens) {
      for (const { word } of block.tokens) if (this.#checker.verdict(word) === undefined) words.add(word)
    }
    if (words.size > 0) {
      await this.#checker.check([...words])
      return true
    }
    const { selection } = view.state
    const cursor = selection.empty && view.hasFocus() ? selection.head : -1
    const found: Decoration[] = []
    let held: number | null = null
    for (const block of tokens) {
      for (const token of block.tokens) {
        if (this.#checker.verdict(token.word) === 'known' || spelling.exempt.has(plainWord(token.word))) continue
        const [from, to] = [block.pos + 1 + token.from, block.pos + 1 + token.to]
        if (cursor >= from && cursor <= to) held = from
        else found.push(mark(from, to, token.word))
      }
    }
    this.#tell({ looked: next.range, found, held })
    return true
  }
}

const idle = (): Promise<void> =>
  new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: 500 })
    else setTimeout(resolve, 0)
  })

export const spelling = (checker: Checker): Plugin =>
  new Plugin<Spelling>({
    key,
    state: {
      init: () => ({ marks: DecorationSet.empty, dirty: [], held: null, on: false, failed: false, exempt: new Set() }),
      apply,
    },
    props: {
      decorations: (state) => key.getState(state)?.marks,
      handleDOMEvents: {
        blur: (view) => {
          if (key.getState(view.state)?.held != null) {
            view.dispatch(view.state.tr.setMeta(key, { left: true } satisfies Change).setMeta('addToHistory', false))
          }
          return false
        },
      },
    },
    view: (view) => new Watch(view, checker),
  })

/** Turns it on or off, and says which words are right whatever the dictionary says. */
export const setSpelling =
  (on: boolean, exempt: ReadonlySet<string>): Command =>
  (state, dispatch) => {
    dispatch?.(state.tr.setMeta(key, { on, exempt } satisfies Change).setMeta('addToHistory', false))
    return true
  }

/** How far the words have been looked at: only when `done` is a note without marks one without misspelt words. */
export function spellingStands(state: EditorState): 'done' | 'looking' | 'failed' {
  const { failed = false, dirty = [] } = key.getState(state) ?? {}
  return failed ? 'failed' : dirty.length > 0 ? 'looking' : 'done'
}

const asMisspelling = ({ from, to, spec }: Decoration): Misspelling => ({ from, to, word: spec.word })

/** The marked word at a position, or one that ends there. */
export function misspellingAt(state: EditorState, pos: number): Misspelling | undefined {
  const [found] = key.getState(state)?.marks.find(pos, pos) ?? []
  return found && asMisspelling(found)
}

/** Selects the next marked word after the selection, or before it; from the other end of the note after the last. */
export const nextMisspelling =
  (back = false): Command =>
  (state, dispatch) => {
    const all = (key.getState(state)?.marks.find() ?? []).map(asMisspelling).sort((a, b) => a.from - b.from)
    const { from, to } = state.selection
    const next = back
      ? (all.findLast((one) => one.to <= from) ?? all.at(-1))
      : (all.find((one) => one.from >= to) ?? all[0])
    if (!next) return false
    dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, next.from, next.to)).scrollIntoView())
    return true
  }

/** Puts another word in the place of a marked one, as long as it still stands there. */
export const correct =
  ({ from, to, word }: Misspelling, correction: string): Command =>
  (state, dispatch) => {
    if (to > state.doc.content.size || state.doc.textBetween(from, to) !== word) return false
    const marks = state.doc.resolve(from + 1).marks()
    const tr = state.tr.replaceWith(from, to, state.schema.text(correction, marks))
    dispatch?.(tr.setSelection(TextSelection.create(tr.doc, from + correction.length)).scrollIntoView())
    return true
  }
