import { useMemo } from 'react'
import type { ChartView, MedicineView, ProblemView } from '../../../shared/contract/views/chart.js'
import { dateForReading } from '../../../shared/kernel/dates.js'
import { type Column, EmptyState, Table, Tag } from '../../ui/index.js'
import { VersionsMark } from './parts.js'

const medicineTags: Record<MedicineView['status'], React.ReactNode> = {
  active: <Tag tone="accent">taking</Tag>,
  'on-hold': <Tag tone="attention">on hold</Tag>,
  stopped: <Tag>stopped</Tag>,
  completed: <Tag>finished</Tag>,
}
const problemTags: Record<ProblemView['status'], React.ReactNode> = {
  active: <Tag tone="accent">active</Tag>,
  inactive: <Tag>inactive</Tag>,
  resolved: <Tag>resolved</Tag>,
}

const medicineColumns: Column<MedicineView>[] = [
  {
    id: 'text',
    header: 'Medicine',
    width: 'minmax(150px, 1.6fr)',
    render: (row) => (
      <>
        <span className="strong">{row.text}</span>
        <VersionsMark id={row.id} />
        {row.sig && <span className="chart-row-more muted">{row.sig}</span>}
      </>
    ),
  },
  {
    id: 'for',
    header: 'For',
    width: 'minmax(90px, 1fr)',
    render: (row) => <span className="muted">{row.for ?? <span className="faint">not said</span>}</span>,
  },
  {
    id: 'since',
    header: 'Since',
    width: '88px',
    render: (row) => <span className="num muted">{dateForReading(row.since)}</span>,
  },
  { id: 'status', header: 'Status', width: '80px', render: (row) => medicineTags[row.status] },
]
const problemColumns: Column<ProblemView>[] = [
  {
    id: 'text',
    header: 'Problem',
    width: 'minmax(150px, 1.6fr)',
    render: (row) => (
      <>
        <span className="strong">{row.text}</span>
        <VersionsMark id={row.id} />
      </>
    ),
  },
  {
    id: 'code',
    header: 'ICD-10-CM',
    width: '84px',
    render: (row) => <span className="num muted">{row.code ?? <span className="faint">none</span>}</span>,
  },
  {
    id: 'onset',
    header: 'Since',
    width: '96px',
    render: (row) => <span className="num muted">{dateForReading(row.onset)}</span>,
  },
  { id: 'status', header: 'Status', width: '80px', render: (row) => problemTags[row.status] },
]

const currentFirst = <T extends { status: string }>(rows: readonly T[], current: readonly string[]): T[] => [
  ...rows.filter(({ status }) => current.includes(status)),
  ...rows.filter(({ status }) => !current.includes(status)),
]
const faded = (row: { status: string }) => ({
  'data-past': row.status !== 'active' && row.status !== 'on-hold' ? '' : undefined,
})

/** Every medicine, those taken now first. */
export function Medicines({ chart }: { chart: ChartView }) {
  const rows = useMemo(() => currentFirst(chart.medicines, ['active', 'on-hold']), [chart.medicines])
  if (rows.length === 0) return <EmptyState icon="medicine" title="No medicines recorded" />
  return (
    <Table
      className="chart-list"
      label="Medicines"
      columns={medicineColumns}
      rows={rows}
      rowProps={faded}
      estimate={52}
    />
  )
}

/** Every problem, active ones first. */
export function Problems({ chart }: { chart: ChartView }) {
  const rows = useMemo(() => currentFirst(chart.problems, ['active']), [chart.problems])
  if (rows.length === 0) return <EmptyState icon="problem" title="No problems recorded" />
  return (
    <Table
      className="chart-list"
      label="Problems"
      columns={problemColumns}
      rows={rows}
      rowProps={faded}
      estimate={44}
    />
  )
}
