import { type ReactNode, useState } from 'react'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { useKeys } from '../../../data/index.js'
import type { NoteEditor } from '../../../editor/index.js'
import { PrintPreview } from './PrintPreview.js'

/** The note on paper: its key, and the preview while it is open. */
export function usePrinting(
  patient: LocalId,
  note: LocalId,
  editor: NoteEditor | undefined,
  possible: boolean,
): { open: boolean; start: (() => void) | undefined; panel: ReactNode } {
  const [open, setOpen] = useState(false)
  const start = () => setOpen(true)
  const stop = () => {
    setOpen(false)
    // The text can be reached again only once it is shown again.
    requestAnimationFrame(() => editor?.focus())
  }
  useKeys('Note', [{ keys: 'Mod+P', label: 'Print the note', run: start, when: possible && !open }])
  const panel = open ? <PrintPreview patient={patient} note={note} editor={editor} onClose={stop} /> : null
  return { open, start: possible ? start : undefined, panel }
}
