import { useCallback, useRef, useSyncExternalStore } from 'react'
import type { ChipAttrs } from '../../../../shared/domain/chip/chip.js'
import { type NoteEditor, placeOfChip } from '../../../editor/index.js'

interface OpenChip {
  open: { id: string; removing: boolean } | null
  /** As it is now; undefined when it is no longer in the text. */
  attrs: ChipAttrs | undefined
  at: number | undefined
}
const none: OpenChip = { open: null, attrs: undefined, at: undefined }

/** The chip that is open, where it stands and what it holds now: others may write in the note meanwhile. */
export function useOpenChip(editor: NoteEditor): OpenChip {
  const last = useRef(none)
  const subscribe = useCallback(
    (listener: () => void) => {
      const stops = [editor.subscribe(listener), editor.onTransaction(listener)]
      return () => {
        for (const stop of stops) stop()
      }
    },
    [editor],
  )
  // Only while a chip is open is it looked for in the text.
  return useSyncExternalStore(subscribe, () => {
    const { openChip: open } = editor.snapshot()
    if (!open) return none
    const { doc } = editor.view.state
    const at = placeOfChip(doc, open.id)
    const attrs = at === undefined ? undefined : (doc.nodeAt(at)?.attrs as ChipAttrs | undefined)
    const before = last.current
    if (before.open !== open || before.attrs !== attrs || before.at !== at) last.current = { open, attrs, at }
    return last.current
  })
}
