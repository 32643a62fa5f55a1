import type { Held } from '../../../shared/contract/views/chart.js'
import type { DateText, Instant, LocalId } from '../../../shared/kernel/ids.js'
import { all, one } from '../store/statement.js'
import type { Store } from '../store/store.js'
import type { Allowance } from './allowance.js'
import type { Coming } from './filler.js'
import type { Link } from './link.js'
import { nextClinicDay, type Why } from './reasons.js'
import type { HeldRow, WorkingSet } from './workingset.js'

/** What this workstation holds; titles and names are the handlers' to add. */
export interface Holdings {
  patients: number
  /** How many of each resource type are here, charts included. */
  kinds: ReadonlyMap<string, number>
  charts: {
    patient: LocalId
    /** Most pressing first. */
    why: Why[]
    pinned: boolean
    since: Instant | undefined
    /** Undefined while it is on its way. */
    asOf: Instant | undefined
    resources: number
    bytes: number
  }[]
  /** Charts that had a reason to be here and did not fit. */
  beyond: number
  allowance: Allowance
  /** The next day somebody is booked for. */
  nextDay: DateText | undefined
  /** Bytes on disk. */
  bytes: number
  /** Left on the disk, bytes; undefined where it does not say. */
  free: number | undefined
  asOf: Instant | undefined
}

interface Facts {
  store: Store
  workingSet: WorkingSet
  now: Date
  allowance: Allowance
  free: number | undefined
  /** The time up to which every chart that is here is complete, and everything else. */
  chartsAsOf: Instant | undefined
  asOf: Instant | undefined
}

/** The server's time up to which a chart is complete; undefined while it is not all here. */
const chartAsOf = (row: Pick<HeldRow, 'state' | 'as_of'>, chartsAsOf: Instant | undefined): Instant | undefined =>
  row.state !== 'held'
    ? undefined
    : row.as_of && chartsAsOf && chartsAsOf > row.as_of
      ? chartsAsOf
      : (row.as_of ?? undefined)

interface ChartFacts {
  row: HeldRow | undefined
  chartsAsOf: Instant | undefined
  /** What the EHR does not give out of charts, in words; empty when it gives out everything. */
  without: string
  /** Registered here and not in the EHR yet: all there is of them is here. */
  onlyHere: boolean
  coming: Coming | undefined
  problem: string | undefined
  link: Link['state']
  mayAsk: boolean
}

/** Whether a chart is here, how current it is, and if not, whether it is coming. */
export function heldOf({ row, chartsAsOf, without, onlyHere, coming, problem, link, mayAsk }: ChartFacts): Held {
  const pinned = row?.pinned === 1 ? { pinned: true } : {}
  if (row?.state === 'held') {
    const asOf = chartAsOf(row, chartsAsOf)
    return { state: 'held', ...(asOf && { asOf }), ...(without && { without }), ...pinned }
  }
  if (onlyHere) return { state: 'held', ...pinned }
  if (!row || link === 'offline' || !mayAsk || (problem && !coming)) {
    const reachable = link === 'online' && mayAsk
    return { state: 'not-held', reachable, ...(problem && reachable && { problem }), ...pinned }
  }
  return {
    state: 'loading',
    ...(coming && { coming: coming.done, ...(coming.total && { of: coming.total }) }),
    ...pinned,
  }
}

/** Its cost follows the number of charts, never the size of the clinic: everything else is counted as it comes and goes. */
export function holdingsOf({ store, workingSet, now, allowance, free, chartsAsOf, asOf }: Facts): Holdings {
  const why = workingSet.reasons()
  const kinds = new Map(
    all<{ type: string; n: number }>(store.db, 'SELECT type, n FROM held_kind WHERE n > 0').map(({ type, n }) => [
      type,
      n,
    ]),
  )
  const charts = workingSet.rows().map((row) => ({
    patient: row.patient,
    why: why.get(row.patient) ?? [],
    pinned: row.pinned === 1,
    since: row.since ?? undefined,
    asOf: chartAsOf(row, chartsAsOf),
    resources: row.resources,
    bytes: row.bytes,
  }))
  const [pages, size] = ['page_count', 'page_size'].map((name) => store.db.pragma(name, { simple: true }) as number)
  return {
    patients: kinds.get('Patient') ?? 0,
    kinds,
    charts,
    beyond: workingSet.beyond,
    allowance,
    nextDay: nextClinicDay(store.db, now),
    bytes: (pages as number) * (size as number),
    free,
    asOf,
  }
}

/** What the charts here come to, bytes. */
export const chartBytes = (store: Store): number =>
  one<{ n: number }>(store.db, 'SELECT coalesce(sum(bytes), 0) AS n FROM held_chart')?.n ?? 0
