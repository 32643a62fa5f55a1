import type { Instant, LocalId } from '../../kernel/ids.js'
import type { LoopFacts, LoopReport, LoopTask, Telling } from './loop-facts.js'
import { after, type LoopTimes, type Weight, weightOf } from './times.js'

/** What is awaited next; `read`: that the patient opens the message about a critical result. */
export type Awaited = 'collected' | 'final' | 'reviewed' | 'told' | 'read'

/** How far one report has come. */
export interface ReportState {
  step: 'partial' | 'preliminary' | 'final' | 'corrected' | 'reviewed' | 'told'
  since?: Instant
  awaited?: Awaited
  expected?: Instant
  /** The task of whoever is to go on. */
  task?: LocalId
  owner?: LocalId
  weight: Weight
  leaving: boolean
}

/** The review that saw what the report says now; a review of an earlier version does not count. */
export function reviewOf(report: LoopReport, tasks: readonly LoopTask[]): LoopTask | undefined {
  const done = tasks.filter(
    ({ kind, status, report: of, seen }) =>
      kind === 'review' &&
      status === 'done' &&
      of === report.id &&
      seen !== undefined &&
      (report.fingerprint === undefined || seen === report.fingerprint),
  )
  return done.toSorted((a, b) => ((a.doneAt ?? '') < (b.doneAt ?? '') ? -1 : 1)).at(-1)
}

/** Where one report stands, from its arrival until the patient knows. */
export function reportState(
  report: LoopReport,
  { tasks, tellings }: Pick<LoopFacts, 'tasks' | 'tellings'>,
  times: LoopTimes,
): ReportState {
  const weight = weightOf(report.flag)
  const isFinal = report.status === 'final' || report.status === 'corrected'
  const review = reviewOf(report, tasks)
  const of = tasks.filter((task) => task.report === report.id && task.status === 'open')
  const said = tellings.filter((telling) => telling.reports.includes(report.id) && isOf(telling, review))
  const leaving = review !== undefined && said.some(({ acknowledged }) => !acknowledged)
  if (!review) {
    // What is not final is read once it is, unless something critical stands in it.
    if (!isFinal && weight !== 'critical')
      return { step: report.status, since: report.at, awaited: 'final', weight, leaving }
    const task = of.find(({ kind }) => kind === 'review')
    return {
      step: report.status,
      since: report.at,
      awaited: 'reviewed',
      expected: task?.due ?? after(report.at, times.reviewed[weight]),
      ...by(task),
      weight,
      leaving,
    }
  }
  const reviewedAt = review.doneAt ?? report.at
  const telling = strongest(said)
  if (!telling) {
    const task = of.find(({ kind }) => kind === 'tell')
    return {
      step: isFinal ? 'reviewed' : report.status,
      since: reviewedAt,
      awaited: 'told',
      expected: task?.due ?? after(reviewedAt, times.told[weight]),
      ...by(task ?? review.owner),
      weight,
      leaving,
    }
  }
  if (!isFinal) return { step: report.status, since: report.at, awaited: 'final', weight, leaving: false }
  const known = telling.way === 'contact' || telling.read !== undefined || weight !== 'critical'
  if (known) return { step: 'told', since: telling.read ?? telling.at, weight, leaving: false }
  const task = of.find(({ kind }) => kind === 'tell')
  return {
    step: 'told',
    since: telling.at,
    awaited: 'read',
    expected: task?.due ?? after(telling.at, times.read),
    ...by(task ?? review.owner),
    weight,
    leaving: false,
  }
}

/** Whether the patient was told what was reviewed, rather than what the report said before it was corrected. */
const isOf = ({ seen, at }: Telling, review: LoopTask | undefined): boolean =>
  review !== undefined && (seen === undefined ? at >= (review.doneAt ?? '') : seen === review.seen)

/** Whoever has a task for it; else the person, by whom it was reviewed. */
function by(task: LoopTask | LocalId | undefined): { task?: LocalId; owner?: LocalId } {
  if (task === undefined) return {}
  if (typeof task === 'string') return { owner: task }
  return { task: task.id, ...(task.owner && { owner: task.owner }) }
}

/** The word to the patient that counts most: a talk or a message that was read, before one that was only sent. */
function strongest(said: readonly Telling[]): Telling | undefined {
  const arrived = said.filter(({ acknowledged }) => acknowledged)
  return arrived.find(({ way, read }) => way === 'contact' || read !== undefined) ?? arrived[0]
}
