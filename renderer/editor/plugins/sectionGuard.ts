import { isHistoryTransaction } from 'prosemirror-history'
import type { Node } from 'prosemirror-model'
import { Plugin, TextSelection, type Transaction } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { clearAcross, crossesSections, deleteAcross } from '../commands/section.js'
import { fromJournal } from '../journal/journal.js'
import { changesSections } from '../sections/commands.js'

const sameSections = (a: Node, b: Node): boolean =>
  a.childCount === b.childCount && a.children.every((section, at) => section.sameMarkup(b.child(at)))

const selectionCrosses = ({ state }: EditorView): boolean =>
  !state.selection.empty && crossesSections(state.doc, state.selection.from, state.selection.to)

const clear = (view: EditorView): boolean => deleteAcross(view.state, view.dispatch)

/** The commands that are about sections, what takes them back, and what others did. */
const meant = (tr: Transaction): boolean =>
  tr.getMeta(changesSections) === true || tr.getMeta(fromJournal) === true || isHistoryTransaction(tr)

/**
 * Keeps the note's sections: no edit of the text adds, removes, renames or joins them. Edits over several sections change
 * the text in each instead.
 */
export const sectionGuard = (): Plugin =>
  new Plugin({
    filterTransaction: (tr, state) => !tr.docChanged || meant(tr) || sameSections(state.doc, tr.doc),
    props: {
      handleTextInput: (view, from, to, text) => {
        if (!crossesSections(view.state.doc, from, to)) return false
        const { tr } = view.state
        const place = clearAcross(tr, from, to)
        tr.insertText(text, place).setSelection(TextSelection.create(tr.doc, place + text.length))
        view.dispatch(tr.scrollIntoView())
        return true
      },
      handlePaste: (view) => {
        if (selectionCrosses(view)) clear(view)
        return false
      },
      handleDOMEvents: {
        compositionstart: (view) => {
          if (selectionCrosses(view)) clear(view)
          return false
        },
        cut: (view) => {
          // The text is on the clipboard when this event is over; only then may it go.
          if (view.editable && selectionCrosses(view)) setTimeout(() => !view.isDestroyed && clear(view), 0)
          return false
        },
      },
    },
  })
