import {
  type HeldBecause,
  type HeldChart,
  type HoldingsView,
  heldBecause,
} from '../../../shared/contract/views/session.js'
import { agoForReading, weekdayName } from '../../../shared/kernel/dates.js'
import type { DateText } from '../../../shared/kernel/ids.js'
import { AsOf, type Column, Icon, PatientMark, Tag } from '../../ui/index.js'
import { bytesWords } from './bytes.js'

/** A reason in words; the next clinic day by its name: `on Monday’s schedule`. */
function wordsFor(why: HeldBecause, nextDay: DateText | undefined): string {
  if (why !== 'on the next clinic day’s schedule' || !nextDay) return why
  return `on ${weekdayName(nextDay)}’s schedule`
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

/** The most pressing reason; a chart whose reason has just gone counts as the least pressing. */
export const groupOf = ({ why }: HeldChart): HeldBecause => why[0] ?? 'opened recently'

/** The charts by their most pressing reason, each group by name. */
export function groupsOf(held: HoldingsView): { why: HeldBecause; words: string; charts: HeldChart[] }[] {
  return heldBecause
    .map((why) => ({
      why,
      words: capital(wordsFor(why, held.nextDay)),
      charts: held.charts
        .filter((chart) => groupOf(chart) === why)
        .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
    }))
    .filter(({ charts }) => charts.length > 0)
}

export const chartColumns = (now: Date, nextDay: DateText | undefined): Column<HeldChart>[] => [
  {
    id: 'name',
    header: 'Chart',
    width: 'minmax(170px, 1.4fr)',
    render: (row) => (
      <span className="clinic-held-name">
        <PatientMark colour={row.colour} />
        <span className="clinic-held-who">
          <span className="strong">{row.name}</span> <span className="faint num nowrap">{row.mrn}</span>
        </span>
        {row.pinned && <Icon name="pin" size={12} label="pinned" />}
      </span>
    ),
  },
  {
    id: 'why',
    header: 'Here because',
    width: 'minmax(150px, 2fr)',
    render: (row) => (
      <span className="clinic-why">
        {row.why.slice(0, 1).map((reason) => (
          <Tag key={reason}>{wordsFor(reason, nextDay)}</Tag>
        ))}
        {row.why.length > 1 && (
          <span className="muted">
            {row.why
              .slice(1)
              .map((reason) => wordsFor(reason, nextDay))
              .join(', ')}
          </span>
        )}
        {row.why.length === 0 && <span className="faint">no reason any more; leaves soon</span>}
      </span>
    ),
  },
  {
    id: 'since',
    header: 'Here since',
    width: '92px',
    render: (row) => (
      <span className="num muted nowrap">
        {row.since ? agoForReading(row.since, now).replace('now', 'just now') : <span className="faint">unknown</span>}
      </span>
    ),
  },
  {
    id: 'as-of',
    header: 'As of',
    width: 'minmax(96px, 130px)',
    render: (row) => (row.asOf ? <AsOf at={row.asOf} now={now} /> : <span className="faint">on its way</span>),
  },
  {
    id: 'size',
    header: 'Size',
    width: '70px',
    align: 'right',
    render: (row) => (
      <span className="num nowrap" title={`${row.resources} entries`}>
        {bytesWords(row.bytes)}
      </span>
    ),
  },
]
