import { memo } from 'react'
import type { TaskRow } from '../../../../shared/contract/views/task.js'
import type { TaskNews } from '../../../../shared/contract/work/team.js'
import { kindOf } from '../../../../shared/domain/task/kind.js'
import { agoForReading, momentForReading } from '../../../../shared/kernel/dates.js'
import { useTwoVersions } from '../../../data/index.js'
import { taskIcons } from '../../../data/taskIcons.js'
import { Flag, Icon, PatientMark, Tag, UnsentMark } from '../../../ui/index.js'
import { isTaken } from '../actions/action.js'
import { dueWords } from '../when.js'
import { detailOf, standingOf } from './detailOf.js'
import { flagInText } from './flagInText.js'

/** How urgent a task is, first, so that no long wording pushes it out of view; then its words, their letter as a mark. */
export function TaskWords({ task }: { task: TaskRow }) {
  const { before, marked, after } = flagInText(task.text, task.flag)
  return (
    <span className="inbox-task-words">
      {task.priority === 'stat' && (
        <Tag tone="danger" icon="alert">
          STAT
        </Tag>
      )}
      {task.priority === 'urgent' && !task.flag && <Flag flag="!" />}
      {task.priority === 'asap' && <Tag tone="attention">today</Tag>}
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
    </span>
  )
}

const newsWords = ({ what, by }: TaskNews): string =>
  what === 'comment' ? `${by} commented` : what === 'finished' ? `${by} finished it` : `${by} was first`

/** One task in the list: whose, what, how urgent, how long. */
export const TaskItem = memo(function TaskItem({
  task,
  now,
  chosen,
  news,
}: {
  task: TaskRow
  now: Date
  /** While items are being chosen: whether this one is. */
  chosen?: boolean | undefined
  /** What a colleague did or said since the person last looked. */
  news?: TaskNews | undefined
}) {
  const versions = useTwoVersions()
  const detail = detailOf(task)
  const standing = standingOf(task)
  const when = task.doneAt
    ? agoForReading(task.doneAt, now)
    : task.overdue && task.due
      ? dueWords(task.due, now)
      : agoForReading(task.authoredAt, now)
  return (
    <div className="inbox-item" data-done={task.status === 'done' || undefined}>
      {chosen === undefined ? (
        <Icon name={taskIcons[task.kind]} label={kindOf[task.kind].many} className="inbox-item-kind" />
      ) : (
        <span className="inbox-item-box" data-chosen={chosen || undefined}>
          {chosen && <Icon name="check" size={12} label="Chosen" />}
        </span>
      )}
      <div className="inbox-item-words">
        <div className="inbox-item-head">
          <span className="inbox-item-name">
            {task.patient && <PatientMark colour={task.patient.colour} />}
            {task.patient ? task.patient.name : <span className="muted">{kindOf[task.kind].many}</span>}
          </span>
          <span className={`num nowrap ${task.overdue && !task.doneAt ? 'tone-attention strong' : 'faint'}`}>
            {task.overdue && !task.doneAt && <Icon name="clock" size={12} label="Overdue" />} {when}
          </span>
        </div>
        <div className="inbox-item-text">
          <TaskWords task={task} />
          {standing && (
            <>
              <Tag
                tone={standing === 'corrected' ? 'attention' : 'plain'}
                icon={standing === 'corrected' ? 'alert' : null}
              >
                {standing}
              </Tag>{' '}
            </>
          )}
          {detail && <span className="muted"> {`·\u00a0${detail}`}</span>}
        </div>
        {(news || task.unsent || task.for || task.lapsed || task.away || task.doneBy || isTaken(task)) && (
          <div className="inbox-item-more faint">
            {news && <Tag tone={news.what.startsWith('lost') ? 'attention' : 'information'}>{newsWords(news)}</Tag>}
            {versions.has(task.id) ? (
              <Tag tone="attention" icon="merge">
                two versions
              </Tag>
            ) : (
              <UnsentMark state={task.unsent} />
            )}
            {task.for && <Tag>for {task.for}</Tag>}
            {task.away && <span className="num">put away until {momentForReading(task.away, now)}</span>}
            {task.lapsed && task.owner && (
              <span className="num">
                was with {task.owner.name} until {momentForReading(task.lapsed, now)}
              </span>
            )}
            {isTaken(task) && <span>with {task.owner?.name ?? 'a colleague'}</span>}
            {task.doneBy && <span>by {task.doneBy}</span>}
          </div>
        )}
      </div>
    </div>
  )
})
