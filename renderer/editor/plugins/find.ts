import type { Node } from 'prosemirror-model'
import {
  getMatchHighlights,
  getSearchState,
  replaceAll,
  replaceNext,
  SearchQuery,
  search,
  setSearchState,
} from 'prosemirror-search'
import { type Command, type EditorState, NodeSelection, Plugin, TextSelection } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'

export { replaceAll, replaceNext }

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
