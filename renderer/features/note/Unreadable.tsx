import { Notice } from '../../ui/index.js'

/** A note of a newer version: its words, and nothing that could change it. */
export function Unreadable({ text }: { text: string }) {
  return (
    <div className="note-text selectable">
      <Notice tone="attention" icon="note">
        This note cannot be opened by this version of Rounds. Its text is shown; the note itself is kept whole.
      </Notice>
      <pre>{text}</pre>
    </div>
  )
}
