import type { ReportView } from '../../../shared/contract/views/chart.js'
import { agoForReading, dateForReading, localDate, timeForReading } from '../../../shared/kernel/dates.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { useLive } from '../../data/index.js'
import { LoopStrip, Problem, ReportTable, Skeleton, Tag } from '../../ui/index.js'

const statusTags: Record<ReportView['status'], React.ReactNode> = {
  preliminary: <Tag tone="attention">Preliminary</Tag>,
  partial: <Tag tone="attention">Partial</Tag>,
  final: <Tag>Final</Tag>,
  corrected: <Tag tone="attention">Corrected</Tag>,
}

/** `9:40`, or with the day when that is not today. */
function moment(at: Instant, now: Date): string {
  const day = localDate(new Date(at))
  return day === localDate(now) ? timeForReading(at) : `${agoForReading(at, now)} ${timeForReading(at)}`
}

/** One laboratory report, live, where it was asked for. */
export function ReportInPlace({ patient, report }: { patient: LocalId; report: LocalId }) {
  const { data, refusal, loading } = useLive('report.view', { patient, report })
  const loop = useLive('result.view', { patient, report }).data?.loop
  if (refusal)
    return (
      <Problem inline title="The report could not be read" tone="attention">
        {refusal.message}
      </Problem>
    )
  if (loading) return <Skeleton lines={4} label="Loading the report" />
  if (!data) return <Problem inline title="This report is not on this workstation" tone="information" icon="info" />
  const now = new Date()
  return (
    <section className="chart-report" aria-label={data.name}>
      <header>
        <h4>{data.name}</h4>
        {statusTags[data.status]}
        <span className="chart-report-when faint num">
          {[
            data.collectedAt && `collected ${moment(data.collectedAt, now)}`,
            data.issuedAt && `received ${moment(data.issuedAt, now)}`,
            data.orderedBy && `ordered by ${data.orderedBy}`,
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </header>
      {loop && <LoopStrip label="How far this result has come" stations={loop.stations} now={now} />}
      <ReportTable
        label={`${data.name}, ${dateForReading(data.collectedAt && localDate(new Date(data.collectedAt)))}`}
        rows={data.rows}
      />
    </section>
  )
}
