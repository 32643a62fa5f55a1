import { useEffect, useRef } from 'react'
import { parseDocument } from '../../../../shared/document/index.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { useLive } from '../../../data/index.js'
import { createPastView } from '../../../editor/index.js'
import { Button, Notice, Skeleton } from '../../../ui/index.js'
import { Signed } from './Signed.js'

/** A signed addendum below the note it adds to: its own words, its own signature. */
export function Addendum({ note: id, onOpen }: { note: LocalId; onOpen: () => void }) {
  const { data: note } = useLive('note.view', { note: id })
  const place = useRef<HTMLDivElement>(null)
  const parsed = note ? parseDocument(note.document) : undefined
  const document = parsed?.ok ? JSON.stringify(note?.document) : undefined
  const title = note?.title ?? 'Addendum'
  useEffect(() => {
    const again = document === undefined ? undefined : parseDocument(document)
    if (!place.current || !again?.ok) return
    const view = createPastView(place.current)
    view.setLabel(title)
    view.show(again.doc, null)
    return () => view.destroy()
  }, [document, title])
  if (!note) return <Skeleton lines={3} label="Opening the addendum" />
  return (
    <article className="note-addendum" aria-label={note.title}>
      {note.seal === 'broken' && <Notice tone="danger">This addendum is not the text that was signed.</Notice>}
      {parsed && !parsed.ok && <pre className="selectable">{parsed.text}</pre>}
      <div ref={place} />
      <div className="note-signature">
        {note.signatures.map((signature) => (
          <Signed key={signature.id} signature={signature} />
        ))}
        <Button size="s" look="quiet" icon="note" onPress={onOpen}>
          Open the addendum
        </Button>
      </div>
    </article>
  )
}
