import type { Node } from 'prosemirror-model'
import { type Command, type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import { sectionIndex } from '../commands/section.js'
import { fromJournal } from '../journal/journal.js'
import { sectionStart } from './commands.js'

const key = new PluginKey<DecorationSet>('collapsed-sections')

/** Which sections to show without their text, by index. */
type Change = { closed: readonly number[] }

/** Names sections in a way that survives moves and edits: the code, and a number where a code comes again. */
function sectionNames(doc: Node): string[] {
  const seen = new Map<string, number>()
  return doc.children.map(({ attrs }) => {
    const count = (seen.get(attrs.code) ?? 0) + 1
    seen.set(attrs.code, count)
    return count === 1 ? attrs.code : `${attrs.code} ${count}`
  })
}

function closing(doc: Node, indexes: readonly number[]): DecorationSet {
  const marks = indexes.map((index) => {
    const from = sectionStart(doc, index)
    return Decoration.node(from, from + doc.child(index).nodeSize, { class: 'note-collapsed' }, { collapsed: true })
  })
  return DecorationSet.create(doc, marks)
}

/** Sections shown without their text, by index, in order. */
export function collapsedSections(state: EditorState): number[] {
  const marks = key.getState(state)?.find() ?? []
  return marks.map(({ from }) => state.doc.resolve(from).index(0)).sort((a, b) => a - b)
}

export const isCollapsed = (decorations: readonly Decoration[]): boolean =>
  decorations.some(({ spec }) => spec.collapsed === true)

function next(set: DecorationSet, tr: Transaction, state: EditorState): DecorationSet {
  const change = tr.getMeta(key) as Change | undefined
  if (change) return closing(tr.doc, change.closed)
  if (set === DecorationSet.empty) return set
  const mapped = tr.docChanged ? set.map(tr.mapping, tr.doc) : set
  // Whatever brings the cursor into a section shows it: a search, a jump, a key typed.
  const here = tr.selectionSet || (tr.docChanged && tr.getMeta(fromJournal) !== true)
  if (!here) return mapped
  const { head } = state.selection
  return mapped.remove(mapped.find(head, head).filter(({ from, to }) => from < head && head < to))
}

/**
 * Sections shown by their title alone. It is a view of the note and not part of it: `begins` names those closed at the
 * start, `onChange` is told the names whenever they change.
 */
export const collapse = (begins: readonly string[] = [], onChange?: (names: string[]) => void): Plugin<DecorationSet> =>
  new Plugin<DecorationSet>({
    key,
    state: {
      init: (_config, { doc }) =>
        begins.length === 0
          ? DecorationSet.empty
          : closing(
              doc,
              sectionNames(doc).flatMap((name, index) => (begins.includes(name) ? [index] : [])),
            ),
      apply: (tr, set, _before, state) => next(set, tr, state),
    },
    props: { decorations: (state) => key.getState(state) },
    view: () => ({
      update: ({ state }, before) => {
        if (key.getState(state) === key.getState(before)) return
        const names = (of: EditorState) => collapsedSections(of).map((index) => sectionNames(of.doc)[index] as string)
        const now = names(state)
        if (now.join() !== names(before).join()) onChange?.(now)
      },
    }),
  })

const set =
  (closed: readonly number[]): Command =>
  (state, dispatch) => {
    dispatch?.(state.tr.setMeta(key, { closed } satisfies Change).setMeta('addToHistory', false))
    return true
  }

/** Shows a section's text, or its title alone. */
export const toggleSection =
  (index: number): Command =>
  (state, dispatch) => {
    const closed = collapsedSections(state)
    const rest = closed.filter((other) => other !== index)
    return set(rest.length < closed.length ? rest : [...closed, index])(state, dispatch)
  }

/** The same for the section the cursor is in; its title then has the focus, from where it can be opened again. */
export const toggleThisSection: Command = (state, dispatch, view) => {
  const index = sectionIndex(state.doc, state.selection.head)
  const done = toggleSection(index)(state, dispatch)
  if (dispatch && view && collapsedSections(view.state).includes(index)) focusTitle(view.dom, index)
  return done
}

/** Shows the text of all sections, or when all are shown, the titles alone. */
export const toggleAllSections: Command = (state, dispatch, view) => {
  const all = state.doc.children.map((_section, index) => index)
  const some = collapsedSections(state).length > 0
  const done = set(some ? [] : all)(state, dispatch)
  if (dispatch && view && !some) focusTitle(view.dom, sectionIndex(state.doc, state.selection.head))
  return done
}

/** Shows the text of all sections. False when all are shown. */
export const openSections: Command = (state, dispatch) =>
  collapsedSections(state).length > 0 && set([])(state, dispatch)

export function focusTitle(paper: HTMLElement, index: number): void {
  paper.querySelectorAll<HTMLButtonElement>('.note-section-toggle')[index]?.focus()
}
