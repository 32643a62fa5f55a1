import type { Slice } from 'prosemirror-model'
import { Plugin, Selection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { inWords } from '../paste/inWords.js'

/**
 * Asked with what would come in by paste or drop. Undefined lets it in; otherwise it comes in when and if the person says so.
 */
export type PasteGuard = (html: string, text: string) => Promise<boolean> | undefined

/** Does what ProseMirror does with a paste nobody else takes. */
function putIn(view: EditorView, slice: Slice): void {
  const single =
    slice.openStart === 0 && slice.openEnd === 0 && slice.content.childCount === 1 ? slice.content.firstChild : null
  const { tr } = view.state
  if (single) tr.replaceSelectionWith(single)
  else tr.replaceSelection(slice)
  view.dispatch(tr.scrollIntoView().setMeta('paste', true).setMeta('uiEvent', 'paste'))
}

/**
 * Holds back what was copied from elsewhere until a person has said that it belongs here; it then comes in as words. First
 * among the plugins.
 */
export function pasteGuard(guard: PasteGuard): Plugin {
  let allowed = false
  const later = (view: EditorView, event: Event, found: Slice, answer: Promise<boolean>, drop: number | null): void => {
    const slice = inWords(found)
    void answer.then((isMeant) => {
      if (!isMeant || view.isDestroyed || !view.editable) return
      view.focus()
      if (drop !== null) {
        const at = Math.min(drop, view.state.doc.content.size)
        view.dispatch(view.state.tr.setSelection(Selection.near(view.state.doc.resolve(at))))
      }
      allowed = true
      try {
        const taken = view.someProp('handlePaste', (handle) => handle(view, event as ClipboardEvent, slice))
        if (!taken) putIn(view, slice)
      } finally {
        allowed = false
      }
    })
  }
  const ask = (data: DataTransfer | null) => guard(data?.getData('text/html') ?? '', data?.getData('text/plain') ?? '')
  return new Plugin({
    props: {
      handlePaste: (view, event, slice) => {
        if (allowed) return false
        const answer = ask(event.clipboardData)
        if (answer) later(view, event, slice, answer, null)
        return answer !== undefined
      },
      handleDrop: (view, event, slice, moved) => {
        // Within one note nothing changes hands.
        if (moved || view.dragging) return false
        const answer = ask(event.dataTransfer)
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? view.state.selection.head
        if (answer) later(view, event, slice, answer, at)
        return answer !== undefined
      },
    },
  })
}
