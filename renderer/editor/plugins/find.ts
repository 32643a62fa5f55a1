import {
  findNext,
  findPrev,
  getMatchHighlights,
  getSearchState,
  replaceAll,
  replaceNext,
  SearchQuery,
  search,
  setSearchState,
} from 'prosemirror-search'
import { type Command, type EditorState, type Plugin, TextSelection } from 'prosemirror-state'

export { findNext, findPrev, replaceAll, replaceNext }

/** What is looked for, and what stands in its place. */
export interface FindWords {
  words: string
  replacement: string
  matchCase: boolean
  wholeWord: boolean
}

export const findPlugin = (): Plugin => search()

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

/** Selects the first match at or after the selection. */
export const findFirst: Command = (state, dispatch) => {
  const query = getSearchState(state)?.query
  if (!query?.valid) return false
  const match = query.findNext(state, state.selection.from) ?? query.findNext(state, 0)
  if (!match) return false
  dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, match.from, match.to)).scrollIntoView())
  return true
}

/** How many matches there are and which of them is selected, counted from 1; 0 when none is. */
export function matchCount(state: EditorState): { total: number; current: number } {
  const query = getSearchState(state)?.query
  if (!query?.valid) return { total: 0, current: 0 }
  const { from, to } = state.selection
  const matches = getMatchHighlights(state).find()
  const at = matches.findIndex((match) => match.from === from && match.to === to)
  return { total: matches.length, current: at + 1 }
}
