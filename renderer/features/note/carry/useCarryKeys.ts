import { useKeys } from '../../../data/index.js'
import { confirmCarried, type NoteEditor, nextCarried } from '../../../editor/index.js'

/** The keys of carried words. `by` is who writes here; without an editor that may be written in there are none. */
export function useCarryKeys(editor: NoteEditor | undefined, by: string | undefined, onCarry: () => void): void {
  const when = editor !== undefined && by !== undefined
  useKeys('Carried words', [
    { keys: 'Alt+C', label: 'Carry forward from an earlier note', run: onCarry, when },
    { keys: 'F4', label: 'Next carried line to read', run: () => void editor?.run(nextCarried), when },
    {
      keys: 'Alt+K',
      label: 'Confirm that this still holds',
      run: () => {
        if (!editor || !by) return
        // One line is confirmed after the other: the next is at hand.
        const done = editor.run(confirmCarried(by, new Date().toISOString()))
        if (done && editor.view.state.selection.empty === false) editor.run(nextCarried)
      },
      when,
    },
  ])
}
