import type { DiagnosticReport } from '@medplum/fhirtypes'
import type { ReportView } from '../../../shared/contract/views/chart.js'
import { severity } from '../../../shared/domain/flag.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { utc } from '../store/utc.js'
import type { PatientResources } from './chart-resources.js'
import { wordsOf } from './fhir.js'
import {
  flagOfObservation,
  isShown,
  loincOf,
  observationText,
  observedAt,
  referenceOf,
  unitKey,
  unitOf,
  valueNumber,
  valueText,
} from './observation.js'

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
  for (const { id, resource } of resources.of('Observation')) {
    if (!isShown(resource) || resource.component?.length) continue
    const text = valueText(resource)
    if (text === undefined) continue
    const code = `${loincOf(resource)} ${unitKey(resource)}`
    const entry = { id, at: observedAt(resource), text, value: valueNumber(resource) }
    const list = byCode.get(code)
    if (list) list.push(entry)
    else byCode.set(code, [entry])
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
  for (const { reference } of report.result ?? []) {
    const local = resources.resolve(reference)
    const observation = resources.get('Observation', local)
    if (!local || !observation || !isShown(observation)) continue
    const code = loincOf(observation)
    const unit = unitOf(observation)
    const at = observedAt(observation)
    const history = earlier.get(`${code} ${unitKey(observation)}`) ?? []
    const before = history.filter((value) => value.at < at)
    const value = valueNumber(observation)
    const range = referenceOf(observation).text
    const flag = flagOfObservation(observation)
    const text = observationText(observation) ?? 'pending'
    const earlierOne = resources.corrected(local)
    const corrected = earlierOne && observationText(earlierOne)
    const last = before.at(-1)?.text
    rows.push({
      id: local,
      code,
      name: wordsOf(observation.code) ?? code,
      text,
      unit,
      ...(range && { reference: range }),
      ...(flag && { flag }),
      ...(last && { last }),
      trend: [...before.map((each) => each.value), value].filter((each) => each !== undefined).slice(-trendPoints),
      ...(corrected && corrected !== text && { earlier: corrected }),
    })
  }
  const first = report.result
    ?.map(({ reference }) => resources.get('Observation', resources.resolve(reference)))
    .find(Boolean)
  const collectedAt = utc(report.effectiveDateTime ?? report.effectivePeriod?.start) ?? (first && observedAt(first))
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
