import type { Ref } from 'react'
import type { TaskRow } from '../../../shared/contract/views/task.js'
import { kindOf } from '../../../shared/domain/task/kind.js'
import { dateForReading } from '../../../shared/kernel/dates.js'
import { go, useLive, useTwoVersions } from '../../data/index.js'
import { taskIcons } from '../../data/taskIcons.js'
import { Banner, Button, Icon, Notice, Problem, Skeleton, Tag } from '../../ui/index.js'
import { CommentCard, MedicineCard, NoteCard, ReportCard, WordsCard } from './Cards.js'
import { TaskWords } from './TaskItem.js'
import { Thread } from './Thread.js'
import { agoWords, dueWords } from './when.js'

export interface TaskPaneProps {
  row: TaskRow
  now: Date
  onOpenChart: () => void
  onOpenNote: () => void
  replyRef: Ref<HTMLInputElement & HTMLTextAreaElement>
  commentRef: Ref<HTMLInputElement & HTMLTextAreaElement>
}

type Patient = NonNullable<TaskRow['patient']>

/** The task itself: whose it is above everything, then what it is about. */
export function TaskPane({ row, now, onOpenChart, onOpenNote, replyRef, commentRef }: TaskPaneProps) {
  const { data: task, refusal } = useLive('task.view', { task: row.id })
  const shown = task ?? row
  const two = useTwoVersions().get(row.id)
  return (
    <>
      {row.patient && <TaskBanner patient={row.patient} onOpenChart={onOpenChart} />}
      {two && (
        <Notice
          tone="attention"
          icon="merge"
          actions={
            <Button size="s" onPress={() => go('conflicts', two.item)}>
              Compare
            </Button>
          }
        >
          Two versions of this task: it was changed here and in the EHR.
        </Notice>
      )}
      {shown.status === 'done' && (
        <Notice icon="checked">
          Done {shown.doneAt ? agoWords(shown.doneAt, now) : ''} {shown.doneBy && `by ${shown.doneBy}`}
        </Notice>
      )}
      {shown.status === 'cancelled' && <Notice icon="ban">Cancelled: nothing is left to do.</Notice>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls is reached by keyboard */}
      <section className="inbox-cards" aria-label="Task" tabIndex={0}>
        <div className="inbox-title">
          <Icon name={taskIcons[row.kind]} size={18} label={kindOf[row.kind].many} />
          <div>
            <h2>
              <TaskWords task={row} />{' '}
              {row.overdue && row.status !== 'done' && (
                <Tag tone="attention" icon="clock">
                  overdue
                </Tag>
              )}
            </h2>
            <p className="faint num">
              {[
                row.detail,
                [task?.requester, agoWords(row.authoredAt, now)].filter(Boolean).join(', '),
                row.due && dueWords(row.due, now),
                row.owner && (row.owner.mine ? 'yours' : `with ${row.owner.name}`),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </div>
        </div>
        {refusal && (
          <Problem inline title="This task could not be read">
            {refusal.message}
          </Problem>
        )}
        {!task && !refusal && <Skeleton lines={6} label="Loading the task" />}
        {task && (
          <>
            {task.report && <ReportCard report={task.report} now={now} />}
            {task.noteId && <NoteCard task={task} onOpen={onOpenNote} />}
            <MedicineCard task={task} />
            {task.messages.length > 0 ? (
              <Thread task={task} now={now} replyRef={replyRef} />
            ) : (
              <WordsCard task={task} />
            )}
            {task.status !== 'done' && task.status !== 'cancelled' && (
              <CommentCard task={task} commentRef={commentRef} />
            )}
          </>
        )}
      </section>
    </>
  )
}

/** The patient's banner; until it is here, who it is from the list itself, so the name never lags behind the content. */
function TaskBanner({ patient, onOpenChart }: { patient: Patient; onOpenChart: () => void }) {
  const { data: banner } = useLive('patient.banner', { patient: patient.id })
  const person = banner ?? { ...patient, allergyState: 'listed' as const, allergies: [] }
  return (
    <Banner
      compact
      person={{ ...person, born: dateForReading(person.birthDate) }}
      actions={
        <Button keys="Enter" onPress={onOpenChart}>
          Open chart
        </Button>
      }
    />
  )
}
