import type { NoteEditor } from '../../../../renderer/editor/createNoteEditor.js'

/** Types as a keyboard does: each character is offered to the plugins first. */
export function typeInto({ view }: NoteEditor, text: string): void {
  for (const char of text) {
    const { from, to } = view.state.selection
    const insert = () => view.state.tr.insertText(char, from, to)
    if (!view.someProp('handleTextInput', (handle) => handle(view, from, to, char, insert))) view.dispatch(insert())
  }
}

/** Presses a key; true when the text dealt with it. */
export function pressIn({ view }: NoteEditor, key: string, more: KeyboardEventInit = {}): boolean {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more })
  view.dom.dispatchEvent(event)
  return event.defaultPrevented
}
