import { closeHistory } from 'prosemirror-history'
import type { Node } from 'prosemirror-model'
import { getMatchHighlights, getSearchState, SearchQuery, search, setSearchState } from 'prosemirror-search'
import {
  type Command,
  type EditorState,
  NodeSelection,
  Plugin,
  TextSelection,
  type Transaction,
} from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'

/** What is looked for, and what stands in its place. */
export interface FindWords {
  words: string
  replacement: string
  matchCase: boolean
  wholeWord: boolean
}

/** Looks for the words from the selection on; empty words end the search. */
export const find =
  ({ words, replacement, matchCase, wholeWord }: FindWords): Command =>
  (state, dispatch) => {
    const query = new SearchQuery({
      search: words,
      replace: replacement,
      caseSensitive: matchCase,
      wholeWord,
      literal: true,
    })
    if (getSearchState(state)?.query.eq(query)) return false
    dispatch?.(setSearchState(state.tr, query))
    return true
  }

export const endFind = find({ words: '', replacement: '', matchCase: false, wholeWord: false })

interface Match {
  from: number
  to: number
  /** Of a chip or another thing that is more than text: found as a whole, never replaced. */
  whole: boolean
}

const found = new WeakMap<Node, { query: SearchQuery; matches: Match[] }>()

const escaped = (words: string): string => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Chips and smart links that say what is looked for. */
function wholeMatches({ doc }: EditorState, query: SearchQuery): Match[] {
  const known = found.get(doc)
  if (known?.query === query) return known.matches
  const edge = query.wholeWord ? '(?<![\\p{L}\\p{N}])' : ''
  const end = query.wholeWord ? '(?![\\p{L}\\p{N}])' : ''
  const pattern = new RegExp(edge + escaped(query.search) + end, query.caseSensitive ? 'u' : 'iu')
  const matches: Match[] = []
  doc.descendants((node, pos) => {
    const words = node.isAtom && !node.isText ? node.type.spec.leafText?.(node) : undefined
    if (words && pattern.test(words)) matches.push({ from: pos, to: pos + node.nodeSize, whole: true })
  })
  found.set(doc, { query, matches })
  return matches
}

function allMatches(state: EditorState): Match[] {
  const query = getSearchState(state)?.query
  if (!query?.valid) return []
  const inText = getMatchHighlights(state)
    .find()
    .map(({ from, to }) => ({ from, to, whole: false }))
  return [...inText, ...wholeMatches(state, query)].sort((a, b) => a.from - b.from)
}

const selected = ({ doc, tr }: EditorState, { from, to, whole }: Match) =>
  tr.setSelection(whole ? NodeSelection.create(doc, from) : TextSelection.create(doc, from, to)).scrollIntoView()

/** Selects the match that `choose` answers. */
const goTo =
  (choose: (matches: Match[], selection: { from: number; to: number }) => Match | undefined): Command =>
  (state, dispatch) => {
    const match = choose(allMatches(state), state.selection)
    if (!match) return false
    dispatch?.(selected(state, match))
    return true
  }

/** The replacement with the capital a sentence began with: `Left knee` becomes `Right knee` by `left` and `right`. */
function inItsPlace(found: string, { search: words, replace, caseSensitive }: SearchQuery): string {
  const isBegun = /^\p{Lu}/u.test(found) && /^\p{Ll}/u.test(words) && /^\p{Ll}/u.test(replace)
  return isBegun && !caseSensitive ? replace.charAt(0).toUpperCase() + replace.slice(1) : replace
}

function replace(tr: Transaction, { from, to }: Match, query: SearchQuery): void {
  const words = inItsPlace(tr.doc.textBetween(from, to), query)
  const marks = tr.doc.resolve(from).marksAcross(tr.doc.resolve(to)) ?? []
  if (words === '') tr.delete(from, to)
  else tr.replaceWith(from, to, tr.doc.type.schema.text(words, marks))
}

const textMatches = (state: EditorState): Match[] => allMatches(state).filter(({ whole }) => !whole)

/** Replaces the match that is selected and goes to the next; where none is selected, selects the next. */
export const replaceNext: Command = (state, dispatch) => {
  const query = getSearchState(state)?.query
  const matches = textMatches(state)
  const { from, to } = state.selection
  const at = matches.findIndex((match) => match.from >= from)
  const match = matches[at] ?? matches[0]
  if (!query || !match) return false
  const { tr } = state
  let next = match
  if (match.from === from && match.to === to) {
    replace(tr, match, query)
    next = matches[at + 1] ?? matches[0] ?? match
  }
  const end = tr.mapping.map(next.to)
  const start = next === match && tr.docChanged ? end : tr.mapping.map(next.from, 1)
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, start, end)).scrollIntoView())
  return true
}

/** Replaces every match in text at once. */
export const replaceAll: Command = (state, dispatch) => {
  const query = getSearchState(state)?.query
  const matches = textMatches(state)
  if (!query || matches.length === 0) return false
  const tr = closeHistory(state.tr)
  for (const match of matches.reverse()) replace(tr, match, query)
  dispatch?.(tr.scrollIntoView())
  return true
}

/** Selects the first match at or after the selection. */
export const findFirst = goTo((matches, { from }) => matches.find((match) => match.from >= from) ?? matches[0])

/** The next match, from the beginning again after the last. */
export const findNext = goTo((matches, { to }) => matches.find((match) => match.from >= to) ?? matches[0])

/** The match before, from the end again before the first. */
export const findPrev = goTo((matches, { from }) => matches.findLast((match) => match.to <= from) ?? matches.at(-1))

/**
 * How many matches there are, how many of them can be replaced and which one is selected, counted from 1; 0 when none is.
 */
export function matchCount(state: EditorState): { total: number; text: number; current: number } {
  const { from, to } = state.selection
  const matches = allMatches(state)
  const current = matches.findIndex((match) => match.from === from && match.to === to) + 1
  return { total: matches.length, text: matches.filter(({ whole }) => !whole).length, current }
}

/** Marks the words found, those that chips say among them. */
export const findPlugin = (): Plugin[] => [
  search(),
  new Plugin({
    props: {
      decorations: (state) => {
        const query = getSearchState(state)?.query
        if (!query?.valid) return null
        const marks = wholeMatches(state, query).map(({ from, to }) =>
          Decoration.node(from, to, { class: 'ProseMirror-search-match' }),
        )
        return marks.length > 0 ? DecorationSet.create(state.doc, marks) : null
      },
    },
  }),
]
