import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import type { FhirClient } from '../fhir/client.js'
import type { Failure } from '../fhir/failure.js'
import { all, one, run } from '../store/statement.js'
import type { Store } from '../store/store.js'
import { stages } from './first-pull.js'
import { reallyGone } from './gone.js'
import { type Intake, writeCursor } from './intake.js'
import { Met } from './met.js'
import { isRefusal, kindsInWords } from './refusal.js'
import { links, walk } from './walk.js'
import { pulledTypes, Window } from './window.js'
import { type Withdrawal, withdrawnWords } from './withdrawal.js'

export interface CensusDeps {
  store: Store
  client: FhirClient
  intake: Intake
  withdrawal: Withdrawal
  supported(type: string): boolean
  /** Brings a held chart anew. */
  refetch(patient: LocalId): Promise<Failure | undefined>
  /** False while the EHR is not to be asked. */
  mayAsk(): boolean
  now(): Date
}

const setting = 'census'
const pageSize = 1_000
/** Stands with a place that was reached; when the EHR moves to another address it goes, and the asking begins anew. */
const begun = 'begun'
/** Ids asked for, or fetched, at once: short enough for any server's longest address. */
const batch = 50
/** The EHR gets at least so long a rest after each answer, and as long as it took, milliseconds. */
const restMs = 40
/** What is newer than this may not be found by a search yet, milliseconds. */
const settleMs = 120_000
/** Fewer than this, or a smaller share, may go at once. */
const manyGone = 20
const shareGone = 0.05
/** How long until the EHR is asked again whether so much is really gone, milliseconds. */
const askAgainMs = 600_000

interface State {
  /** When the last one ended. */
  ended?: Instant
  /** The steps of the one under way that are done; undefined when none is. */
  done?: string[]
  /** Types of which more was gone than is plausible, when that was first found. */
  doubted?: Record<string, { at: Instant; gone: number; of: number }>
}

/**
 * Compares what is here with what the EHR has, id by id, both ways: what nothing else has told is fetched or let go. It
 * goes page by page with pauses, goes on where it was interrupted, and holds little in memory.
 */
export class Census {
  readonly #deps: CensusDeps
  /** What this process has met: it need not be asked for one by one. */
  readonly #met = new Met()
  #stopped = false
  #wake: (() => void) | undefined

  constructor(deps: CensusDeps) {
    this.#deps = deps
  }

  /** Nobody waits for a rest to be over: what is under way ends with its next question. */
  stop(): void {
    this.#stopped = true
    this.#wake?.()
  }

  /** Whether one is under way, or the last one is that long ago. The first pull counts as one. */
  due(everyMs: number): boolean {
    const { ended, done, doubted } = this.#state()
    const now = this.#deps.now().getTime()
    const again = Object.values(doubted ?? {}).some(({ at }) => now - Date.parse(at) >= askAgainMs)
    if (done !== undefined || again) return true
    if (ended === undefined) {
      this.#write({ ended: this.#deps.now().toISOString() as Instant })
      return false
    }
    return Math.abs(now - Date.parse(ended)) >= everyMs
  }

  /** Begins with the next round, whenever the last one was. */
  want(): void {
    const state = this.#state()
    if (!state.done) this.#write({ ...state, done: [] })
  }

  /** What the EHR says that is not believed yet, a sentence each. */
  doubts(): string[] {
    return Object.entries(this.#state().doubted ?? {}).map(
      ([type, { gone, of }]) =>
        `The EHR no longer lists ${gone} of ${of} held here (${kindsInWords([type])}). They are kept until it has said so again.`,
    )
  }

  /** Runs to the end, the first failure or until it may not ask; later it goes on there. */
  async run(): Promise<Failure | undefined> {
    const began = this.#deps.now()
    const state = this.#state()
    if (!state.done) this.#write({ ...state, done: state.doubted ? this.#allBut(Object.keys(state.doubted)) : [] })
    for (const [name, step] of this.#steps(began)) {
      if (this.#state().done?.includes(name)) continue
      if (!this.#deps.mayAsk()) return undefined
      const failure = await step()
      if (failure && !isRefusal(failure)) return failure
      if (!this.#deps.mayAsk()) return undefined
      const { done = [], ...rest } = this.#state()
      this.#write({ ...rest, done: [...done, name] })
    }
    this.#met.clear()
    const { done: _done, ...rest } = this.#state()
    this.#deps.store.receive(this.#deps.now().toISOString() as Instant, (tx) => {
      run(tx.db, `DELETE FROM pull_cursor WHERE type LIKE 'census/%'`)
      tx.set(setting, JSON.stringify({ ...rest, ended: began.toISOString() }))
      tx.touch('sync')
    })
    return undefined
  }

  #steps(began: Date): [string, () => Promise<Failure | undefined>][] {
    const { supported, store, refetch } = this.#deps
    const charts = all<{ patient: LocalId }>(store.db, `SELECT patient FROM held_chart WHERE state = 'held'`)
    return [
      ...stages(new Window(began))
        .filter(({ type }) => supported(type))
        .map((stage): [string, () => Promise<Failure | undefined>] => [stage.key, () => this.#walk(stage)]),
      ...charts.map(({ patient }): [string, () => Promise<Failure | undefined>] => [
        `chart ${patient}`,
        () => this.#paced(() => refetch(patient)),
      ]),
      ...pulledTypes
        .filter(supported)
        .map((type): [string, () => Promise<Failure | undefined>] => [`gone ${type}`, () => this.#ask(type, began)]),
    ]
  }

  /** Every step but the asking for these types. */
  #allBut(types: readonly string[]): string[] {
    const left = new Set(types.map((type) => `gone ${type}`))
    return this.#steps(this.#deps.now())
      .map(([name]) => name)
      .filter((name) => !left.has(name))
  }

  /** What the EHR has and is not here, or is here as another version. */
  async #walk({ key, type, params }: ReturnType<typeof stages>[number]): Promise<Failure | undefined> {
    const { client, intake, store } = this.#deps
    const place = `census/${key}`
    const search = { type, params: [...params, ['_elements', 'id,meta']] as [string, string][], count: pageSize }
    let asked = Date.now()
    for await (const step of walk(client, search, intake.cursor(place)?.watermark ?? undefined)) {
      if (!step.ok) return step
      const lacking: string[] = []
      for (const { id, meta } of step.resources) {
        this.#met.add(type, id)
        const row = store.row(type, store.identity.localId(type, id))
        const same =
          row &&
          (meta?.versionId ? row.version_id === meta.versionId : row.last_updated === (meta?.lastUpdated ?? null))
        if (!same) lacking.push(id)
      }
      const failure = await this.#fetch(type, lacking)
      if (failure) return failure
      if (step.upTo) await intake.take([], { key: place, watermark: step.upTo, done: false, next: null })
      await this.#rest(Date.now() - asked)
      if (!this.#deps.mayAsk()) return undefined
      asked = Date.now()
    }
    return undefined
  }

  async #fetch(type: string, ids: readonly string[]): Promise<Failure | undefined> {
    for (let i = 0; i < ids.length; i += batch) {
      for await (const answer of this.#byId(type, ids.slice(i, i + batch))) {
        if (!answer.ok) return answer
        await this.#deps.intake.take(answer.value.resources)
      }
      await this.#rest(0)
    }
    return undefined
  }

  /** What is here and the EHR does not have. */
  async #ask(type: string, began: Date): Promise<Failure | undefined> {
    const { store, intake } = this.#deps
    const place = `census/gone ${type}`
    const before = new Date(began.getTime() - settleMs).toISOString()
    const kept = intake.cursor(place)
    let after = kept?.next === begun ? (kept.watermark ?? '') : ''
    for (;;) {
      const gone: string[] = []
      const rows = all<{ server_id: string }>(
        store.db,
        `SELECT server_id FROM resource WHERE type = ? AND server_id > ? AND last_updated < ? ORDER BY server_id LIMIT 500`,
        type,
        after,
        before,
      )
      const ids = rows.map((row) => row.server_id).filter((id) => !this.#met.has(type, id))
      for (let i = 0; i < ids.length; i += batch) {
        if (!this.#deps.mayAsk()) return undefined
        const asked = ids.slice(i, i + batch)
        const there = new Set<string>()
        const at = Date.now()
        // A server that pages smaller than asked has not said that the rest is gone: to the end, by its own links.
        for await (const answer of this.#byId(type, asked)) {
          if (!answer.ok) return answer
          for (const { id } of answer.value.resources) there.add(id)
        }
        gone.push(...asked.filter((id) => !there.has(id)))
        await this.#rest(Date.now() - at)
      }
      after = rows.at(-1)?.server_id ?? after
      // What is gone is noted stretch by stretch: it may be everybody.
      await intake.take([], { key: place, watermark: after, done: false, next: begun }, (tx) => {
        if (gone.length > 0)
          writeCursor(tx, { key: `${place} ${after}`, watermark: null, done: false, next: JSON.stringify(gone) })
      })
      if (rows.length < 500) break
      await this.#rest(0)
    }
    const noted = all<{ next: string | null }>(
      store.db,
      'SELECT next FROM pull_cursor WHERE type > ? AND type < ?',
      `${place} `,
      `${place}!`,
    )
    return this.#believe(
      type,
      noted.flatMap(({ next }) => JSON.parse(next ?? '[]') as string[]),
    )
  }

  /** Lets go of what is gone, unless that is implausibly much: then only once it was said twice. */
  async #believe(type: string, ids: readonly string[]): Promise<Failure | undefined> {
    const { store, client, withdrawal, now } = this.#deps
    const of = one<{ n: number }>(store.db, 'SELECT n FROM held_kind WHERE type = ?', type)?.n ?? 0
    const { doubted = {}, ...rest } = this.#state()
    const doubt = doubted[type]
    const isMuch = ids.length > manyGone && ids.length > of * shareGone
    const isSaidAgain = doubt !== undefined && now().getTime() - Date.parse(doubt.at) >= askAgainMs
    if (isMuch && !isSaidAgain) {
      const at = doubt?.at ?? (now().toISOString() as Instant)
      this.#write({ ...rest, doubted: { ...doubted, [type]: { at, gone: ids.length, of } } })
      return undefined
    }
    const found = await reallyGone(client, type, ids, () => this.#rest(0))
    if (!found.ok) return found
    const { [type]: _settled, ...others } = doubted
    const unsure = isMuch && found.gone.length === 0
    this.#write({
      ...rest,
      ...(unsure
        ? { doubted: { ...others, [type]: { at: now().toISOString() as Instant, gone: ids.length, of } } }
        : Object.keys(others).length > 0 && { doubted: others }),
    })
    for (let i = 0; i < found.gone.length; i += batch) {
      const slice = found.gone.slice(i, i + batch)
      if (type === 'Patient')
        for (const id of slice) withdrawal.withdraw(store.identity.localId(type, id), withdrawnWords)
      else
        store.receive(now().toISOString() as Instant, (tx) => {
          for (const id of slice) tx.tombstone(type, id)
        })
      await this.#rest(0)
    }
    return undefined
  }

  #byId(type: string, ids: readonly string[]): ReturnType<typeof links> {
    return links(this.#deps.client, type, [
      ['_id', ids.join(',')],
      ['_count', String(batch)],
    ])
  }

  async #paced<T>(work: () => Promise<T>): Promise<T> {
    const began = Date.now()
    const result = await work()
    await this.#rest(Date.now() - began)
    return result
  }

  #rest(tookMs: number): Promise<void> {
    if (this.#stopped) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.min(5_000, Math.max(restMs, tookMs)))
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  #state(): State {
    return JSON.parse(this.#deps.store.setting(setting) ?? '{}') as State
  }

  #write(state: State): void {
    this.#deps.store.receive(this.#deps.now().toISOString() as Instant, (tx) => {
      tx.set(setting, JSON.stringify(state))
      tx.touch('sync')
    })
  }
}
