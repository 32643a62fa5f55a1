import { addDays, dayBounds, localDate } from '../../../shared/kernel/dates.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { all, one, run } from '../store/statement.js'
import type { Store } from '../store/store.js'

/** How many of the charts opened last are kept. */
const recentCharts = 20

/** Why a chart is kept here, most pressing first. */
const reasons = [
  'in the clinic now',
  'on today’s schedule',
  'waiting for a draw',
  'in your inbox',
  'on tomorrow’s schedule',
  'not all in the EHR yet',
  'pinned',
  'opened recently',
] as const
export type Why = (typeof reasons)[number]

export interface HeldRow {
  patient: LocalId
  as_of: Instant | null
  state: 'wanted' | 'held'
  opened_at: Instant | null
  pinned: number
}

/** The patients whose whole chart this workstation holds or is about to. */
export class WorkingSet {
  readonly #store: Store
  readonly #now: () => Date
  readonly #user: () => LocalId | undefined

  constructor(store: Store, now: () => Date, user: () => LocalId | undefined) {
    this.#store = store
    this.#now = now
    this.#user = user
  }

  row(patient: LocalId): HeldRow | undefined {
    return one<HeldRow>(this.#store.db, 'SELECT * FROM held_chart WHERE patient = ?', patient)
  }

  rows(): HeldRow[] {
    return all<HeldRow>(this.#store.db, 'SELECT * FROM held_chart')
  }

  /** The patients opened last, newest first. */
  recent(limit: number): LocalId[] {
    const rows = all<{ patient: LocalId }>(
      this.#store.db,
      'SELECT patient FROM held_chart WHERE opened_at IS NOT NULL ORDER BY opened_at DESC LIMIT ?',
      limit,
    )
    return rows.map((row) => row.patient)
  }

  /** Notes that a patient was opened just now, and wants their chart. */
  opened(patient: LocalId): void {
    this.#want(patient, this.#now().toISOString() as Instant)
  }

  pin(patient: LocalId, pinned: boolean): void {
    this.#want(patient, null)
    this.#store.receive(this.#now().toISOString() as Instant, (tx) => {
      run(tx.db, 'UPDATE held_chart SET pinned = ? WHERE patient = ?', pinned ? 1 : 0, patient)
      tx.touch('holdings')
    })
  }

  /** Every patient whose chart belongs here, with the reasons in order of weight. */
  reasons(): Map<LocalId, Why[]> {
    const now = this.#now()
    const today = localDate(now)
    const found = new Map<LocalId, Set<Why>>()
    const add = (why: Why, sql: string, ...values: unknown[]): void => {
      for (const { patient } of all<{ patient: LocalId | null }>(this.#store.db, sql, ...values)) {
        if (patient) found.set(patient, (found.get(patient) ?? new Set()).add(why))
      }
    }
    const scheduled = `SELECT DISTINCT patient FROM appointment WHERE starts >= ? AND starts < ? AND status NOT IN ('cancelled', 'noshow', 'entered-in-error')`
    const days = [dayBounds(today), dayBounds(addDays(today, 1))] as const
    add('on today’s schedule', scheduled, days[0].start, days[0].end)
    add('on tomorrow’s schedule', scheduled, days[1].start, days[1].end)
    add(
      'in the clinic now',
      `SELECT DISTINCT patient FROM encounter WHERE status IN ('arrived', 'triaged', 'in-progress', 'onleave')`,
    )
    add(
      'waiting for a draw',
      `SELECT DISTINCT patient FROM lab_order WHERE drawn = 0 AND status = 'active' AND (due IS NULL OR due < ?)`,
      days[0].end,
    )
    add('not all in the EHR yet', 'SELECT DISTINCT patient FROM outbox WHERE patient IS NOT NULL')
    add('pinned', 'SELECT patient FROM held_chart WHERE pinned = 1')
    const user = this.#user()
    if (user) {
      add(
        'in your inbox',
        `SELECT DISTINCT patient FROM task WHERE status IN ('open', 'claimed')
         AND owner IN (SELECT ? UNION SELECT team FROM care_team_member WHERE member = ?)`,
        user,
        user,
      )
    }
    for (const patient of this.recent(recentCharts))
      found.set(patient, (found.get(patient) ?? new Set()).add('opened recently'))
    return new Map([...found].map(([patient, why]) => [patient, reasons.filter((reason) => why.has(reason))]))
  }

  /**
   * Brings `held_chart` in step with the reasons: wants what is missing, and answers what is to be fetched, most pressing
   * first, and what may go.
   */
  review(): { fetch: LocalId[]; evict: LocalId[] } {
    const wanted = this.reasons()
    const held = new Map(this.rows().map((row) => [row.patient, row]))
    const missing = [...wanted.keys()].filter((patient) => !held.has(patient))
    if (missing.length > 0) {
      this.#store.receive(this.#now().toISOString() as Instant, (tx) => {
        for (const patient of missing)
          run(tx.db, `INSERT OR IGNORE INTO held_chart (patient, state) VALUES (?, 'wanted')`, patient)
        tx.touch('holdings')
      })
    }
    const rank = (patient: LocalId): number => reasons.indexOf(wanted.get(patient)?.[0] ?? 'opened recently')
    const fetch = [...wanted.keys()]
      .filter((patient) => held.get(patient)?.state !== 'held')
      .sort((a, b) => rank(a) - rank(b))
    const evict = [...held.keys()].filter((patient) => !wanted.has(patient))
    return { fetch, evict }
  }

  #want(patient: LocalId, openedAt: Instant | null): void {
    this.#store.receive(this.#now().toISOString() as Instant, (tx) => {
      run(
        tx.db,
        `INSERT INTO held_chart (patient, state, opened_at) VALUES (?, 'wanted', ?)
         ON CONFLICT (patient) DO UPDATE SET opened_at = coalesce(excluded.opened_at, opened_at)`,
        patient,
        openedAt,
      )
      tx.touch('holdings')
    })
  }
}
