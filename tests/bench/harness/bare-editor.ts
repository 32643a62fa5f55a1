import { EditorState } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { parseDocument } from '../../../shared/document/index.js'
import '../../../renderer/ui/base.css'
import '../../../renderer/editor/editor.css'
import '../../../renderer/editor/chips/chips.css'

/** ProseMirror with a note and no plugin at all, on the same paper: what typing costs before we add anything. */
const open = (document_: unknown): void => {
  const parsed = parseDocument(document_)
  if (!parsed.ok) throw new Error(parsed.reason)
  const place = document.body.appendChild(document.createElement('div'))
  place.className = 'note-scroll'
  place.style.cssText = 'height: 700px; overflow-y: auto'
  const state = EditorState.create({ doc: parsed.doc })
  new EditorView(place, { state, attributes: { class: 'note-paper', spellcheck: 'false' } })
}
Object.assign(globalThis, { open })
