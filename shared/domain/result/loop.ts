import type { Instant, LocalId } from '../../kernel/ids.js'
import type { LoopFacts, LoopOrder, Telling } from './loop-facts.js'
import type { Awaited } from './report-state.js'
import { type ReportState, reportState, reviewOf } from './report-state.js'
import { after, type LoopTimes, type Span, type Weight, weightOf } from './times.js'

/** How far a loop has come. `partial` to `corrected` are what the report is; a result was received with any of them. */
export type LoopStep =
  | 'ordered'
  | 'collected'
  | 'partial'
  | 'preliminary'
  | 'final'
  | 'corrected'
  | 'reviewed'
  | 'told'
  | 'closed'
  | 'ended'

/** A task with its owner, a person, or a role; nothing of these where nobody is known. */
export interface LoopOwner {
  task?: LocalId
  person?: LocalId
  role?: 'phlebotomist' | 'front-desk'
}

export interface LoopState {
  step: LoopStep
  /** When it came to that step. */
  since?: Instant
  awaited?: Awaited
  /** When the next step is expected to be done. */
  expected?: Instant
  /** Who is to do it. */
  owner?: LoopOwner
  weight: Weight
  /** Word to the patient was written, and the EHR does not have it yet. */
  leaving: boolean
}

/** How the least advanced of several reports is told. */
const order: readonly LoopStep[] = ['partial', 'preliminary', 'final', 'corrected', 'reviewed', 'told']

/** Where a loop stands: the one place that decides it. */
export function loopOf(facts: LoopFacts, times: LoopTimes): LoopState {
  const reports = facts.reports.filter(({ held }) => !held)
  const states = reports.map((report) => reportState(report, facts, times))
  const weight = weightOf(worst(reports.map(({ flag }) => flag)))
  if (facts.order?.status === 'ended') return { step: 'ended', weight, leaving: false }
  if (facts.order?.closed) return { step: 'closed', ...latest(states), weight, leaving: false }
  const behind = leastAdvanced(states)
  if (!behind) return beforeReport(facts, times)
  const { step, since, awaited, expected, task, owner, leaving } = behind
  // Without an order nothing is left to be marked as closed: that the patient knows closes it.
  const isOver = step === 'told' && !awaited && !facts.order
  const awaitsReport = awaited === 'final'
  return {
    step: isOver ? 'closed' : step,
    ...(since && { since }),
    ...(awaited && { awaited }),
    ...(awaitsReport ? awaitedReport(facts, times, since) : expected && { expected }),
    ...(awaited && { owner: ownerOf(awaitsReport ? {} : { task, owner }, facts.order?.requester) }),
    weight,
    leaving,
  }
}

function ownerOf(
  { task, owner }: { task?: LocalId | undefined; owner?: LocalId | undefined },
  requester: LocalId | undefined,
): LoopOwner {
  if (task) return { task, ...(owner && { person: owner }) }
  const person = owner ?? requester
  return person ? { person } : {}
}

/** Several reports of one order are as far as the one that has come least far; something critical to read comes first. */
function leastAdvanced(states: readonly ReportState[]): ReportState | undefined {
  const rank = (state: ReportState): number =>
    state.awaited === 'reviewed' && state.weight === 'critical' ? -1 : order.indexOf(state.step)
  return states.toSorted((a, b) => rank(a) - rank(b))[0]
}

function beforeReport({ order: placed, collected }: LoopFacts, times: LoopTimes): LoopState {
  const weight = 'normal'
  if (!placed) return { step: 'ended', weight, leaving: false }
  const { kind, stat, due, authored, expected: said, requester } = placed
  if (placed.status === 'on-hold') return { step: collected ? 'collected' : 'ordered', weight, leaving: false }
  if (collected)
    return {
      step: 'collected',
      since: collected,
      awaited: 'final',
      expected: said ?? after(collected, reportSpan(placed, times)),
      ...(requester && { owner: { person: requester } }),
      weight,
      leaving: false,
    }
  const isLaboratory = kind === 'laboratory'
  const from = due > authored ? due : authored
  const span = isLaboratory ? (stat ? times.collected.stat : times.collected.other) : reportSpan(placed, times)
  return {
    step: 'ordered',
    since: authored,
    awaited: isLaboratory ? 'collected' : 'final',
    expected: said ?? after(from, span),
    owner: { role: isLaboratory ? 'phlebotomist' : 'front-desk' },
    weight,
    leaving: false,
  }
}

/** A report that is not final yet: counted from when the specimen was collected. */
function awaitedReport(facts: LoopFacts, times: LoopTimes, since: Instant | undefined): { expected?: Instant } {
  const { order: placed, collected } = facts
  if (placed?.expected) return { expected: placed.expected }
  const from = collected ?? since
  if (!from) return {}
  return { expected: after(from, placed ? reportSpan(placed, times) : times.received.laboratory) }
}

function reportSpan({ kind, stat, slow }: LoopOrder, { received }: LoopTimes): Span {
  if (kind === 'imaging') return received.imaging
  if (kind === 'referral' || kind === 'procedure') return received.referral
  if (slow) return received[slow]
  return stat ? received.stat : received.laboratory
}

const severities = ['A', 'L', 'H', 'LL', 'HH']
const worst = (flags: readonly (string | undefined)[]): string | undefined =>
  flags.toSorted((a, b) => severities.indexOf(b ?? '') - severities.indexOf(a ?? ''))[0]

const latest = (states: readonly ReportState[]): { since?: Instant } => {
  const since = states
    .flatMap((state) => state.since ?? [])
    .toSorted()
    .at(-1)
  return since ? { since } : {}
}

/** A step that should have been done by now. */
export interface Overdue {
  awaited: Awaited
  expected: Instant
  /**
   * Nobody has a task yet that would say so: the order was not carried out or not answered, or a message about something
   * critical was not read. What is to be reviewed or told has its own task, which is overdue itself.
   */
  needsTask: boolean
}

/** What of a loop is overdue at `now`, the server's time; undefined when nothing is. */
export function overdue({ awaited, expected, owner }: LoopState, now: Instant): Overdue | undefined {
  if (!awaited || !expected || expected > now) return undefined
  return { awaited, expected, needsTask: owner?.task === undefined }
}

/**
 * Whether telling the patient of this report finishes its order: every report of it is final, reviewed, and told of in a
 * way that counts. A message about something critical is not enough until it was read.
 */
export function closes(
  { reports, tasks, tellings, order: placed }: LoopFacts,
  telling: { report: LocalId; way: Telling['way'] },
  times: LoopTimes,
): boolean {
  if (!placed || placed.status === 'ended' || placed.closed) return false
  return reports.every((report) => {
    if (report.held || (report.status !== 'final' && report.status !== 'corrected')) return false
    if (report.id !== telling.report) {
      const { step, awaited } = reportState(report, { tasks, tellings }, times)
      return step === 'told' && !awaited
    }
    // What was told has to be what somebody reviewed.
    if (!reviewOf(report, tasks)) return false
    return telling.way === 'contact' || weightOf(report.flag) !== 'critical'
  })
}
