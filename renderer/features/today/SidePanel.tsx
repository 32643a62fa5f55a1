import type { ScheduleRow, TeamMember } from '../../../shared/contract/views/schedule.js'
import type { Staff } from '../../../shared/contract/views/session.js'
import type { TaskRow } from '../../../shared/contract/views/task.js'
import { agoForReading, timeForReading } from '../../../shared/kernel/dates.js'
import { go, useLive } from '../../data/index.js'
import { taskIcons } from '../../data/taskIcons.js'
import { Avatar, Button, EmptyState, Flag, Icon, PatientMark } from '../../ui/index.js'
import { isLate, waited } from './day.js'
import { take } from './step.js'

export interface SidePanelProps {
  user: Staff
  /** Everyone's visits of today. */
  rows: readonly ScheduleRow[]
  now: Date
  onSelect: (id: string) => void
}

/** The few to look at first, in the inbox's own order. */
const mostUrgent = { view: { box: 'mine', order: 'urgent' }, from: 0, count: 5 } as const

/** What needs this person first, and what the others are at. */
export function SidePanel({ user, rows, now, onSelect }: SidePanelProps) {
  const first = useLive('inbox.page', mostUrgent).data?.rows
  const open = useLive('inbox.counts', {}).data?.boxes.mine.open ?? 0
  const team = useLive('team.list', {}).data
  return (
    <div className="side">
      {user.role === 'front-desk' && <AtTheDesk rows={rows} now={now} onSelect={onSelect} />}
      <section>
        <h2>Needs you first {open > 0 && <span className="faint num">{open}</span>}</h2>
        <div className="card side-card">
          {first?.length === 0 && (
            <EmptyState compact icon="check" title="Nothing waits for you">
              Your inbox is empty.
            </EmptyState>
          )}
          {first?.map((task) => (
            <NeedsRow key={task.id} task={task} now={now} />
          ))}
          {first && open > first.length && (
            <button type="button" className="side-more" onClick={() => go('inbox')}>
              {open - first.length} more in your inbox
            </button>
          )}
        </div>
      </section>
      {team && <Team members={team.filter((member) => member.id !== user.id)} />}
    </div>
  )
}

/** What the others are at; those with nothing in hand in one line. */
function Team({ members }: { members: readonly TeamMember[] }) {
  const busy = members.filter((member) => member.doing)
  const others = members.filter((member) => !member.doing)
  if (members.length === 0) return null
  return (
    <section>
      <h2>Team</h2>
      <div className="card side-team">
        <ul>
          {busy.map((member) => (
            <li key={member.id}>
              <Avatar initials={member.initials} />
              <div>
                <p className="ellipsis">
                  <span className="strong">{member.name}</span> <span className="faint">{member.title}</span>
                </p>
                <p className="muted side-small ellipsis">{member.doing}</p>
              </div>
            </li>
          ))}
        </ul>
        {others.length > 0 && (
          <p className={busy.length > 0 ? 'muted side-small side-others' : 'muted side-small'}>
            With nobody now: {others.map((member) => member.name).join('; ')}
          </p>
        )}
      </div>
    </section>
  )
}

function NeedsRow({ task, now }: { task: TaskRow; now: Date }) {
  const urgent = task.priority !== 'routine' || task.flag === 'HH' || task.flag === 'LL'
  return (
    <button type="button" className="side-row" data-urgent={urgent || undefined} onClick={() => go('inbox', task.id)}>
      <Icon name={taskIcons[task.kind]} />
      <span>
        <span className="side-text">
          {task.text} {task.flag && !task.text.endsWith(task.flag) && <Flag flag={task.flag} />}
        </span>
        <span className="side-small muted num">
          {[task.patient?.name, task.overdue ? 'overdue' : null, agoForReading(task.authoredAt, now)]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      {urgent && <span className="visually-hidden">{task.priority === 'routine' ? 'critical' : task.priority}</span>}
    </button>
  )
}

/** For the desk: who stands there, who is late, who comes next. */
function AtTheDesk({ rows, now, onSelect }: Omit<SidePanelProps, 'user'>) {
  const here = rows.filter((row) => row.state === 'arrived')
  const late = rows.filter((row) => isLate(row, now))
  const soon = rows
    .filter((row) => row.state === 'booked' && !isLate(row, now))
    .slice(0, Math.max(1, 4 - here.length - late.length))
  const line = (row: ScheduleRow, words: string, attention = false) => (
    <li key={row.id} className="side-visit">
      <button type="button" className="side-visit-open" onClick={() => onSelect(row.id)}>
        <PatientMark colour={row.patient.colour} />
        <span>
          <span className="side-text strong ellipsis">{row.patient.name}</span>
          <span className={attention ? 'side-small tone-attention num' : 'side-small muted num'}>{words}</span>
        </span>
      </button>
      <Button size="s" onPress={() => void take('check-in', row)}>
        Check in
      </Button>
    </li>
  )
  return (
    <section>
      <h2>At the desk</h2>
      <ul className="card side-card">
        {here.map((row) => line(row, `here ${waited(row, now) ?? 0} min · ${timeForReading(row.start)}`))}
        {late.map((row) => line(row, `booked ${timeForReading(row.start)}, not here`, true))}
        {soon.map((row) => line(row, `${timeForReading(row.start)} · ${row.clinician ?? row.reason}`))}
        {here.length + late.length + soon.length === 0 && (
          <EmptyState compact icon="check" title="Everyone booked has come" />
        )}
      </ul>
    </section>
  )
}
