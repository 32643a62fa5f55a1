import type { DiagnosticReport } from '@medplum/fhirtypes'
import type { LaneCard, ResultView } from '../../../../shared/contract/views/work/results.js'
import { severity, worstFlag } from '../../../../shared/domain/flag.js'
import { fingerprintOf } from '../../../../shared/domain/result/fingerprint.js'
import { whyAlone } from '../../../../shared/domain/result/normal.js'
import { type Weight, weightOf } from '../../../../shared/domain/result/times.js'
import type { Instant, LocalId } from '../../../../shared/kernel/ids.js'
import { wordsOf } from '../../store/concept.js'
import { isVoid } from '../../store/loop-facts.js'
import { contentOf } from '../../store/result-content.js'
import { type SameReport, sameReports } from '../../store/same-report.js'
import { all, one } from '../../store/statement.js'
import type { TaskProjection } from '../../store/task.js'
import { type PatientResources, resourcesOf } from '../chart-resources.js'
import type { Context } from '../context.js'
import { nameOf, patientRow } from '../people.js'
import { earlierValues, reportView } from '../report.js'
import { allSeries } from '../series.js'
import { loopView } from './loop-view.js'
import { portalOf } from './patient-message.js'

/** What a report says now, and what follows from it for whoever wants to act on it. */
export interface Judged {
  report: DiagnosticReport
  fingerprint: string
  weight: Weight
  missing: number
  /** Somebody reviewed it, and it says something else since. */
  unseen: boolean
  /** Why it has to be reviewed by itself. */
  alone: string[]
}

/** This patient's report as it is held at this moment; undefined when it is not here, or says nothing any more. */
export function judged({ store }: Context, id: LocalId, patient: LocalId): Judged | undefined {
  const report = store.read('DiagnosticReport', id)
  if (!report || isVoid(report) || store.row('DiagnosticReport', id)?.patient !== patient) return undefined
  const { content, limits } = contentOf(store.db, store.identity, report)
  const fingerprint = fingerprintOf(content)
  const flag = worstFlag(content.values.map((value) => value.flag))
  const reviews = all<{ reviewed: string | null }>(
    store.db,
    `SELECT reviewed FROM task WHERE focus = ? AND patient = ? AND kind = 'result-review' AND status = 'done'`,
    id,
    patient,
  )
  const asks = one(
    store.db,
    `SELECT 1 FROM task WHERE patient = ? AND kind = 'patient-message' AND status IN ('open', 'claimed')`,
    patient,
  )
  const alone = whyAlone(content, limits, {
    held: false,
    deceased: patientRow(store, patient)?.deceased === 1,
    unansweredMessage: asks !== undefined,
    reviewedBefore: reviews.length > 0 || sameReports(store, id, report).some(({ identical }) => !identical),
  })
  const seen = reviews.flatMap(({ reviewed }) => reviewed ?? [])
  const unseen = seen.length > 0 && !seen.includes(fingerprint)
  return { report, fingerprint, weight: weightOf(flag), missing: content.missing, unseen, alone }
}

/** The orders a report answers, as held here. */
export const ordersOf = ({ store }: Context, report: DiagnosticReport): LocalId[] =>
  (report.basedOn ?? []).flatMap(({ reference }) => {
    const id = store.identity.resolve(reference)
    return id && store.row('ServiceRequest', id) ? [id] : []
  })

export function resultView(
  context: Context,
  id: LocalId,
  patient: LocalId,
  resources: PatientResources = resourcesOf(context, patient),
): ResultView | null {
  const now = judged(context, id, patient)
  if (!now || resources.get('DiagnosticReport', id) === undefined) return null
  const { report, fingerprint, missing, weight, alone } = now
  const shown = reportView(id, report, resources, earlierValues(resources))
  const { results } = allSeries(resources)
  const conclusion = [report.conclusion, ...(report.conclusionCode ?? []).map(wordsOf)].filter(Boolean).join('\n')
  const order = ordersOf(context, report)[0]
  const loop = loopView(context, order ?? id)
  const isPartial = (context.sync.held(patient)?.state ?? 'held') !== 'held'
  const same = sameReports(context.store, id, report)
  const reviewed = [id, ...same.filter(({ earlier, identical }) => earlier || identical).map((other) => other.id)]
    .flatMap((each) => lastReview(context, { report: each, patient, fingerprint }) ?? [])
    .at(0)
  const rows = corrected(context, shown.rows, same)
  return {
    report: { ...shown, rows: rows.toSorted((a, b) => severity(b.flag) - severity(a.flag)) },
    fingerprint,
    ...(conclusion && { conclusion }),
    missing,
    ...(isPartial && { partial: true as const }),
    weight,
    // One test may have been measured in two units: each value stands in the line of its own.
    series: shown.rows.flatMap(({ id: value, code }) => {
      const own = results.find(({ readings }) => readings.some((reading) => reading.id === value))
      return own ? [{ ...own, id: code }] : []
    }),
    ...(loop && { loop }),
    ...(reviewed && { reviewed }),
    ...(same.length > 0 && {
      again: same
        .map(({ at, identical, earlier }) => ({ at, same: identical, earlier }))
        .toSorted((a, b) => (a.at < b.at ? -1 : 1)),
    }),
    alone,
    portal: portalOf(context, patient),
  }
}

/** Values the laboratory sent otherwise before, under another id, with what they were. */
function corrected(
  { store }: Context,
  rows: ResultView['report']['rows'],
  same: readonly SameReport[],
): ResultView['report']['rows'] {
  const last = same
    .filter(({ earlier, identical }) => earlier && !identical)
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
    .at(-1)
  if (!last) return rows
  const { values } = contentOf(store.db, store.identity, last.report).content
  return rows.map((row) => {
    const before = values.filter(({ code }) => code === row.code)
    const [text] = before.map((value) => value.text)
    return before.length !== 1 || !text || text === row.text || row.earlier ? row : { ...row, earlier: text }
  })
}

function lastReview(
  { store }: Context,
  { report, patient, fingerprint }: { report: LocalId; patient: LocalId; fingerprint: string },
): ResultView['reviewed'] {
  const row = one<Pick<TaskProjection, 'owner' | 'done_at' | 'reviewed'>>(
    store.db,
    `SELECT owner, done_at, reviewed FROM task
       WHERE focus = ? AND patient = ? AND kind = 'result-review' AND status = 'done' ORDER BY done_at DESC LIMIT 1`,
    report,
    patient,
  )
  if (!row?.done_at) return undefined
  const current = row.reviewed === null || row.reviewed === fingerprint
  return { by: nameOf(store, row.owner) ?? 'A colleague', at: row.done_at as Instant, current }
}

/** A result of the review lane, where it may be reviewed together with others. */
export function laneCard(context: Context, task: TaskProjection, patient: LaneCard['patient']): LaneCard | undefined {
  if (!task.focus || !task.patient) return undefined
  if (judged(context, task.focus, task.patient)?.alone.length !== 0) return undefined
  const result = resultView(context, task.focus, task.patient)
  if (!result) return undefined
  const { orderedBy } = result.report
  return { task: task.id, patient, ...(orderedBy && { orderedBy }), result }
}
