import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { go, takeBegun, toast, useKeys } from '../../../data/index.js'
import { type NoteEditor, nextWildcard, SuggestMenu } from '../../../editor/index.js'
import { AskForm } from './AskForm.js'
import { MakePhrase } from './MakePhrase.js'
import type { PhraseDesk } from './usePhraseDesk.js'
import './phrases.css'

export interface NotePhrasesProps {
  editor: NoteEditor
  desk: PhraseDesk
  note: LocalId
  writable: boolean
  /** What the note is about, for a phrase made of it. */
  title: string
}

/** Phrases in a note: lists to choose from, what has to be asked, and making a phrase of what is selected. */
export function NotePhrases({ editor, desk, note, writable, title }: NotePhrasesProps) {
  const [making, setMaking] = useState<{ from: number; to: number }>()
  useEffect(() => {
    desk.attach(editor)
    return () => desk.attach(undefined)
  }, [desk, editor])
  useEffect(() => {
    if (!writable || !takeBegun(note)) return
    // After the screen has put the cursor where one usually goes on.
    const frame = requestAnimationFrame(() => {
      editor.select(0, 0)
      editor.run(nextWildcard)
    })
    return () => cancelAnimationFrame(frame)
  }, [editor, note, writable])
  const make = () => {
    const { from, to, empty } = editor.view.state.selection
    if (empty) toast('Select the words first, then make a phrase of them.', { tone: 'attention' })
    else setMaking({ from, to })
  }
  useKeys('Note', [
    { keys: 'Alt+Shift+P', label: 'Make a phrase of the selected text', run: make },
    { keys: 'Alt+P', label: 'Phrases and templates', run: () => go('clinic', 'phrases') },
  ])
  // On the page itself: what scrolls or is contained would cut them off.
  return createPortal(
    <>
      {writable && <SuggestMenu session={editor.picking} />}
      {writable && desk.asking && (
        <AskForm
          title={desk.asking.phrase.title}
          asks={desk.asking.asks}
          anchor={desk.asking.anchor}
          onAnswer={desk.answer}
        />
      )}
      {making && (
        <MakePhrase
          doc={editor.view.state.doc}
          range={making}
          patient={desk.patient ?? undefined}
          about={title}
          onClose={() => {
            setMaking(undefined)
            editor.focus()
          }}
        />
      )}
    </>,
    document.body,
  )
}
