import { memo } from 'react'
import type { TaskRow } from '../../../../shared/contract/views/task.js'
import { kindOf } from '../../../../shared/domain/task/kind.js'
import { agoForReading } from '../../../../shared/kernel/dates.js'
import { useTwoVersions } from '../../../data/index.js'
import { taskIcons } from '../../../data/taskIcons.js'
import { Flag, Icon, PatientMark, Tag, UnsentMark } from '../../../ui/index.js'
import { flagInText } from '../urgency.js'
import { dueWords } from '../when.js'

/** The wording of a task with its letter as a mark where the words have it, and how urgent it is. */
export function TaskWords({ task }: { task: TaskRow }) {
  const { before, marked, after } = flagInText(task.text, task.flag)
  return (
    <span className="inbox-task-words">
      <span>
        {before}
        {marked && (
          <>
            {' '}
            <Flag flag={task.flag} />
          </>
        )}
        {after}
      </span>{' '}
      {task.flag && !marked && <Flag flag={task.flag} />}
      {task.priority === 'stat' && (
        <Tag tone="danger" icon="alert">
          STAT
        </Tag>
      )}
      {task.priority === 'urgent' && !task.flag && <Flag flag="!" />}
      {task.priority === 'asap' && <Tag tone="attention">today</Tag>}
    </span>
  )
}

/** One task in the list: whose, what, how urgent, how long. */
export const TaskItem = memo(function TaskItem({ task, now }: { task: TaskRow; now: Date }) {
  const versions = useTwoVersions()
  const when = task.doneAt
    ? agoForReading(task.doneAt, now)
    : task.overdue && task.due
      ? dueWords(task.due, now)
      : agoForReading(task.authoredAt, now)
  return (
    <div className="inbox-item" data-done={task.status === 'done' || undefined}>
      <Icon name={taskIcons[task.kind]} label={kindOf[task.kind].many} className="inbox-item-kind" />
      <div className="inbox-item-words">
        <div className="inbox-item-head">
          <span className="inbox-item-name ellipsis">
            {task.patient && <PatientMark colour={task.patient.colour} />}
            {task.patient ? task.patient.name : <span className="muted">{kindOf[task.kind].many}</span>}
          </span>
          <span className={`num nowrap ${task.overdue && !task.doneAt ? 'tone-attention strong' : 'faint'}`}>
            {task.overdue && !task.doneAt && <Icon name="clock" size={12} label="Overdue" />} {when}
          </span>
        </div>
        <div className="inbox-item-text">
          <TaskWords task={task} />
          {task.detail && <span className="muted"> · {task.detail}</span>}
        </div>
        {(task.unsent || (task.status === 'claimed' && task.owner && !task.owner.mine) || task.doneBy) && (
          <div className="inbox-item-more faint">
            {versions.has(task.id) ? (
              <Tag tone="attention" icon="merge">
                two versions
              </Tag>
            ) : (
              <UnsentMark state={task.unsent} />
            )}
            {task.status === 'claimed' && task.owner && !task.owner.mine && <span>with {task.owner.name}</span>}
            {task.doneBy && <span>by {task.doneBy}</span>}
          </div>
        )}
      </div>
    </div>
  )
})
