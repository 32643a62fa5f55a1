import { momentForReading } from '../../../../shared/kernel/dates.js'
import { openDocumentFile, saveOpened, useBinding, useLive } from '../../../data/index.js'
import { Button, FileCard, Icon, Notice, Problem, Skeleton } from '../../../ui/index.js'
import { NoteCard, WordsCard } from './Cards.js'
import { notHere } from './notHere.js'
import type { PaneProps } from './pane.js'

/** A document to read: its words, here, so that whoever says it was read has read it. */
export function DocumentPane({ task, working, now }: PaneProps) {
  const which = task.patient && task.noteId ? { patient: task.patient.id, document: task.noteId } : null
  const { data: document, refusal } = useLive('document.view', which)
  const { writable } = useBinding(which?.patient ?? null)
  const open = () => working.start('note')
  if (!which)
    return (
      <>
        <Notice icon="cloud-off">
          {notHere(
            'document',
            task.context.held,
            'The EHR does not say which document is meant. Look for it in the chart.',
          )}
        </Notice>
        <WordsCard task={task} />
      </>
    )
  if (refusal)
    return (
      <Problem inline title="The document could not be read">
        {refusal.message}
      </Problem>
    )
  if (document === undefined) return <Skeleton lines={8} label="Loading the document" />
  if (document === null) return <NoteCard task={task} onOpen={open} />
  return (
    <>
      <section className="card inbox-card" aria-label="Document">
        <header className="inbox-card-head">
          <Icon name="note" size={18} />
          <h2>{document.title}</h2>
          <span className="inbox-card-aside faint num">
            {[document.author, document.from, document.at && momentForReading(document.at, now)]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </header>
        {document.text ? (
          <p className="inbox-words inbox-document selectable">{document.text}</p>
        ) : (
          document.files.length === 0 && (
            <Notice icon="cloud">
              The words of this document are kept in the EHR: read it there before you say so.
            </Notice>
          )
        )}
        {document.cut && <p className="muted">It goes on: open it to read the rest.</p>}
        {document.files.map((file, at) => (
          <FileCard
            key={file.index}
            file={{ ...file, title: file.title ?? document.title }}
            // Where there are no words, the first file is what there is to read.
            opensItself={writable && !document.text && at === 0}
            open={() => openDocumentFile({ ...which, index: file.index })}
            save={saveOpened}
          />
        ))}
        <div className="inbox-card-actions">
          <Button icon="note" keys="n" onPress={open}>
            Open it in the chart
          </Button>
        </div>
      </section>
      <WordsCard task={task} />
    </>
  )
}
