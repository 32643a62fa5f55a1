import { useEffect } from 'react'
import type { NoteView } from '../../../../shared/contract/views/note.js'
import { markRefused, type NoteEditor } from '../../../editor/index.js'

/** Marks the chips of what the EHR refused, for as long as it is refused. */
export function useRefusedChips(editor: NoteEditor | undefined, note: NoteView | null | undefined): void {
  const parts = note?.notSigned?.parts ?? []
  const refused = parts.flatMap(({ id, reason }) => (reason ? [id] : [])).join(' ')
  useEffect(() => {
    if (!editor) return
    const ids = refused === '' ? [] : refused.split(' ')
    markRefused(ids)(editor.view.state, editor.view.dispatch)
  }, [editor, refused])
}
