import type { ReportView } from '../../../../shared/contract/views/chart.js'
import type { TaskView } from '../../../../shared/contract/views/task.js'
import { dateForReading, momentForReading } from '../../../../shared/kernel/dates.js'
import { Button, Icon, type IconName, ReportTable, Tag } from '../../../ui/index.js'
import { Facts } from './Facts.js'

const statusTags: Record<ReportView['status'], React.ReactNode> = {
  preliminary: <Tag tone="attention">Preliminary</Tag>,
  partial: <Tag tone="attention">Partial</Tag>,
  final: <Tag>Final</Tag>,
  corrected: <Tag tone="attention">Corrected</Tag>,
}

/** The laboratory's report with reference, last value and trend. */
export function ReportCard({ report, now }: { report: ReportView; now: Date }) {
  const times = [
    report.collectedAt && `collected ${momentForReading(report.collectedAt, now)}`,
    report.issuedAt && `received ${momentForReading(report.issuedAt, now)}`,
    report.orderedBy && `ordered by ${report.orderedBy}`,
  ]
  return (
    <section className="card inbox-card" aria-label={report.name}>
      <header className="inbox-card-head">
        <h2>{report.name}</h2>
        {statusTags[report.status]}
        <span className="inbox-card-aside faint num">{times.filter(Boolean).join(' · ')}</span>
      </header>
      <ReportTable label={report.name} rows={report.rows} />
    </section>
  )
}

/** The medicine a refill is asked for. */
export function MedicineCard({ task }: { task: TaskView }) {
  const { medicine } = task
  if (!medicine) return null
  const facts = [
    ['Directions', medicine.sig],
    ['For', medicine.for],
    ['Since', medicine.since && dateForReading(medicine.since)],
    ['Status', medicine.status === 'active' ? '' : medicine.status === 'on-hold' ? 'on hold' : medicine.status],
  ] as const
  return (
    <section className="card inbox-card" aria-label="Medicine">
      <header className="inbox-card-head">
        <Icon name="medicine" size={18} />
        <h2>{medicine.text}</h2>
        {medicine.status !== 'active' && <Tag tone="attention">not taken now</Tag>}
      </header>
      <Facts facts={facts} />
    </section>
  )
}

const noteCards: Partial<Record<TaskView['kind'], { icon: IconName; tag: string; words: string }>> = {
  'sign-note': { icon: 'sign', tag: 'not signed', words: 'Read it in the chart and sign it there.' },
  'cosign-note': { icon: 'cosign', tag: 'to co-sign', words: 'Read it in the chart and co-sign it there.' },
}

/** A note that waits for a signature, or a document to read. */
export function NoteCard({ task, onOpen }: { task: TaskView; onOpen: () => void }) {
  const card = noteCards[task.kind]
  return (
    <section className="card inbox-card" aria-label={card ? 'Note' : 'Document'}>
      <header className="inbox-card-head">
        <Icon name={card?.icon ?? 'note'} size={18} />
        <h2>{task.detail ?? task.text}</h2>
        {card && <Tag tone="attention">{card.tag}</Tag>}
      </header>
      <p className="muted">{card?.words ?? 'It is in the chart.'}</p>
      <div className="inbox-card-actions">
        <Button look={card ? 'primary' : 'plain'} icon="note" keys="n" onPress={onOpen}>
          {card ? 'Open the note' : 'Read it'}
        </Button>
      </div>
    </section>
  )
}

/** The wording of a task, where it says more than its title. */
export function WordsCard({ task }: { task: TaskView }) {
  if (!task.note || task.note === task.text) return null
  return (
    <section className="card inbox-card" aria-label="What is asked">
      <p className="inbox-words selectable">{task.note}</p>
    </section>
  )
}
