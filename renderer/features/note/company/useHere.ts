import { useEffect } from 'react'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { client } from '../../../data/index.js'
import type { NoteEditor } from '../../../editor/index.js'

/** How often it is said again while nothing moves, and how soon after a move, milliseconds. */
const beat = 20_000
const settle = 400

/** Says where in the draft this window is, for as long as it shows it. */
export function useHere(editor: NoteEditor, note: LocalId): void {
  useEffect(() => {
    let said: string | undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    const codeNow = (): string | undefined => editor.view.state.selection.$head.node(1)?.attrs.code
    const say = () => {
      const section = editor.view.state.selection.$head.node(1)
      said = section?.attrs.code
      const { code, title } = section?.attrs ?? {}
      void client.send('note.here', { note, ...(code && title && { section: { code, title } }) })
    }
    say()
    // With every key only the section's code is looked at.
    const stop = editor.onTransaction(() => {
      if (codeNow() === said) return
      said = codeNow()
      clearTimeout(timer)
      timer = setTimeout(say, settle)
    })
    const beating = setInterval(() => document.visibilityState === 'visible' && say(), beat)
    return () => {
      stop()
      clearTimeout(timer)
      clearInterval(beating)
      void client.send('note.here', { note: null })
    }
  }, [editor, note])
}
