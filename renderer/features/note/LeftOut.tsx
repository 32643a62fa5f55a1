import { useEffect, useState } from 'react'
import type { NoteEditor } from '../../editor/index.js'
import { Button, Notice } from '../../ui/index.js'

/**
 * Words that were written here while the note was signed or discarded elsewhere: they are not part of it and must not look
 * so. Empty while there are none.
 */
export function useLeftOut(editor: NoteEditor | undefined, closed: boolean): string {
  const [words, setWords] = useState('')
  useEffect(() => {
    if (!editor || !closed) return
    return onceStopped(editor, () => setWords(editor.withdraw()))
  }, [editor, closed])
  return words
}

/** Runs `then` when the journal has stopped with something unsaved; answers how to stop waiting for that. */
function onceStopped(editor: NoteEditor, then: () => void): () => void {
  const look = () => {
    const { journal } = editor.snapshot()
    if (journal.unsaved > 0 && journal.problem?.kind === 'stopped') then()
  }
  look()
  return editor.subscribe(look)
}

export function LeftOut({ words, onAddend }: { words: string; onAddend: (() => void) | undefined }) {
  return (
    <div className="note-left-out" role="alert">
      <Notice
        tone="attention"
        actions={
          onAddend && (
            <Button size="s" icon="plus" onPress={onAddend}>
              Put it in an addendum
            </Button>
          )
        }
      >
        The note was closed in another place while you wrote. This is not part of it:
      </Notice>
      <pre className="selectable">{words}</pre>
    </div>
  )
}
