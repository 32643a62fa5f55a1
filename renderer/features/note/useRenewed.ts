import { useRef } from 'react'
import type { NoteView } from '../../../shared/contract/views/note.js'
import type { JournalState } from '../../editor/index.js'

/**
 * Whether the live view was renewed after the journal last confirmed a step made here. Answers come in the order in
 * which the core gave them, so a view that comes after a confirmation speaks of a note that has those steps.
 */
export function useRenewed({ savedAt }: JournalState, note: NoteView): boolean {
  const seen = useRef({ savedAt, note, renewed: true })
  const last = seen.current
  if (savedAt !== undefined && savedAt !== last.savedAt) seen.current = { savedAt, note, renewed: false }
  else if (note !== last.note) seen.current = { ...last, note, renewed: true }
  return seen.current.renewed
}
