import type { DiagnosticReport } from '@medplum/fhirtypes'
import type { ReportView } from '../../../shared/contract/views/chart.js'
import { severity } from '../../../shared/domain/flag.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { utc } from '../store/utc.js'
import type { PatientResources } from './chart-resources.js'
import { wordsOf } from './fhir.js'

const statuses: Record<string, ReportView['status']> = {
  registered: 'partial',
  partial: 'partial',
  preliminary: 'preliminary',
  final: 'final',
  amended: 'corrected',
  corrected: 'corrected',
  appended: 'corrected',
}

/** Earlier values of a test are looked up in this. */
export type Earlier = ReadonlyMap<
  string,
  readonly { id: LocalId; at: Instant; text: string; value: number | undefined }[]
>

/** Laboratory values by code, oldest first. */
export function earlierValues(resources: PatientResources): Earlier {
  const byCode = new Map<string, { id: LocalId; at: Instant; text: string; value: number | undefined }[]>()
  for (const { id, code, unit_key, at, text, value, parts } of resources.readings) {
    if (text === null || parts) continue
    const key = `${code} ${unit_key}`
    const entry = { id, at, text, value: value ?? undefined }
    const list = byCode.get(key)
    if (list) list.push(entry)
    else byCode.set(key, [entry])
  }
  for (const list of byCode.values()) list.sort((a, b) => (a.at < b.at ? -1 : 1))
  return byCode
}

/** Points drawn in a row's small trend. */
const trendPoints = 8

export function reportView(
  id: LocalId,
  report: DiagnosticReport,
  resources: PatientResources,
  earlier: Earlier,
): ReportView {
  const rows: ReportView['rows'] = []
  for (const local of resources.valuesOf(id)) {
    const reading = resources.reading(local)
    if (!reading) continue
    const { code, unit, at } = reading
    const history = earlier.get(`${code} ${reading.unit_key}`) ?? []
    const before = history.filter((value) => value.at < at)
    const value = reading.parts ? undefined : (reading.value ?? undefined)
    const text = reading.text ?? 'pending'
    const corrected = resources.corrected(local)
    const last = before.at(-1)?.text
    rows.push({
      id: local,
      code,
      name: reading.name,
      text,
      unit,
      ...(reading.reference && { reference: reading.reference }),
      ...(reading.flag && { flag: reading.flag }),
      ...(last && { last }),
      trend: [...before.map((each) => each.value), value].filter((each) => each !== undefined).slice(-trendPoints),
      ...(corrected && corrected !== text && { earlier: corrected }),
    })
  }
  const first = resources
    .valuesOf(id)
    .map((value) => resources.reading(value))
    .find(Boolean)
  const collectedAt = utc(report.effectiveDateTime ?? report.effectivePeriod?.start) ?? first?.at
  const issuedAt = utc(report.issued)
  const order = resources.get('ServiceRequest', resources.resolve(report.basedOn?.[0]?.reference))
  const orderedBy = order?.requester?.display
  return {
    id,
    name: wordsOf(report.code) ?? 'Report',
    status: statuses[report.status ?? ''] ?? 'final',
    ...(collectedAt && { collectedAt: collectedAt as Instant }),
    ...(issuedAt && { issuedAt: issuedAt as Instant }),
    rows,
    abnormal: rows.filter(({ flag }) => severity(flag) > 0).length,
    ...(orderedBy && { orderedBy }),
  }
}

export const isReportShown = ({ status }: DiagnosticReport): boolean =>
  status !== 'entered-in-error' && status !== 'cancelled'
