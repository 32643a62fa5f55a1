import { useRef } from 'react'
import type { TaskRow } from '../../../../shared/contract/views/task.js'
import { kindOf } from '../../../../shared/domain/task/kind.js'
import { dateForReading } from '../../../../shared/kernel/dates.js'
import { useKeys, useLive } from '../../../data/index.js'
import { taskIcons } from '../../../data/taskIcons.js'
import { Banner, Button, Icon, Problem, Skeleton, Tag } from '../../../ui/index.js'
import { isOpen } from '../actions/action.js'
import { detailOf } from '../list/detailOf.js'
import { TaskWords } from '../list/TaskItem.js'
import { CommentBox } from '../team/CommentBox.js'
import { HoldNotice } from '../team/HoldNotice.js'
import { SaidCard } from '../team/SaidCard.js'
import { agoWords, dueWords } from '../when.js'
import type { Working } from '../working.js'
import { KeptWords } from './KeptWords.js'
import { Notices } from './Notices.js'
import { panes } from './panes.js'

export interface TaskPaneProps {
  row: TaskRow
  working: Working
  now: Date
}

type Patient = NonNullable<TaskRow['patient']>

/** The task itself: whose it is above everything, then what it is about. */
export function TaskPane({ row, working, now }: TaskPaneProps) {
  const { data: task, refusal } = useLive('task.view', { task: row.id })
  const shown = task ?? row
  const cards = useRef<HTMLElement>(null)
  const read = (pages: number) => cards.current?.scrollBy({ top: pages * cards.current.clientHeight * 0.85 })
  useKeys('Inbox', [
    { keys: 'Space', label: 'Read on', run: () => read(1), quiet: true },
    { keys: 'Shift+Space', label: 'Read back', run: () => read(-1), quiet: true },
  ])
  // What is held is decided before anything else, whatever the work is called.
  const Pane = task?.undecided ? panes['unmatched-result'] : panes[row.kind]
  return (
    <>
      {row.patient && !row.patient.asNamed && (
        <TaskBanner patient={row.patient} onOpenChart={() => working.start('chart')} />
      )}
      <Notices row={shown} view={task ?? undefined} now={now} />
      <HoldNotice row={shown} view={task ?? undefined} working={working} now={now} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls is reached by keyboard */}
      <section className="inbox-cards" aria-label="Task" tabIndex={0} ref={cards}>
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
                detailOf(row),
                [task?.requester, agoWords(row.authoredAt, now)].filter(Boolean).join(', '),
                row.due && dueWords(row.due, now),
                row.owner &&
                  (row.owner.mine ? (task?.provisional ? 'not confirmed' : 'yours') : `with ${row.owner.name}`),
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
        {task && <Pane task={task} working={working} now={now} />}
        {task && <KeptWords task={task} working={working} />}
        {task && <SaidCard task={task} now={now} />}
        {task && isOpen(task) && !task.mentioned && <CommentBox task={task} working={working} />}
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
