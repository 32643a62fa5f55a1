import { type Ref, useMemo } from 'react'
import type { OpenThing, ScheduleRow } from '../../../shared/contract/views/schedule.js'
import type { Staff } from '../../../shared/contract/views/session.js'
import { timeForReading } from '../../../shared/kernel/dates.js'
import { openChart } from '../../data/index.js'
import { minutesSince, waitWords } from '../../data/visit.js'
import { type Column, Icon, type ListHandle, PatientMark, Table, Tag, UnsentMark } from '../../ui/index.js'
import { LONG_WAIT, mostTelling, stateFor, waited } from './day.js'

export interface VisitTableProps {
  rows: readonly ScheduleRow[]
  user: Staff
  now: Date
  isToday: boolean
  /** Several clinicians' visits are shown: say whose. */
  everyone: boolean
  selected: string | null
  onSelect: (id: string) => void
  handle: Ref<ListHandle>
}

const sexLetter = { female: 'F', male: 'M', other: 'O', unknown: '?' } as const

/** Where someone is and for how long; the whole stay once it is over. */
function where(row: ScheduleRow, now: Date, isToday: boolean): { text: string; long: boolean } {
  if (row.state === 'finished') {
    const from = row.arrivedAt ? timeForReading(row.arrivedAt) : ''
    const to = row.finishedAt ? timeForReading(row.finishedAt) : ''
    return { text: from && to ? `${from} – ${to}` : to, long: false }
  }
  if (!isToday || row.state === 'booked' || row.state === 'no-show' || row.state === 'cancelled')
    return { text: '', long: false }
  const wait = waited(row, now)
  const since = wait ?? (row.since ? minutesSince(row.since, now) : null)
  const place = row.where ?? (row.visitType === 'video' ? 'On video' : row.visitType === 'phone' ? 'By phone' : null)
  const text = [place, since === null ? null : waitWords(since)]
  return { text: text.filter(Boolean).join(' · '), long: wait !== null && wait >= LONG_WAIT }
}

export function VisitTable({ rows, user, now, isToday, everyone, selected, onSelect, handle }: VisitTableProps) {
  const columns = useMemo<Column<ScheduleRow>[]>(
    () => [
      {
        id: 'time',
        header: 'Time',
        width: '50px',
        render: (row) => <span className="visit-time num">{timeForReading(row.start)}</span>,
      },
      {
        id: 'edge',
        header: 'Colour',
        width: '4px',
        render: (row) => (
          <PatientMark
            as="edge"
            colour={row.patient.colour}
            faded={row.state === 'finished' || row.state === 'no-show' || row.state === 'cancelled'}
          />
        ),
      },
      {
        id: 'patient',
        header: 'Patient',
        width: 'minmax(170px, 1.2fr)',
        render: (row) => (
          <p className="ellipsis">
            <span className="visit-name">{row.patient.name}</span>{' '}
            <span className="faint num visit-who">
              {sexLetter[row.patient.sex]} · {row.patient.age}
            </span>
          </p>
        ),
      },
      {
        id: 'reason',
        header: 'Reason',
        width: 'minmax(120px, 1fr)',
        render: (row) => (
          <div className="visit-reason">
            {row.visitType === 'video' && <Icon name="video" size={14} label="Video visit" />}
            {row.visitType === 'phone' && <Icon name="phone" size={14} label="Phone visit" />}
            <span className="ellipsis" title={row.reason}>
              {row.reason}
              {everyone && row.clinician && (
                <span className="visit-whose ellipsis">{row.clinicianId === user.id ? 'with you' : row.clinician}</span>
              )}
            </span>
          </div>
        ),
      },
      {
        id: 'state',
        header: 'State',
        width: '118px',
        render: (row) => {
          const state = stateFor(row, user, now)
          return (
            <span className="visit-state" data-yours={state.yours || undefined} data-tone={state.tone}>
              {state.words}
              <UnsentMark bare state={row.unsent} />
            </span>
          )
        },
      },
      {
        id: 'where',
        header: 'Where',
        width: '130px',
        render: (row) => {
          const { text, long } = where(row, now, isToday)
          return (
            <span
              className="visit-where num"
              data-long={long || undefined}
              title={long ? `Waiting ${LONG_WAIT} minutes or more` : undefined}
            >
              {text}
              {long && <Icon name="wait" size={13} label="long wait" />}
            </span>
          )
        },
      },
      {
        id: 'know',
        header: 'Know before you go in',
        width: 'minmax(140px, 1.4fr)',
        render: (row) => <Things open={row.open} />,
      },
    ],
    [user, now, isToday, everyone],
  )
  return (
    <Table
      className="visits card"
      label="Visits of the day"
      columns={columns}
      rows={rows}
      selected={selected}
      onSelect={onSelect}
      onOpen={(id) => {
        const row = rows.find((one) => one.id === id)
        if (row) openChart(row.patient.id)
      }}
      rowProps={(row) => ({
        'data-over': row.state === 'finished' || row.state === 'no-show' || row.state === 'cancelled' || undefined,
        'aria-label': `${timeForReading(row.start)} ${row.patient.name}, ${row.reason}, ${stateFor(row, user, now).words}`,
      })}
      handle={handle}
    />
  )
}

/** What matters most, in full; the rest is counted and can be read by resting on it. */
function Things({ open }: { open: readonly OpenThing[] }) {
  const { shown, more } = mostTelling(open)
  return (
    <span className="visit-things">
      {shown.map((thing) =>
        thing.tone === 'plain' ? (
          <span key={thing.text} className="visit-thing ellipsis">
            {thing.text}
          </span>
        ) : (
          <Tag key={thing.text} tone={thing.tone} icon={thing.tone === 'danger' ? 'alert' : null} title={thing.text}>
            {thing.text}
          </Tag>
        ),
      )}
      {more.length > 0 && (
        <span className="visit-more" title={more.map((thing) => thing.text).join('\n')}>
          +{more.length}
          <span className="visually-hidden"> more: {more.map((thing) => thing.text).join(', ')}</span>
        </span>
      )}
    </span>
  )
}
