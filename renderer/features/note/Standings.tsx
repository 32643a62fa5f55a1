import type { NoteView } from '../../../shared/contract/views/note.js'
import { Button, Notice } from '../../ui/index.js'
import type { Standing } from './standing.js'

/** Why the note cannot be written here, or not just now, and what became of it. */
export function Standings(props: {
  note: NoteView | undefined
  standing: Standing | undefined
  /** Why this window may not write. */
  bound: string | undefined
  stale: boolean
  onRestore: () => void
}) {
  const { note, standing, bound, stale, onRestore } = props
  return (
    <>
      {bound !== undefined && (
        <Notice tone="attention" icon="lock">
          You can read this note; writing is off in this window. {bound}
        </Notice>
      )}
      {stale && <Notice>Rounds is starting again. Go on writing; what you type is saved as soon as it can be.</Notice>}
      {standing?.why && <Notice icon={note?.editable === false ? 'note' : 'person'}>{standing.why}</Notice>}
      {note?.status === 'entered-in-error' && (
        <Notice
          tone="attention"
          icon="trash"
          actions={
            <Button size="s" onPress={onRestore}>
              Restore
            </Button>
          }
        >
          This draft was discarded. It is not part of the chart.
        </Notice>
      )}
    </>
  )
}
