import type { TaskView } from '../../../../shared/contract/views/task.js'
import { agoForReading, timeForReading } from '../../../../shared/kernel/dates.js'

/** So much of what was said and done is shown at once. */
const most = 20

/** What colleagues did and said about a task, the newest last, where the next one reads it. Who made it stands above. */
export function SaidCard({ task, now }: { task: TaskView; now: Date }) {
  const { history } = task
  if (history.length < 2) return null
  const shown = history.slice(-most)
  return (
    <section className="card inbox-card" aria-label="Team on this">
      <h3>Team on this</h3>
      <ul className="inbox-history">
        {shown.length < history.length && (
          <li>
            <span />
            <span className="faint">{history.length - shown.length} earlier ones are in the EHR</span>
          </li>
        )}
        {shown.map((event) => (
          <li key={`${event.at} ${event.who} ${event.what}`}>
            <span className="num faint" title={timeForReading(event.at)}>
              {agoForReading(event.at, now)}
            </span>
            <span>
              <span className="strong">{event.who}</span>
              {event.said ? ': ' : ' '}
              {event.what}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
