import type { Node } from 'prosemirror-model'
import { useEffect, useRef } from 'react'
import { createNoteEditor, type NoteEditor, type PasteGuard } from '../../../editor/index.js'
import { wholeLink } from './draftLink.js'

export interface PhraseTextProps {
  doc: Node
  label: string
  editable?: boolean
  /** Told of the editor while it is on the page. */
  onEditor?: (editor: NoteEditor | undefined) => void
  onPaste?: PasteGuard
}

/** A phrase's words as the note's own editor shows them. Another document makes another editor. */
export function PhraseText({ doc, label, editable = false, onEditor, onPaste }: PhraseTextProps) {
  const place = useRef<HTMLDivElement>(null)
  const told = useRef(onEditor)
  told.current = onEditor
  const pasting = useRef(onPaste)
  pasting.current = onPaste
  useEffect(() => {
    if (!place.current) return
    const editor = createNoteEditor(place.current, {
      document: doc,
      version: 0,
      link: wholeLink(doc),
      editable,
      authoring: true,
      pasteGuard: (html, text) => pasting.current?.(html, text),
      label,
      placeholder: () => 'Write what goes into the note',
    })
    told.current?.(editor)
    return () => {
      told.current?.(undefined)
      editor.destroy()
    }
  }, [doc, editable, label])
  return <div ref={place} className="phrase-text" data-single={doc.childCount === 1 || undefined} />
}
