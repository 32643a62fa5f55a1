import type { NoteGlance } from '../../../../shared/contract/views/work/kinds.js'
import { momentForReading } from '../../../../shared/kernel/dates.js'
import { useLive } from '../../../data/index.js'
import { Button, Icon, Notice, Skeleton, Tag } from '../../../ui/index.js'
import { NoteCard } from './Cards.js'
import { notHere } from './notHere.js'
import type { PaneProps } from './pane.js'

/** A note to sign or co-sign: how it begins, and what signing it would do. It is read and signed in the chart. */
export function NotePane({ task, working, now }: PaneProps) {
  const { data: note } = useLive(
    'note.glance',
    task.patient && task.noteId ? { patient: task.patient.id, note: task.noteId } : null,
  )
  const open = () => working.start('note')
  if (!task.noteId) {
    return (
      <Notice icon="cloud-off">
        {notHere('note', task.context.held, 'The EHR does not say which note is meant. Look for it in the chart.')}
      </Notice>
    )
  }
  if (note === undefined) return <Skeleton lines={5} label="Loading the note" />
  if (note === null) return <NoteCard task={task} onOpen={open} />
  return (
    <section className="card inbox-card" aria-label="Note">
      <header className="inbox-card-head">
        <Icon name={task.kind === 'cosign-note' ? 'cosign' : 'sign'} size={18} />
        <h2>{note.title}</h2>
        <Tag tone="attention">{task.kind === 'cosign-note' ? 'to co-sign' : 'not signed'}</Tag>
        <span className="inbox-card-aside faint num">
          {[note.author, note.startedAt && momentForReading(note.startedAt, now), `${note.words} words`]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </header>
      <Hindrances note={note} />
      {note.sections.length === 0 && <p className="muted">Nothing is written in it yet.</p>}
      <dl className="inbox-glance">
        {note.sections.map(({ title, begins }) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{begins}</dd>
          </div>
        ))}
        {note.does.length > 0 && (
          <div>
            <dt>{task.kind === 'cosign-note' ? 'Orders and prescriptions in it' : 'Signing does'}</dt>
            <dd>
              <ul>
                {note.does.map((words) => (
                  <li key={words}>{words}</li>
                ))}
              </ul>
            </dd>
          </div>
        )}
      </dl>
      <div className="inbox-card-actions">
        <Button icon="note" keys="n" onPress={open}>
          Open the note
        </Button>
      </div>
    </section>
  )
}

/** What would keep it from being signed, said before it is opened. */
function Hindrances({ note }: { note: NoteGlance }) {
  if (note.undecided + note.blanks === 0) return null
  return (
    <Notice tone="attention">
      {[
        note.undecided > 0 &&
          (note.undecided === 1
            ? 'One passage was written by two people and is not decided'
            : `${note.undecided} passages were written by two people and are not decided`),
        note.blanks > 0 && (note.blanks === 1 ? 'one blank is not filled' : `${note.blanks} blanks are not filled`),
      ]
        .filter(Boolean)
        .join('; ')}
      .
    </Notice>
  )
}
