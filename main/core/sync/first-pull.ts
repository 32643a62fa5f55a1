import type { Instant } from '../../../shared/kernel/ids.js'
import type { FhirClient } from '../fhir/client.js'
import type { Failure } from '../fhir/failure.js'
import { plans } from '../store/clinic-plan.js'
import type { Receiver } from '../store/receive.js'
import { run } from '../store/statement.js'
import type { Store } from '../store/store.js'
import { deletionsKey } from './deletions.js'
import { meetStrangers } from './delta.js'
import { Estimate } from './estimate.js'
import { type Cursor, type Intake, writeCursor } from './intake.js'
import { isPage, isRefusal } from './refusal.js'
import { walk } from './walk.js'
import { openEncounters, openOrders, openTasks, pulledTypes, Window } from './window.js'

/** One search of the first pull. */
interface Stage {
  key: string
  /** What it brings, for the person who waits. */
  what: string
  type: string
  params: [string, string][]
}

export interface Progress {
  what: string
  done: number
  /** Absent when the server does not count. */
  total: number | undefined
  /** Absent while nothing honest can be said. */
  secondsLeft: number | undefined
  /** A person wants it to wait; what is opened still comes. */
  paused: boolean
}

/** What the progress is made from, kept so that it goes on after a restart. */
interface Tally {
  totals: Record<string, number>
  done: Record<string, number>
}

const tallySetting = 'first-pull'
const doneSetting = 'first-pull.done'
const pausedSetting = 'first-pull.paused'
/** The stages that were refused, by their keys. */
const leftSetting = 'first-pull.left'
/** The day up to which the schedule has been brought. */
const scheduleSetting = 'schedule.until'
const pageSize = 500
/** How often a stage that was refused is asked for again, milliseconds. */
const againMs = 600_000

/** In the order in which they make the workstation useful: who and where, today, the open work, then everybody. */
export function stages(window: Window): Stage[] {
  const { from, until, today } = window
  const colleagues = 'colleagues and rooms'
  const schedule = 'the schedule'
  const work = 'open work'
  return [
    { key: 'Organization', what: colleagues, type: 'Organization', params: [] },
    { key: 'Location', what: colleagues, type: 'Location', params: [] },
    { key: 'Practitioner', what: colleagues, type: 'Practitioner', params: [] },
    { key: 'PractitionerRole', what: colleagues, type: 'PractitionerRole', params: [] },
    { key: 'CareTeam', what: colleagues, type: 'CareTeam', params: [] },
    { key: 'Appointment/today', what: 'today’s schedule', type: 'Appointment', params: [['date', today]] },
    { key: 'Encounter/today', what: 'today’s schedule', type: 'Encounter', params: [['date', `ge${today}`]] },
    { key: 'Task/open', what: work, type: 'Task', params: [['status', openTasks]] },
    { key: 'ServiceRequest/open', what: work, type: 'ServiceRequest', params: [['status', openOrders]] },
    { key: 'DocumentReference/draft', what: work, type: 'DocumentReference', params: [['doc-status', 'preliminary']] },
    {
      key: 'Communication/recent',
      what: 'messages',
      type: 'Communication',
      params: [['sent', `ge${window.messagesSince}`]],
    },
    { key: 'Specimen/today', what: work, type: 'Specimen', params: [['collected', `ge${window.dayBegan}`]] },
    {
      key: 'DiagnosticReport/recent',
      what: 'results',
      type: 'DiagnosticReport',
      params: [['_lastUpdated', `ge${window.resultsSince}`]],
    },
    {
      key: 'Observation/recent',
      what: 'results',
      type: 'Observation',
      params: [
        ['category', 'laboratory'],
        ['_lastUpdated', `ge${window.resultsSince}`],
      ],
    },
    {
      key: 'PlanDefinition',
      what: 'rules of the clinic',
      type: 'PlanDefinition',
      params: [['url', Object.values(plans).join(',')]],
    },
    {
      key: 'Library',
      what: 'phrases and templates',
      type: 'Library',
      params: [['type', 'asset-collection']],
    },
    {
      key: 'Appointment/window',
      what: schedule,
      type: 'Appointment',
      params: [
        ['date', `ge${from}`],
        ['date', `le${until}`],
      ],
    },
    { key: 'Encounter/open', what: schedule, type: 'Encounter', params: [['status', openEncounters]] },
    { key: 'Encounter/window', what: schedule, type: 'Encounter', params: [['date', `ge${from}`]] },
    {
      key: 'Task/done',
      what: work,
      type: 'Task',
      params: [
        ['status', 'completed'],
        ['_lastUpdated', `ge${window.tasksSince}`],
      ],
    },
    { key: 'Patient', what: 'patients', type: 'Patient', params: [] },
  ]
}

/** The stage after which today can be worked with. */
const usableAfter = 'Encounter/today'

/**
 * Brings what every workstation holds, for the first time. Each page is written together with how far it reaches, so
 * that it goes on where it was interrupted. What changes meanwhile is pulled as always.
 */
export class FirstPull {
  readonly #store: Store
  readonly #client: FhirClient
  readonly #intake: Intake
  readonly #now: () => Date
  readonly #onProgress: () => void
  readonly #onRefusal: (type: string, failure: Failure) => void
  #tally: Tally
  #what = 'colleagues and rooms'
  readonly #estimate = new Estimate()
  #triedAt = Number.NEGATIVE_INFINITY

  constructor(
    store: Store,
    client: FhirClient,
    intake: Intake,
    now: () => Date,
    onProgress: () => void,
    onRefusal: (type: string, failure: Failure) => void,
  ) {
    this.#onRefusal = onRefusal
    this.#store = store
    this.#client = client
    this.#intake = intake
    this.#now = now
    this.#onProgress = onProgress
    this.#tally = JSON.parse(store.setting(tallySetting) ?? '{"totals":{},"done":{}}') as Tally
  }

  get done(): boolean {
    return this.#store.setting(doneSetting) !== undefined
  }

  /** Today's schedule is here. */
  get usable(): boolean {
    return this.done || this.#intake.cursor(`first/${usableAfter}`)?.done === true
  }

  /** Waits until gone on with, over restarts too. */
  get paused(): boolean {
    return !this.done && this.#store.setting(pausedSetting) !== undefined
  }

  pause(paused: boolean): void {
    const at = this.#now().toISOString() as Instant
    this.#store.receive(at, (tx) => {
      tx.set(pausedSetting, paused ? at : null)
      tx.touch('sync')
    })
  }

  progress(): Progress | undefined {
    if (this.done) return undefined
    const { totals } = this.#tally
    const done = sum(this.#tally.done)
    const total = Object.keys(totals).length > 0 ? Math.max(done, sum(totals)) : undefined
    const paused = this.paused
    return {
      what: this.#what,
      done,
      total,
      paused,
      secondsLeft: paused || total === undefined ? undefined : this.#estimate.secondsLeft(total),
    }
  }

  /** Runs to the end or to the first failure; `afterStage` is told what is complete. */
  async run(
    supported: (type: string) => boolean,
    stopped: () => boolean,
    afterStage: () => void,
  ): Promise<Failure | undefined> {
    const window = new Window(this.#now())
    const all = stages(window).filter(({ type }) => supported(type))
    const failure = (await this.#begin(supported)) ?? (await this.#count(all))
    if (failure) return failure
    this.#estimate.begin(sum(this.#tally.done))
    for (const stage of all) {
      if (stopped()) return undefined
      if (this.#intake.cursor(`first/${stage.key}`)?.done) continue
      this.#what = stage.what
      const failure = await this.#stage(stage, stopped)
      if (failure || stopped()) return failure
      afterStage()
    }
    await this.#intake.take([], undefined, (tx) => {
      tx.set(doneSetting, this.#now().toISOString())
      tx.set(scheduleSetting, window.until)
      tx.set(tallySetting, null)
      tx.set(pausedSetting, null)
      const left = this.#leftKeys()
      for (const { key } of all)
        if (!left.includes(key)) run(tx.db, 'DELETE FROM pull_cursor WHERE type = ?', `first/${key}`)
      tx.touch('sync')
    })
    return undefined
  }

  /** Types of which something was refused and has not been brought since. */
  get left(): string[] {
    const left = this.#leftKeys()
    return stages(new Window(this.#now())).flatMap(({ key, type }) => (left.includes(key) ? [type] : []))
  }

  /** Brings what was refused at first, as far as the EHR answers for its type by now. */
  async again(answers: (type: string) => boolean, stopped: () => boolean): Promise<Failure | undefined> {
    const left = this.#leftKeys()
    const now = this.#now().getTime()
    if (left.length === 0 || Math.abs(now - this.#triedAt) < againMs) return undefined
    const due = stages(new Window(this.#now())).filter(({ key, type }) => left.includes(key) && answers(type))
    for (const stage of due) {
      if (stopped()) return undefined
      this.#triedAt = now
      const failure = await this.#stage(stage, stopped)
      if (failure) return failure
    }
    return undefined
  }

  #leftKeys(): string[] {
    return JSON.parse(this.#store.setting(leftSetting) ?? '[]') as string[]
  }

  #leave(tx: Receiver, key: string, isLeft: boolean): void {
    const others = this.#leftKeys().filter((other) => other !== key)
    const left = isLeft ? [...others, key] : others
    tx.set(leftSetting, left.length > 0 ? JSON.stringify(left) : null)
    if (!isLeft && this.done) run(tx.db, 'DELETE FROM pull_cursor WHERE type = ?', `first/${key}`)
    tx.touch('sync')
  }

  /** A new day has come into the schedule's reach: brings what nobody changed and no other pull would bring. */
  async slide(): Promise<Failure | undefined> {
    const window = new Window(this.#now())
    const until = this.#store.setting(scheduleSetting)
    if (!this.done || until === undefined || until >= window.until) return undefined
    const params: [string, string][] = [
      ['date', `ge${until}`],
      ['date', `le${window.until}`],
    ]
    for await (const step of walk(this.#client, { type: 'Appointment', params, count: pageSize })) {
      if (!step.ok) return step
      await this.#intake.take(
        step.resources,
        undefined,
        step.last ? (tx) => tx.set(scheduleSetting, window.until) : undefined,
      )
    }
    return undefined
  }

  /** Notes the server's time: from here on every change and every deletion is pulled, whatever the first pull has brought by then. */
  async #begin(supported: (type: string) => boolean): Promise<Failure | undefined> {
    if (pulledTypes.every((type) => !supported(type) || this.#intake.cursor(type))) return undefined
    const answer = await this.#client.search('Organization', [['_count', '1']])
    if (!answer.ok) return answer
    const now = answer.serverTime ?? answer.value.resources[0]?.meta?.lastUpdated ?? this.#now().toISOString()
    await this.#intake.take([], undefined, (tx) => {
      for (const type of pulledTypes) {
        if (supported(type) && !this.#intake.cursor(type))
          writeCursor(tx, { key: type, watermark: now, done: true, next: null })
      }
      if (!this.#intake.cursor(deletionsKey))
        writeCursor(tx, { key: deletionsKey, watermark: now, done: true, next: null })
    })
    return undefined
  }

  /** Asks how much there is; a server that does not count leaves the total open. */
  async #count(all: readonly Stage[]): Promise<Failure | undefined> {
    if (Object.keys(this.#tally.totals).length > 0) return undefined
    const answers = await Promise.all(
      all.map(({ type, params }) => this.#client.search(type, [...params, ['_summary', 'count']])),
    )
    const totals: Record<string, number> = {}
    for (const [i, answer] of answers.entries()) {
      if (!answer.ok && answer.kind === 'network') return answer
      if (!answer.ok || answer.value.total === undefined) return undefined
      totals[all[i]?.key as string] = answer.value.total
    }
    this.#tally.totals = totals
    return undefined
  }

  async #stage(stage: Stage, stopped: () => boolean): Promise<Failure | undefined> {
    const key = `first/${stage.key}`
    const from = this.#intake.cursor(key)?.watermark ?? undefined
    for await (const step of walk(this.#client, { ...stage, count: pageSize }, from)) {
      if (!step.ok) {
        // A search the server does not answer cannot hold up the rest: it is asked for again once all else is here.
        if (!isRefusal(step)) return step
        if (!isPage(step)) this.#onRefusal(stage.type, step)
        this.#brought(stage.key, 0, true)
        const watermark = this.#intake.cursor(key)?.watermark ?? null
        await this.#intake.take([], { key, watermark, done: true, next: null }, (tx) => {
          // What cannot be read to its end is not read better another time.
          this.#leave(tx, stage.key, step.kind !== 'incomplete')
        })
        return undefined
      }
      const { resources, upTo, last } = step
      this.#brought(stage.key, resources.length, last)
      const place: Cursor = { key, watermark: upTo ?? from ?? null, done: last, next: null }
      await this.#intake.take(resources, place, (tx) => {
        if (!this.done) tx.set(tallySetting, JSON.stringify(this.#tally))
        if (last) this.#leave(tx, stage.key, false)
      })
      this.#onProgress()
      if (stage.type !== 'Patient') {
        const met = await meetStrangers(this.#client, this.#intake, resources)
        if (!met.ok && !isRefusal(met)) return met
      }
      if (stopped()) return undefined
    }
    return undefined
  }

  /** What a stage really had counts, once it is known: the server counted before, or counts otherwise. */
  #brought(key: string, count: number, isLast: boolean): void {
    const { totals, done } = this.#tally
    done[key] = (done[key] ?? 0) + count
    const counted = totals[key]
    if (counted !== undefined) totals[key] = isLast ? done[key] : Math.max(counted, done[key])
    this.#estimate.mark(sum(done))
  }
}

const sum = (numbers: Record<string, number>): number => Object.values(numbers).reduce((total, n) => total + n, 0)
