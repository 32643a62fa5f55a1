import { memo, type ReactNode } from 'react'
import type { TaskRow } from '../../../../shared/contract/views/task.js'
import { kindOf } from '../../../../shared/domain/task/kind.js'
import { agoForReading, dateForReading } from '../../../../shared/kernel/dates.js'
import { useLive, useServerNow } from '../../../data/index.js'
import { AsOf, Flag, flagTone, Icon, type IconName, Skeleton, Sparkline } from '../../../ui/index.js'

/** What the chart and the team know that bears on this task. */
export const Context = memo(function Context({ row, now }: { row: TaskRow; now: Date }) {
  const serverNow = useServerNow()
  const { data: task } = useLive('task.view', { task: row.id })
  if (!task) return <Skeleton lines={6} />
  const { context } = task
  const nothing = context.problems.length + context.medicines.length === 0
  return (
    <section
      className="inbox-context"
      aria-label="What matters for this"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
      tabIndex={0}
    >
      {task.patient && (
        <section>
          <h3>{kindOf[task.kind].matters}</h3>
          {context.held === 'loading' && <p className="inbox-context-state">The chart is on its way from the EHR.</p>}
          {context.held === 'not-held' && (
            <p className="inbox-context-state">
              <Icon name="cloud-off" size={13} /> The chart is not on this workstation. Open it to fetch it.
            </p>
          )}
          {context.held === 'held' && nothing && (
            <p className="inbox-context-state">No problem or medicine in the chart bears on this.</p>
          )}
          <ul>
            {context.medicines.map((medicine) => (
              <Fact
                key={medicine.id}
                icon="medicine"
                about={medicine.since && `since ${dateForReading(medicine.since)}`}
              >
                {medicine.text} {medicine.sig && <span className="muted">{medicine.sig}</span>}
              </Fact>
            ))}
            {context.problems.map((problem) => (
              <Fact key={problem.id} icon="problem" about={problem.onset && `since ${dateForReading(problem.onset)}`}>
                {problem.text}
              </Fact>
            ))}
          </ul>
        </section>
      )}
      {!task.patient && (
        <p className="inbox-context-state">
          {task.undecided || task.kind === 'unmatched-result'
            ? 'No chart stands here until it is known whose this is.'
            : 'This is about no patient.'}
        </p>
      )}
      {context.series.length > 0 && (
        <section>
          <h3>Trends</h3>
          <ul>
            {context.series.map((series) => {
              const latest = series.readings[0]
              const values = series.readings
                .slice(0, 8)
                .reverse()
                .flatMap(({ value }) => (value === undefined ? [] : [value]))
              return (
                latest && (
                  <li key={series.id} className="inbox-trend">
                    <span>{series.name}</span>
                    <span className={`num strong nowrap tone-${flagTone(latest.flag)}`}>
                      {latest.text} <span className="faint">{series.unit}</span> <Flag flag={latest.flag} />
                    </span>
                    <span className="inbox-fact-about num">{agoForReading(latest.at, now)}</span>
                    {values.length > 1 && (
                      <Sparkline
                        values={values}
                        width={60}
                        tone={flagTone(latest.flag)}
                        label={`${series.name}, last ${values.length}: ${values.join(', ')} ${series.unit}`}
                      />
                    )}
                  </li>
                )
              )
            })}
          </ul>
        </section>
      )}
      {(context.comingUp || context.lastVisit) && (
        <section>
          <h3>Visits</h3>
          <ul>
            {context.comingUp && (
              <Fact icon="calendar" about="coming up">
                {context.comingUp}
              </Fact>
            )}
            {context.lastVisit && (
              <Fact icon="history" about="last visit">
                {context.lastVisit}
              </Fact>
            )}
          </ul>
        </section>
      )}
      {task.patient && (
        <p className="inbox-asof">
          <AsOf of="Chart" at={context.asOf} now={serverNow} />
        </p>
      )}
    </section>
  )
})

function Fact({ icon, about, children }: { icon: IconName; about?: string | undefined; children: ReactNode }) {
  return (
    <li className="inbox-fact">
      <Icon name={icon} />
      <span>
        {children}
        {about && <span className="inbox-fact-about num">{about}</span>}
      </span>
    </li>
  )
}
