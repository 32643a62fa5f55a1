import { useRef } from 'react'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { openNote, send, sendFor, toast, toastRefusal } from '../../data/index.js'
import type { NoteEditor } from '../../editor/index.js'
import { carryInto } from './carried.js'

/** What can be done with a note as a whole. `leftOut` are words that begin an addendum. */
export function useNoteCommands(of: {
  patient: LocalId
  note: LocalId
  title: string
  editor: NoteEditor | undefined
  leftOut: string
  onClose: () => void
}) {
  const { patient, note, title, editor, leftOut, onClose } = of
  const rename = async (next: string) => {
    const result = await send('note.rename', { patient, note, title: next })
    if (!result.ok) toastRefusal(result.refusal)
  }
  const restore = async () => {
    const result = await sendFor('note.restore', { patient, note })
    if (result.ok) openNote(patient, note)
    else toastRefusal(result.refusal)
  }
  const discard = async () => {
    const saved = await editor?.settled()
    const result = saved?.ok === false ? saved : await send('note.discard', { patient, note })
    if (!result.ok) return toastRefusal(result.refusal)
    onClose()
    toast(`“${title}” is discarded`, { undo: () => void restore() })
  }
  // A second press before the first is answered would begin a second addendum.
  const isAdding = useRef(false)
  const addend = async () => {
    if (isAdding.current) return
    isAdding.current = true
    const result = await send('note.addend', { patient, note })
    isAdding.current = false
    if (!result.ok) return toastRefusal(result.refusal)
    if (leftOut !== '') carryInto(result.value.note, leftOut)
    openNote(patient, result.value.note)
  }
  return { rename, restore, discard, addend }
}
