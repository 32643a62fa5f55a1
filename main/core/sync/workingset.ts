import { heldBecause } from '../../../shared/contract/views/session.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { all, one, run } from '../store/statement.js'
import type { Store } from '../store/store.js'
import type { Topic } from '../store/topic.js'
import type { Allowance } from './allowance.js'
import { reasonsNow, type Why } from './reasons.js'

/** The charts opened last never leave for want of room: somebody is reading them. */
const openNow = 5
/** Of the room for charts in bytes, what is filled; the rest lets charts that are here grow without leaving. */
const fillTo = 0.9
/** Taken for the size of a chart while none is here, bytes. */
const usualChart = 200_000

export interface HeldRow {
  patient: LocalId
  as_of: Instant | null
  state: 'wanted' | 'held'
  opened_at: Instant | null
  pinned: number
  /** Since when it is wanted here; null when that was not noted yet. */
  since: Instant | null
  resources: number
  bytes: number
}

/** Changes after which other charts may belong here. */
export const workingSetTopics: readonly Topic[] = [
  'Appointment',
  'Encounter',
  'Task',
  'ServiceRequest',
  'CareTeam',
  'session',
  'outbox',
]

/** The patients whose whole chart this workstation holds or is about to. */
export class WorkingSet {
  readonly #store: Store
  readonly #now: () => Date
  readonly #user: () => LocalId | undefined
  #beyond = 0
  /** How large charts were that found no room, so that none is fetched and dropped for ever. */
  readonly #tooLarge = new Map<LocalId, number>()

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

  /** How many charts had a reason to be here at the last review and did not fit. */
  get beyond(): number {
    return this.#beyond
  }

  /** Notes that a patient was opened just now, and wants their chart. */
  opened(patient: LocalId): void {
    this.#want(patient, `opened_at = excluded.since`, this.#at())
  }

  pin(patient: LocalId, pinned: boolean): void {
    if (pinned) this.#want(patient, 'pinned = 1', null, 1)
    else this.#change('UPDATE held_chart SET pinned = 0 WHERE patient = ?', patient)
  }

  /** It counts neither as pinned nor as opened any more. */
  letGo(patient: LocalId): void {
    this.#change('UPDATE held_chart SET pinned = 0, opened_at = NULL WHERE patient = ?', patient)
  }

  /** Why each chart that is here, or on its way, is. */
  reasons(): Map<LocalId, Why[]> {
    return reasonsNow(this.#store.db, this.#now(), this.#user(), 'held')
  }

  /**
   * Brings `held_chart` in step with the reasons: wants what is missing, and answers what is to be fetched, most pressing
   * first, and what may go. Where not all has room, the least pressing gives way; what is pinned, not all in the EHR or
   * being read stays whatever happens.
   */
  review(allowance: Allowance): { fetch: LocalId[]; evict: LocalId[] } {
    const wanted = reasonsNow(this.#store.db, this.#now(), this.#user())
    const held = new Map(this.rows().map((row) => [row.patient, row]))
    const keep = this.#choose(wanted, held, allowance)
    this.#beyond = wanted.size - keep.length
    const missing = keep.filter((patient) => !held.has(patient))
    if (missing.length > 0) {
      const at = this.#at()
      this.#store.receive(at, (tx) => {
        for (const patient of missing)
          run(tx.db, `INSERT OR IGNORE INTO held_chart (patient, state, since) VALUES (?, 'wanted', ?)`, patient, at)
        tx.touch('holdings')
      })
    }
    const kept = new Set(keep)
    return {
      // Of whom the EHR has nothing, or shows nothing, nothing can be fetched.
      fetch: keep.filter(
        (patient) => held.get(patient)?.state !== 'held' && this.#store.row('Patient', patient)?.server_id,
      ),
      evict: [...held.keys()].filter((patient) => !kept.has(patient)),
    }
  }

  /** Who stays or comes, most pressing first. */
  #choose(
    wanted: ReadonlyMap<LocalId, readonly Why[]>,
    held: ReadonlyMap<LocalId, HeldRow>,
    allowance: Allowance,
  ): LocalId[] {
    const weight = (patient: LocalId): number => heldBecause.indexOf(wanted.get(patient)?.[0] ?? 'opened recently')
    const inOrder = [...wanted.keys()].sort((a, b) => weight(a) - weight(b))
    const reading = new Set(this.recent(openNow))
    const stays = (patient: LocalId): boolean => {
      const why = wanted.get(patient) ?? []
      return why.includes('pinned') || why.includes('not all in the EHR yet') || reading.has(patient)
    }
    const here = [...held.values()].filter(({ state }) => state === 'held')
    const usual = here.length > 0 ? here.reduce((sum, { bytes }) => sum + bytes, 0) / here.length : usualChart
    const bytesOf = (patient: LocalId): number => {
      const row = held.get(patient)
      return row?.state === 'held' ? row.bytes : (this.#tooLarge.get(patient) ?? usual)
    }
    const fixed = inOrder.filter(stays)
    let charts = fixed.length
    let bytes = fixed.reduce((sum, patient) => sum + bytesOf(patient), 0)
    return inOrder.filter((patient) => {
      if (stays(patient)) return true
      const isHere = held.get(patient)?.state === 'held'
      const after = bytes + bytesOf(patient)
      if (charts >= allowance.charts || after > allowance.bytes * (isHere ? 1 : fillTo)) {
        if (isHere) this.#tooLarge.set(patient, bytesOf(patient))
        return false
      }
      charts += 1
      bytes = after
      return true
    })
  }

  #want(patient: LocalId, also: string, openedAt: Instant | null, pinned = 0): void {
    const at = this.#at()
    this.#store.receive(at, (tx) => {
      run(
        tx.db,
        `INSERT INTO held_chart (patient, state, opened_at, pinned, since) VALUES (?, 'wanted', ?, ?, ?)
         ON CONFLICT (patient) DO UPDATE SET ${also}`,
        patient,
        openedAt,
        pinned,
        at,
      )
      tx.touch('holdings')
    })
  }

  #change(sql: string, patient: LocalId): void {
    this.#store.receive(this.#at(), (tx) => {
      run(tx.db, sql, patient)
      tx.touch('holdings')
    })
  }

  #at(): Instant {
    return this.#now().toISOString() as Instant
  }
}
