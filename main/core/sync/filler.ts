import type { LocalId } from '../../../shared/kernel/ids.js'
import type { Allowance } from './allowance.js'
import type { Charts } from './chart.js'
import type { Calm } from './deps.js'
import type { Link } from './link.js'
import type { WorkingSet } from './workingset.js'

/** Charts fetched at the same time, besides one somebody has just opened. */
const atOnce = 2
/** The working set is looked over at most this often, milliseconds; and never for more than a tenth of the time. */
const gatherMs = 400
const share = 10
/** Somebody who types or turns a page is not kept waiting by it, but for so long at most, milliseconds. */
const putOffMs = 1_000
/** A chart that could not be fetched is left alone for so long, milliseconds. */
const restMs = 60_000

export interface FillerDeps {
  calm: Calm
  workingSet: WorkingSet
  charts: Charts
  link: Link
  now(): Date
  /** False while the EHR cannot be asked or today is not known yet. */
  mayFetch(): boolean
  /** How much may be held. */
  allowance(): Allowance
  /** How far a chart has come is to be shown. */
  onProgress(): void
  /** Something failed on this computer: a full disk. */
  onTrouble(error: unknown): void
}

/** How far a chart that is being fetched has come; `total` where the server counts. */
export interface Coming {
  done: number
  total: number | undefined
}

/** Keeps the charts of the working set here: fetches those that came into it, lets go of those that left it. */
export class Filler {
  readonly #deps: FillerDeps
  readonly #underWay = new Map<LocalId, Promise<void>>()
  readonly #restUntil = new Map<LocalId, number>()
  readonly #coming = new Map<LocalId, Coming>()
  readonly #problems = new Map<LocalId, string>()
  /** Those that could not be written down here: the disk was full. */
  readonly #unwritten = new Set<LocalId>()
  #queue: LocalId[] = []
  #timer: NodeJS.Timeout | undefined
  #tookMs = 0
  #stopped = false

  constructor(deps: FillerDeps) {
    this.#deps = deps
  }

  /** Something changed that may have changed the working set. */
  poke(): void {
    if (this.#stopped) return
    this.#timer ??= setTimeout(
      () => this.#deps.calm.soon(putOffMs, () => this.#lookOver()),
      Math.max(gatherMs, this.#tookMs * share),
    )
  }

  #lookOver(): void {
    this.#timer = undefined
    const began = performance.now()
    try {
      this.#review()
    } catch (error) {
      this.#deps.onTrouble(error)
    }
    this.#tookMs = performance.now() - began
  }

  /** Somebody opened a patient: ahead of everything else. */
  urgent(patient: LocalId): void {
    this.#restUntil.delete(patient)
    if (!this.#stopped) void this.#fetch(patient)
  }

  /** What failed on this computer goes again: one of what could not be written down is tried, and the rest follow it. */
  relieved(): void {
    const [patient] = this.#unwritten
    if (patient === undefined) return
    this.#unwritten.delete(patient)
    this.#restUntil.delete(patient)
    this.poke()
  }

  /** It is not wanted here any more; what is just coming is left to the next review. */
  letGo(patient: LocalId): void {
    this.#problems.delete(patient)
    this.#unwritten.delete(patient)
    if (!this.#underWay.has(patient)) this.#deps.charts.evict(patient)
    this.poke()
  }

  /** How far the chart has come, while it is being fetched. */
  coming(patient: LocalId): Coming | undefined {
    return this.#coming.get(patient)
  }

  /** Why the chart could not be fetched the last time, in words. */
  problem(patient: LocalId): string | undefined {
    return this.#problems.get(patient)
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await Promise.allSettled(this.#underWay.values())
  }

  #review(): void {
    if (this.#stopped || !this.#deps.mayFetch()) return
    const { fetch, evict } = this.#deps.workingSet.review(this.#deps.allowance())
    for (const patient of evict) {
      if (this.#underWay.has(patient)) continue
      this.#problems.delete(patient)
      this.#deps.charts.evict(patient)
    }
    this.#queue = fetch
    this.#fill()
  }

  #fill(): void {
    while (this.#underWay.size < atOnce && this.#deps.mayFetch() && !this.#stopped) {
      const next = this.#queue.shift()
      if (next === undefined) return
      void this.#fetch(next)
    }
  }

  #fetch(patient: LocalId): Promise<void> {
    const running = this.#underWay.get(patient)
    if (running) return running
    const { now, charts, link, workingSet, onProgress } = this.#deps
    const rest = (this.#restUntil.get(patient) ?? 0) - now().getTime()
    // Nothing rests for longer: the clock was set back.
    if ((rest > 0 && rest <= restMs) || workingSet.row(patient)?.state === 'held') return Promise.resolve()
    this.#coming.set(patient, { done: 0, total: undefined })
    const work = charts
      .fetch(patient, (done, total) => {
        this.#coming.set(patient, { done, total })
        onProgress()
      })
      .then((failure) => {
        if (failure) this.#problems.set(patient, failure.message)
        else this.#problems.delete(patient)
        if (!failure) return this.#written()
        this.#restUntil.set(patient, now().getTime() + restMs)
        link.failed(failure)
        // While nobody answers, the rest waits for the link too.
        if (failure.kind === 'network') this.#restUntil.delete(patient)
      })
      .catch((error: unknown) => {
        this.#unwritten.add(patient)
        this.#restUntil.set(patient, now().getTime() + restMs)
        this.#deps.onTrouble(error)
      })
      .finally(() => {
        this.#underWay.delete(patient)
        this.#coming.delete(patient)
        onProgress()
        this.#fill()
        // What came may be more than there is room for.
        if (this.#underWay.size === 0) this.poke()
      })
    this.#underWay.set(patient, work)
    return work
  }

  #written(): void {
    for (const patient of this.#unwritten) this.#restUntil.delete(patient)
    if (this.#unwritten.size > 0) this.poke()
    this.#unwritten.clear()
  }
}
