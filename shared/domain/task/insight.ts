import { addDays, localDate } from '../../kernel/dates.js'
import type { DateText, Instant } from '../../kernel/ids.js'

/** A piece of work as it is counted: open, or finished at `done`. */
export interface WorkSpan {
  kind: string
  /** Whose it is: the key under which it is counted, in words. */
  owner: string
  authored: Instant
  /** Nobody wrote down when it came: `authored` is when it was last changed. */
  undated: boolean
  /** When somebody took it on. */
  begun: Instant | null
  done: Instant | null
  due: Instant | null
  /** Nobody did it: it was not needed any more. */
  cancelled: boolean
}

/** How long open work has waited, in steps; `below` in hours, the last without an end. */
export const ageSteps = [
  { words: 'under 4 hours', short: 'under 4 h', below: 4 },
  { words: '4 to 24 hours', short: '4–24 h', below: 24 },
  { words: '1 to 3 days', short: '1–3 d', below: 72 },
  { words: '3 to 7 days', short: '3–7 d', below: 168 },
  { words: 'over a week', short: 'over 7 d', below: Number.POSITIVE_INFINITY },
] as const

/** Fewer than this tell nothing about how long it usually takes. */
export const fewest = 5

/** Half were done within `p50` minutes, nine of ten within `p90`; both absent when there were fewer than `fewest`. */
export interface Spread {
  count: number
  p50?: number
  p90?: number
}

/** What waits under one heading. `ages` counts it by `ageSteps`. */
export interface Waiting {
  name: string
  count: number
  overdue: number
  oldest: Instant
  ages: number[]
}

export interface InsightNumbers {
  byKind: Waiting[]
  byOwner: Waiting[]
  /** One entry a local day, the present one last; days without any are there too. */
  perDay: {
    day: DateText
    came: number
    /** Done, or `dropped`: not needed any more. */
    left: number
    dropped: number
  }[]
  /** Of what came in these days: to being taken on, and to being finished. */
  times: { kind: string; claim: Spread; close: Spread }[]
}

const minutes = (from: Instant, to: Instant): number => Math.max(0, (Date.parse(to) - Date.parse(from)) / 60_000)

/** Nearest rank: the smallest value that at least this share of all values do not exceed. */
function rank(ascending: readonly number[], share: number): number {
  return ascending[Math.max(0, Math.ceil(share * ascending.length) - 1)] as number
}

export function spreadOf(values: readonly number[]): Spread {
  if (values.length < fewest) return { count: values.length }
  const ascending = [...values].sort((a, b) => a - b)
  return { count: values.length, p50: Math.round(rank(ascending, 0.5)), p90: Math.round(rank(ascending, 0.9)) }
}

function waiting(spans: readonly WorkSpan[], nameOf: (span: WorkSpan) => string, now: Instant): Waiting[] {
  const found = new Map<string, Waiting>()
  for (const span of spans) {
    if (span.done !== null) continue
    const name = nameOf(span)
    const row = found.get(name) ?? { name, count: 0, overdue: 0, oldest: span.authored, ages: ageSteps.map(() => 0) }
    found.set(name, row)
    const hours = minutes(span.authored, now) / 60
    const step = ageSteps.findIndex(({ below }) => hours < below)
    row.count += 1
    row.ages[step] = (row.ages[step] ?? 0) + 1
    if (span.due !== null && span.due < now) row.overdue += 1
    if (span.authored < row.oldest) row.oldest = span.authored
  }
  return [...found.values()].sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
}

/** The local days up to the present one. */
const daysUntil = (now: Date, days: number): DateText[] =>
  Array.from({ length: days }, (_, at) => addDays(localDate(now), at + 1 - days))

/**
 * What waits, how much came and left a day, and how long it takes, over `days` local days with the present one. How long
 * counts every hour, nights and weekends too; what was cancelled counts as having left, not as having been done.
 */
export function insightOf(spans: readonly WorkSpan[], at: Date, days: number): InsightNumbers {
  const now = at.toISOString() as Instant
  const perDay = daysUntil(at, days).map((day) => ({ day, came: 0, left: 0, dropped: 0 }))
  const dayOf = new Map(perDay.map((row) => [row.day, row] as const))
  const spent = new Map<string, { claim: number[]; close: number[] }>()
  for (const { kind, authored, undated, begun, done, cancelled } of spans) {
    const came = undated ? undefined : dayOf.get(localDate(new Date(authored)))
    if (came) came.came += 1
    const left = done !== null && dayOf.get(localDate(new Date(done)))
    if (left) {
      left.left += 1
      if (cancelled) left.dropped += 1
    }
    if (!came || cancelled) continue
    const times = spent.get(kind) ?? { claim: [], close: [] }
    spent.set(kind, times)
    // Finished without being claimed: it was taken on when it was finished.
    const taken = begun ?? done
    if (taken !== null) times.claim.push(minutes(authored, taken))
    if (done !== null) times.close.push(minutes(authored, done))
  }
  return {
    byKind: waiting(spans, ({ kind }) => kind, now),
    byOwner: waiting(spans, ({ owner }) => owner, now),
    perDay,
    times: [...spent]
      .filter(([, { claim }]) => claim.length > 0)
      .map(([kind, { claim, close }]) => ({ kind, claim: spreadOf(claim), close: spreadOf(close) }))
      .sort((a, b) => b.close.count - a.close.count || (a.kind < b.kind ? -1 : 1)),
  }
}
