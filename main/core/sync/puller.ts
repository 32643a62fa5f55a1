import type { CapabilityStatement } from '@medplum/fhirtypes'
import { localDate } from '../../../shared/kernel/dates.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import type { FhirClient } from '../fhir/client.js'
import type { Failure } from '../fhir/failure.js'
import type { Store } from '../store/store.js'
import { Census } from './census.js'
import { ofChart } from './chart.js'
import { Deletions } from './deletions.js'
import { Delta } from './delta.js'
import { FirstPull, type Progress } from './first-pull.js'
import { Intake } from './intake.js'
import type { Link } from './link.js'
import { isPage, isRefusal, kindsInWords, notTheEhr, refusalWords } from './refusal.js'
import { sweep } from './sweep.js'
import { chartTypes, pulledTypes, sharedTypes } from './window.js'
import { Withdrawal } from './withdrawal.js'

/** Types pulled at the same time in a round. */
const atOnce = 4
/** A ping's companions arrive within this, milliseconds. */
const gatherMs = 30
const deletionsEveryMs = 60_000
/** How often all that is here is compared with the EHR: where only that finds deletions, and where histories tell, milliseconds. */
const onlyNetMs = 86_400_000
const secondNetMs = 7 * 86_400_000
/** A type that was said to have changed and had nothing new is looked at for deletions no more often, milliseconds. */
const deletedTypeEveryMs = 5_000

export interface PullerDeps {
  store: Store
  client: FhirClient
  link: Link
  now(): Date
  mayPull(): boolean
  /** Brings a held chart anew. */
  refetch(patient: LocalId): Promise<Failure | undefined>
  /** Something to be shown changed: progress, the time up to which all is here. */
  onProgress(): void
  /** Something of a type had changed, and nobody had said so. */
  onNews(type: string): void
  /** Enough is here to know whose charts are wanted. */
  onUsable(): void
  /** Something failed on this computer: a full disk. */
  onTrouble(error: unknown): void
}

/** Brings what changed in the EHR: rounds over every type, single types when the EHR says so, and the first pull. */
export class Puller {
  readonly #deps: PullerDeps
  readonly intake: Intake
  readonly withdrawal: Withdrawal
  readonly #delta: Delta
  readonly #deletions: Deletions
  readonly #census: Census
  #censusRun: Promise<void> | undefined
  readonly #first: FirstPull
  readonly #underWay = new Map<string, Promise<Failure | undefined>>()
  readonly #again = new Set<string>()
  readonly #due = new Set<string>()
  readonly #looked = new Map<string, number>()
  readonly #lookLater = new Map<string, NodeJS.Timeout>()
  /** Types the EHR does not answer for, or not in full. */
  readonly #refused = new Map<string, Failure>()
  /** Types for which not the EHR answers but something on the way to it. */
  readonly #unanswered = new Set<string>()
  #dueTimer: NodeJS.Timeout | undefined
  #capability: CapabilityStatement | undefined
  #firstRun: Promise<void> | undefined
  #deletionsAt = 0
  #sweptOn = ''
  #asOf: Instant | undefined
  #stopped = false

  constructor(deps: PullerDeps) {
    this.#deps = deps
    const { store, client, now } = deps
    this.intake = new Intake(store, now)
    this.#delta = new Delta(client, this.intake)
    this.withdrawal = new Withdrawal({ store, client, intake: this.intake, now })
    this.#deletions = new Deletions({ store, client, intake: this.intake, withdrawal: this.withdrawal, now })
    this.#census = new Census({
      store,
      client,
      intake: this.intake,
      withdrawal: this.withdrawal,
      supported: this.supported,
      refetch: (patient) => deps.refetch(patient),
      mayAsk: () => !this.#stopped && deps.mayPull() && deps.link.waitMs() === 0,
      now,
    })
    this.#first = new FirstPull(
      store,
      client,
      this.intake,
      now,
      () => deps.onProgress(),
      (type, failure) => this.#refused.set(type, failure),
    )
    this.#asOf = this.#earliest(pulledTypes)
  }

  get capability(): CapabilityStatement | undefined {
    return this.#capability
  }

  supported = (type: string): boolean =>
    this.#capability === undefined || (this.#capability.rest?.[0]?.resource ?? []).some((other) => other.type === type)

  /** What cannot be had from this EHR, a sentence each. */
  get missing(): string[] {
    const unanswered = new Set([
      ...this.#unanswered,
      ...this.#first.left.filter((type) => this.supported(type) && !this.#refused.has(type)),
    ])
    return [
      ...refusalWords(this.#refused),
      ...(unanswered.size > 0 ? [`Not all could be brought here yet: ${kindsInWords(unanswered)}.`] : []),
      ...this.#census.doubts(),
    ]
  }

  /** What of a chart cannot be had, in words; `lacking` is what could not when it was brought. */
  withheld(lacking: readonly string[]): string {
    return kindsInWords(ofChart.filter((type) => this.#refused.has(type) || lacking.includes(type)))
  }

  /** The server's time up to which everything is here that can be had. */
  get asOf(): Instant | undefined {
    return this.#first.done ? this.#asOf : undefined
  }

  /** The server's time up to which every type of a chart is here. */
  get chartsAsOf(): Instant | undefined {
    return this.#earliest([...sharedTypes, ...chartTypes])
  }

  /** Whose charts are wanted is known. */
  get usable(): boolean {
    return this.#first.usable
  }

  progress(): Progress | undefined {
    return this.#first.progress()
  }

  /** Lets the first pull wait, or go on with the next round. */
  pauseFirst(paused: boolean): void {
    this.#first.pause(paused)
  }

  /**
   * Everything once: what the EHR can do, every type's changes, deletions, and whatever the day asks for. With `pull`
   * false it only asks what the EHR can do.
   */
  async round(pull = true): Promise<void> {
    const { link } = this.#deps
    const failure = await this.#round(pull)
    if (failure) link.roundFailed(failure)
    else if (this.#deps.mayPull()) link.up()
    this.#asOf = this.#earliest(pulledTypes)
    this.#deps.onProgress()
  }

  /** The EHR says that something of a type changed. */
  ping(type: string): void {
    this.#due.add(type)
    this.#dueTimer ??= setTimeout(() => {
      this.#dueTimer = undefined
      const due = [...this.#due]
      this.#due.clear()
      for (const each of due) this.#pinged(each).catch(this.#deps.onTrouble)
    }, gatherMs)
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#dueTimer)
    for (const timer of this.#lookLater.values()) clearTimeout(timer)
    this.#census.stop()
    await Promise.allSettled([...this.#underWay.values(), this.#firstRun, this.#censusRun])
  }

  /** Resolves when the first pull has ended or cannot go on. */
  async firstPull(): Promise<void> {
    await this.#firstRun
  }

  async #round(pull: boolean): Promise<Failure | undefined> {
    const { client, now, store, mayPull } = this.#deps
    if (!mayPull()) return undefined
    if (!this.#capability) {
      const answer = await client.metadata()
      if (!answer.ok) return answer
      this.#capability = answer.value
      this.#deps.link.up()
    }
    if (!pull) return undefined
    if (!this.#first.done) this.#startFirst()
    const failure = await this.#all(
      pulledTypes.filter((type) => this.supported(type) && this.#delta.watermark(type) !== undefined),
    )
    if (failure || !this.#first.done || this.#stopped) return failure
    if (Math.abs(now().getTime() - this.#deletionsAt) > deletionsEveryMs) {
      const failed = await this.#deletions.pull(this.#capability)
      if (failed) return failed
      this.#deletionsAt = now().getTime()
    }
    this.#startAgain()
    this.#startCensus(this.#capability)
    const today = localDate(now())
    if (this.#sweptOn === today) return undefined
    const slid = await this.#first.slide()
    if (slid) return slid
    await sweep(store, now())
    this.#sweptOn = today
    return undefined
  }

  async #all(types: readonly string[]): Promise<Failure | undefined> {
    const waiting = [...types]
    let failure: Failure | undefined
    let answered = 0
    const worker = async (): Promise<void> => {
      for (let type = waiting.shift(); type !== undefined && !failure && !this.#stopped; type = waiting.shift()) {
        const failed = await this.#type(type, () => this.#deps.onNews(type))
        if (!failed || !isPage(failed)) answered += 1
        if (failed && !isRefusal(failed)) failure = failed
      }
    }
    await Promise.all(Array.from({ length: atOnce }, worker))
    return failure ?? (answered === 0 && types.length > 0 && !this.#stopped ? notTheEhr : undefined)
  }

  /** One pull of a type at a time; a wish meanwhile makes it run once more. */
  #type(type: string, onNews?: () => void): Promise<Failure | undefined> {
    const running = this.#underWay.get(type)
    if (running) {
      this.#again.add(type)
      return running
    }
    const work = this.#untilQuiet(type, onNews).finally(() => this.#underWay.delete(type))
    this.#underWay.set(type, work)
    return work
  }

  async #untilQuiet(type: string, onNews: (() => void) | undefined): Promise<Failure | undefined> {
    for (;;) {
      this.#again.delete(type)
      const answer = await this.#delta.pull(type)
      if (!answer.ok) {
        if (isPage(answer)) this.#unanswered.add(type)
        else if (isRefusal(answer)) this.#refused.set(type, answer)
        return answer
      }
      this.#refused.delete(type)
      this.#unanswered.delete(type)
      if (answer.news > 0) onNews?.()
      if (!this.#again.has(type) || this.#stopped) return undefined
    }
  }

  async #pinged(type: string): Promise<void> {
    const { link, mayPull } = this.#deps
    if (this.#stopped || !mayPull() || !this.supported(type)) return
    let changed = false
    const stopListening = this.#deps.store.onChange((topics) => {
      if (topics.has(type as Capitalize<string>)) changed = true
    })
    const failure = await this.#type(type).finally(stopListening)
    if (failure) {
      if (!isRefusal(failure)) link.failed(failure)
      return
    }
    link.up()
    this.#asOf = this.#earliest(pulledTypes)
    if (!changed) await this.#lookForDeleted(type)
  }

  /** Something of a type changed and nothing new was found: it may have been deleted. Asked now, or as soon as is polite. */
  async #lookForDeleted(type: string): Promise<void> {
    const { now, onTrouble } = this.#deps
    if (!this.#capability || this.#stopped || this.#lookLater.has(type)) return
    // However far the clock was set back since.
    const wait = deletedTypeEveryMs - Math.abs(now().getTime() - (this.#looked.get(type) ?? 0))
    if (wait > 0) {
      const later = setTimeout(() => {
        this.#lookLater.delete(type)
        if (this.#deps.mayPull()) this.#lookForDeleted(type).catch(onTrouble)
      }, wait)
      this.#lookLater.set(type, later)
      return
    }
    this.#looked.set(type, now().getTime())
    await this.#deletions.pullType(this.#capability, type)
  }

  /** Compares what is here with what the EHR has, beside everything else. */
  compare(): void {
    this.#census.want()
  }

  #startCensus(capability: CapabilityStatement): void {
    if (this.#censusRun || !this.#census.due(this.#deletions.tells(capability) ? secondNetMs : onlyNetMs)) return
    this.#censusRun = this.#census
      .run()
      .then((failure) => failure && this.#deps.link.failed(failure))
      .catch(this.#deps.onTrouble)
      .finally(() => {
        this.#censusRun = undefined
        this.#deps.onProgress()
      })
  }

  #ends = (): boolean => this.#stopped || this.#first.paused || !this.#deps.mayPull()

  #startFirst(): void {
    if (this.#first.paused) return
    this.#firstRun ??= this.#first
      .run(this.supported, this.#ends, () => this.#afterStage())
      .then((failure) => {
        if (failure) this.#deps.link.failed(failure)
        this.#asOf = this.#earliest(pulledTypes)
        this.#deps.onProgress()
        if (this.#first.usable) this.#deps.onUsable()
      })
      .catch(this.#deps.onTrouble)
      .finally(() => {
        this.#firstRun = undefined
      })
  }

  /** What the first pull was refused, beside everything else. */
  #startAgain(): void {
    if (this.#first.left.length === 0) return
    const answers = (type: string): boolean =>
      this.supported(type) && !this.#refused.has(type) && !this.#unanswered.has(type)
    this.#firstRun ??= this.#first
      .again(answers, this.#ends)
      .then((failure) => failure && this.#deps.link.failed(failure))
      .catch(this.#deps.onTrouble)
      .finally(() => {
        this.#firstRun = undefined
        this.#deps.onProgress()
      })
  }

  #afterStage(): void {
    this.#deps.onProgress()
    if (this.#first.usable) this.#deps.onUsable()
  }

  #earliest(types: readonly string[]): Instant | undefined {
    const marks = types.flatMap((type) => (this.#refused.has(type) ? [] : (this.#delta.watermark(type) ?? [])))
    return marks.sort()[0] as Instant | undefined
  }
}
