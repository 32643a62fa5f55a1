import { MedicineCard, NoteCard, ReportCard, WordsCard } from './Cards.js'
import type { PaneProps } from './pane.js'
import { Thread } from './Thread.js'

/** Whatever the task is about: the report, the note, the medicine, the messages or its words. */
export function About({ task, working, now }: PaneProps) {
  return (
    <>
      {task.report && <ReportCard report={task.report} now={now} />}
      {task.noteId && <NoteCard task={task} onOpen={() => working.start('note')} />}
      <MedicineCard task={task} />
      {task.messages.length > 0 ? (
        <Thread task={task} now={now} replyRef={working.field('reply')} />
      ) : (
        <WordsCard task={task} />
      )}
    </>
  )
}
