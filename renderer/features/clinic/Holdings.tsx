import { useDeferredValue, useMemo, useRef, useState } from 'react'
import type { HoldingsView } from '../../../shared/contract/views/session.js'
import { fold } from '../../../shared/domain/fold.js'
import { agoForReading, localDate, timeForReading } from '../../../shared/kernel/dates.js'
import { openChart, useKeys, useLive, useNow } from '../../data/index.js'
import { type Column, EmptyState, Problem, SearchField, Skeleton, Table, Tag } from '../../ui/index.js'
import { bytesWords } from './bytes.js'

type Chart = HoldingsView['charts'][number]

/** What is on this workstation's disk, and why each chart is. */
export function Holdings() {
  const { data, refusal } = useLive('workstation.holdings', {})
  const now = useNow(60_000)
  const [text, setText] = useState('')
  const [selected, setSelected] = useState<string | null>(null)
  const search = useRef<HTMLInputElement>(null)
  const words = useDeferredValue(text)
  const rows = useMemo(() => {
    const typed = fold(words).split(/\s+/).filter(Boolean)
    return (data?.charts ?? []).filter((chart) => {
      const all = fold([chart.name, ...chart.why].join(' '))
      return typed.every((word) => all.includes(word))
    })
  }, [data, words])
  const columns = useMemo(() => chartColumns(now), [now])
  useKeys('What is held here', [{ keys: '/', label: 'Find a chart', run: () => search.current?.focus() }])

  return (
    <section className="clinic-section" data-fills aria-labelledby="clinic-holdings">
      <header className="clinic-head">
        <div>
          <h1 id="clinic-holdings">What this workstation holds</h1>
          <p className="muted">
            Everyone’s demographics for finding them; whole charts only of those it needs. A chart leaves the disk when
            its reason is gone. Everything on the disk is encrypted.
          </p>
        </div>
      </header>
      {refusal ? (
        <Problem inline title="This could not be read">
          {refusal.message}
        </Problem>
      ) : !data ? (
        <Skeleton lines={6} label="Loading" />
      ) : (
        <>
          <dl className="clinic-totals">
            <div className="card">
              <dt>Patients, demographics</dt>
              <dd className="num">{data.patients.toLocaleString('en-US')}</dd>
            </div>
            <div className="card">
              <dt>Whole charts</dt>
              <dd className="num">{data.charts.length.toLocaleString('en-US')}</dd>
            </div>
            <div className="card">
              <dt>On disk, encrypted</dt>
              <dd className="num">{bytesWords(data.bytes)}</dd>
            </div>
            <div className="card">
              <dt>Complete as of</dt>
              <dd className="num">{data.asOf ? timeForReading(data.asOf) : 'not yet'}</dd>
            </div>
          </dl>
          <div className="clinic-find">
            <SearchField
              label="Find a chart"
              placeholder="Find a name or a reason"
              value={text}
              onChange={setText}
              keys="/"
              inputRef={search}
            />
          </div>
          {rows.length === 0 ? (
            <EmptyState
              compact
              icon="disk"
              title={data.charts.length === 0 ? 'No whole charts are held' : 'Nothing matches'}
            />
          ) : (
            <div className="card clinic-charts">
              <Table
                label="Charts held"
                columns={columns}
                rows={rows}
                selected={selected}
                onSelect={setSelected}
                onOpen={(id) => {
                  const chart = rows.find((row) => row.id === id)
                  if (chart) openChart(chart.id)
                }}
                estimate={40}
              />
            </div>
          )}
        </>
      )}
    </section>
  )
}

const chartColumns = (now: Date): Column<Chart>[] => [
  {
    id: 'name',
    header: 'Chart',
    width: 'minmax(150px, 1fr)',
    render: (row) => <span className="strong">{row.name}</span>,
  },
  {
    id: 'why',
    header: 'Held because',
    width: 'minmax(180px, 2fr)',
    render: (row) => (
      <span className="clinic-why">
        {row.why.map((reason) => (
          <Tag key={reason}>{reason}</Tag>
        ))}
      </span>
    ),
  },
  {
    id: 'as-of',
    header: 'As of',
    width: '110px',
    render: (row) => (
      <span className="num muted">
        {row.asOf
          ? localDate(new Date(row.asOf)) === localDate(now)
            ? timeForReading(row.asOf)
            : agoForReading(row.asOf, now)
          : 'on its way'}
      </span>
    ),
  },
  {
    id: 'resources',
    header: 'Entries',
    width: '76px',
    align: 'right',
    render: (row) => row.resources.toLocaleString('en-US'),
  },
]
