import type { NoteView } from '../../../shared/contract/views/note.js'
import { openNote } from '../../data/index.js'
import { type NoteEditor, Toolbar } from '../../editor/index.js'
import { Button, IconButton } from '../../ui/index.js'
import { OriginMeter } from './carry/OriginMeter.js'
import { StatusTag } from './StatusTag.js'
import { Title } from './Title.js'

/** What stands beside the text in its place. */
export type Aside = 'past' | 'carry'

export interface NoteHeadProps {
  note: NoteView | undefined
  editor: NoteEditor | undefined
  writable: boolean
  aside: Aside | undefined
  finding: boolean
  onRename: (title: string) => void
  onFind: () => void
  /** Opens it, or closes what is open. */
  onAside: (aside: Aside | undefined) => void
}

/** The note's name, what it is, how much of it is new, and the tools. */
export function NoteHead({ note, editor, writable, aside, finding, onRename, onFind, onAside }: NoteHeadProps) {
  const toggle = (which: Aside) => onAside(aside === which ? undefined : which)
  const { appends } = note ?? {}
  return (
    <header className="note-head">
      <div className="note-head-what">
        <Title title={note?.title ?? ''} onRename={writable ? onRename : undefined} />
        {note && <StatusTag note={note} />}
        {note && appends && (
          <Button size="s" look="quiet" icon="note" onPress={() => openNote(note.patient, appends)}>
            The note it adds to
          </Button>
        )}
        {editor && note?.status === 'draft' && !aside && <OriginMeter editor={editor} writes={writable} />}
      </div>
      <div className="note-head-tools">
        {editor && writable && !aside && <Toolbar editor={editor} finding={finding} onFind={onFind} />}
        {editor && writable && (
          <IconButton
            icon="copy"
            label="Carry forward"
            keys="Alt+C"
            pressed={aside === 'carry'}
            onPress={() => toggle('carry')}
          />
        )}
        {editor && (
          <IconButton
            icon="history"
            label="History"
            keys="Alt+H"
            pressed={aside === 'past'}
            onPress={() => toggle('past')}
          />
        )}
      </div>
    </header>
  )
}
