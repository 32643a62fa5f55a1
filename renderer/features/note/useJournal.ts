import { useMemo, useRef, useSyncExternalStore } from 'react'
import type { NoteView } from '../../../shared/contract/views/note.js'
import type { JournalState, NoteEditor } from '../../editor/index.js'

/** Saved is said after this pause in typing, milliseconds: words that change with every key are read by nobody. */
const quiet = 150

/**
 * The journal's state for showing. That something is not saved shows at once, before the key that made it so; that all
 * is saved shows a moment later. It never says more than is true.
 */
function calm(editor: NoteEditor) {
  let shown = editor.snapshot().journal
  return {
    snapshot: (): JournalState => shown,
    subscribe: (listener: () => void): (() => void) => {
      let timer: ReturnType<typeof setTimeout> | undefined
      const show = (next: JournalState): void => {
        if (next === shown) return
        shown = next
        listener()
      }
      const hear = (): void => {
        const { journal } = editor.snapshot()
        clearTimeout(timer)
        if (journal.unsaved > 0 || journal.problem) {
          if (shown.unsaved === 0 || shown.problem !== journal.problem) show(journal)
        } else {
          timer = setTimeout(() => show(editor.snapshot().journal), quiet)
        }
      }
      hear()
      const stop = editor.subscribe(hear)
      return () => {
        clearTimeout(timer)
        stop()
      }
    },
  }
}

/**
 * The journal's state, and whether the live view was renewed after the journal last confirmed a step made here. Answers
 * come in the order in which the core gave them, so a view that came after a confirmation speaks of a note that has
 * those steps.
 */
export function useJournal(editor: NoteEditor, note: NoteView): { journal: JournalState; renewed: boolean } {
  const store = useMemo(() => calm(editor), [editor])
  const latest = useRef(note)
  latest.current = note
  const confirmed = useRef<{ savedAt: string | undefined; note: NoteView | undefined }>({
    savedAt: undefined,
    note: undefined,
  })
  const subscribe = useMemo(
    () => (listener: () => void) => {
      const stop = [
        store.subscribe(listener),
        editor.subscribe(() => {
          const { savedAt } = editor.snapshot().journal
          if (savedAt === undefined || savedAt === confirmed.current.savedAt) return
          confirmed.current = { savedAt, note: latest.current }
        }),
      ]
      return () => {
        for (const end of stop) end()
      }
    },
    [editor, store],
  )
  const journal = useSyncExternalStore(subscribe, store.snapshot)
  return { journal, renewed: confirmed.current.note !== note }
}
