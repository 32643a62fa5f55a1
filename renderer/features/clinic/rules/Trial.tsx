import type { DryRun } from '../../../../shared/contract/views/work/rules.js'
import { dateForReading, localDate, timeForReading } from '../../../../shared/kernel/dates.js'
import { EmptyState, Notice, Table } from '../../../ui/index.js'

/** What a set of rules would have done with the work of the last 30 days. */
export function Trial({ found, current }: { found: DryRun; current: boolean }) {
  const { tried, from, rules, owners, changes, changed, circles } = found
  if (tried === 0) {
    return (
      <EmptyState icon="route" title="Nothing to try them on">
        No result, message or document of the last 30 days is held here.
      </EmptyState>
    )
  }
  const share = (took: number | undefined): string =>
    took === undefined ? 'not tried' : `${Math.round((took / tried) * 100)}%`
  return (
    <section className="rule-trial" aria-labelledby="rule-trial">
      <h2 id="rule-trial">
        Tried on {tried} tasks since {dateForReading(localDate(new Date(from)))}
      </h2>
      {!current && <Notice tone="attention">The rules were changed since. Try them again.</Notice>}
      <p className="muted">
        {changes === 0
          ? 'Every one of them would have gone where it went.'
          : `${changes} of them would have gone to somebody else. Nothing was changed by trying.`}
      </p>
      {circles.map(({ text, way }) => (
        <Notice key={`${text} ${way}`} tone="danger">
          {text} would have been handed round: {way}.
        </Notice>
      ))}
      <div className="rule-trial-tables">
        <Table
          label="How much each rule took"
          className="card"
          columns={[
            { id: 'rule', header: 'Rule', render: ({ title }) => title },
            { id: 'took', header: 'Tasks', width: '70px', align: 'right', render: ({ took }) => took ?? '–' },
            { id: 'share', header: 'Share', width: '84px', align: 'right', render: ({ took }) => share(took) },
          ]}
          rows={rules}
        />
        <Table
          label="How much each gets, before and after"
          className="card"
          columns={[
            { id: 'who', header: 'Who', render: ({ words }) => words },
            { id: 'before', header: 'Was', width: '70px', align: 'right', render: ({ before }) => before },
            { id: 'after', header: 'Would be', width: '90px', align: 'right', render: ({ after }) => after },
          ]}
          rows={owners.map((owner) => ({ id: owner.party, ...owner }))}
        />
      </div>
      {changed.length > 0 && (
        <>
          <h3>
            What would have gone to somebody else
            {changes > changed.length && `, the newest ${changed.length} of ${changes}`}
          </h3>
          <Table
            label="What would have gone to somebody else"
            className="card"
            columns={[
              {
                id: 'at',
                header: 'Came',
                width: '116px',
                render: ({ at }) =>
                  `${dateForReading(localDate(new Date(at))).replace(/ \d{4}$/, '')} ${timeForReading(at)}`,
              },
              {
                id: 'what',
                header: 'Task',
                width: 'minmax(160px, 1.6fr)',
                render: ({ patient, text }) => (
                  <span className="rule-two">
                    <span>{text}</span>
                    {patient && <span className="faint">{patient}</span>}
                  </span>
                ),
              },
              {
                id: 'before',
                header: 'Went to',
                render: ({ before, because }) => <Because who={before} why={because.before} />,
              },
              {
                id: 'after',
                header: 'Would go to',
                render: ({ after, because }) => <Because who={after} why={because.after} />,
              },
            ]}
            rows={changed.map((each) => ({ id: each.task, ...each }))}
          />
        </>
      )}
    </section>
  )
}

const Because = ({ who, why }: { who: string; why: string }) => (
  <span className="rule-two">
    <span>{who}</span>
    <span className="faint">{why}</span>
  </span>
)
