import type { Resource } from '@medplum/fhirtypes'
import type { Held } from '../../../shared/contract/views/chart.js'
import type { SyncView } from '../../../shared/contract/views/session.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import type { Result } from '../../../shared/kernel/result.js'
import { hurry } from '../outbox/entry.js'
import { explain } from '../store/connection.js'
import type { Topic } from '../store/topic.js'
import { type Allowance, allowanceOn, freeBytes } from './allowance.js'
import { Charts, declaresEverything } from './chart.js'
import type { SyncDeps } from './deps.js'
import { EhrClock } from './ehr-clock.js'
import { type EhrFile, fileOf } from './file.js'
import { Filler } from './filler.js'
import { chartBytes, type Holdings, heldOf, holdingsOf } from './holdings.js'
import { lackingOf } from './lacking.js'
import { Link } from './link.js'
import { Pings } from './live.js'
import { Puller } from './puller.js'
import { Push } from './push.js'
import { isPressing, type Why } from './reasons.js'
import { Rounds } from './rounds.js'
import { statusOf } from './status.js'
import { versionsOf } from './versions.js'
import { pulledTypes } from './window.js'
import { WorkingSet, workingSetTopics } from './workingset.js'

/** Progress is shown no more often, milliseconds. */
const showMs = 200
/** How long a request that is sending something may take once the workstation stops, milliseconds. */
const farewellMs = 1_500

/** Keeps this workstation and the EHR in step: sends what was made here, brings what changed there. */
export class Sync {
  readonly #deps: SyncDeps
  readonly #link: Link
  readonly #push: Push
  readonly #puller: Puller
  readonly #workingSet: WorkingSet
  readonly #filler: Filler
  readonly #pings: Pings
  readonly #ehrClock: EhrClock
  readonly #rounds: Rounds
  #user: LocalId | undefined
  #showTimer: NodeJS.Timeout | undefined
  /** What is wrong on this computer, in words. */
  #trouble: string | undefined
  #running = false
  #asleep = false
  #unlisten: (() => void) | undefined

  constructor(deps: SyncDeps) {
    this.#deps = deps
    const { store, client, now, access } = deps
    const random = deps.random ?? Math.random
    this.#ehrClock = new EhrClock(now)
    this.#link = new Link({
      now,
      random,
      onChange: () => {
        store.announce('sync')
        // Offline, the next knock comes sooner than the next round.
        this.#rounds.plan()
      },
      onUp: () => {
        this.#push.poke()
        this.#filler.poke()
      },
    })
    const link = this.#link
    const both = { store, client, link, now }
    const capability = () => this.#puller.capability
    const reach = (patient: LocalId) => this.#puller.withdrawal.reach(patient)
    this.#push = new Push({ ...both, random, capability, reach, maySend: () => this.#may() })
    this.#puller = new Puller({
      ...both,
      mayPull: () => this.#may(),
      refetch: (patient) => charts.fetch(patient),
      onProgress: () => this.#show(),
      onUsable: () => this.#filler.poke(),
      onNews: (type) => this.#pings.foundNews(type),
      onTrouble: (error) => this.#stumble(error),
    })
    this.#workingSet = new WorkingSet(store, now, () => access.user()?.id)
    const charts = new Charts({
      store,
      client,
      intake: this.#puller.intake,
      withdrawal: this.#puller.withdrawal,
      now,
      supported: this.#puller.supported,
      everything: () => declaresEverything(this.#puller.capability),
    })
    this.#filler = new Filler({
      calm: deps.calm,
      workingSet: this.#workingSet,
      onTrouble: (error) => this.#stumble(error),
      charts,
      link,
      now,
      allowance: () => this.#allowance(),
      onProgress: () => this.#show(),
      mayFetch: () =>
        this.#may() && link.waitMs() === 0 && this.#puller.usable && this.#puller.capability !== undefined,
    })
    this.#pings = new Pings({
      store,
      client,
      ehrUrl: deps.ehrUrl,
      token: () => access.accessToken(),
      now,
      random,
      onPing: (type) => this.#puller.ping(type),
      onChange: () => this.#rounds.plan(),
      onTrouble: (error) => this.#stumble(error),
    })
    this.#rounds = new Rounds({
      may: () => this.#may(),
      link,
      // A first pull that was interrupted is taken up again by a round.
      seldom: () => this.#pings.listening && this.#puller.asOf !== undefined,
      round: () => this.#round(),
      onDone: () => this.#recover(),
      onTrouble: (error) => this.#stumble(error),
    })
  }

  start(): void {
    if (this.#running) return
    this.#running = true
    this.#user = this.#deps.access.user()?.id
    this.#unlisten = this.#deps.store.onChange((topics) => this.#heard(topics))
    this.#go()
  }

  /** Ends at the next safe moment; nothing that was saved is lost. */
  async stop(): Promise<void> {
    if (!this.#running) return
    this.#running = false
    this.#unlisten?.()
    this.#rounds.cancel()
    clearTimeout(this.#showTimer)
    this.#pings.stop()
    const pushed = this.#push.stop()
    await Promise.race([pushed, new Promise((resolve) => setTimeout(resolve, farewellMs).unref())])
    this.#deps.client.stop()
    await Promise.allSettled([pushed, this.#puller.stop(), this.#filler.stop(), this.#rounds.running])
  }

  /** Something may be sendable: sending begins within about 20 ms. Called by itself after every commit. */
  poke(): void {
    this.#push.poke()
  }

  /** Sends what can be sent, and waits for it no longer than this, milliseconds. */
  async send(ms: number): Promise<void> {
    await Promise.race([this.#push.settled(), new Promise((resolve) => setTimeout(resolve, ms).unref())])
  }

  /** Sends and pulls everything now, whatever waits for a later try. */
  now(): void {
    this.#link.hurry()
    const at = this.#deps.now().toISOString() as Instant
    try {
      this.#deps.store.receive(at, (tx) => {
        if (hurry(tx.db, at)) tx.touch('outbox')
      })
    } catch (error) {
      this.#stumble(error)
    }
    this.#go()
  }

  /** One thing to its end, without the loops of `start`; for tools. `look` only asks whether the EHR answers. */
  async once(what: 'look' | 'pull' | 'push'): Promise<void> {
    this.#running = true
    if (what === 'push') {
      this.now()
      this.#rounds.cancel()
    }
    await this.#puller.round(what === 'pull')
    await this.#puller.firstPull()
    // Once more: what changed while the first pull ran.
    if (what === 'pull') await this.#puller.round()
    if (what === 'push') await this.#push.settled()
  }

  /** Topics: `sync`, `outbox`. */
  view(): SyncView {
    const { outbox, access } = this.#deps
    const user = access.user()
    return statusOf({
      signedIn: user !== undefined,
      again: user !== undefined && access.mustSignInAgain(),
      link: this.#link,
      counts: outbox.counts(),
      asOf: this.#puller.asOf,
      progress: this.#puller.progress(),
      minutesAhead: this.#ehrClock.minutesAhead,
      trouble: this.#trouble,
      missing: this.#puller.missing,
      free: freeBytes(this.#deps.folder),
    })
  }

  /** Lets the first pull wait, or go on; what is opened comes all the same. */
  pauseFirstPull(paused: boolean): void {
    this.#puller.pauseFirst(paused)
    if (!paused) this.#go()
  }

  /** Whether a patient's whole chart is here and how current it is. Topics: `holdings`, `sync`. */
  held(patient: LocalId): Held {
    return heldOf({
      row: this.#workingSet.row(patient),
      chartsAsOf: this.#puller.chartsAsOf,
      without: this.#puller.withheld(lackingOf(this.#deps.store, patient)),
      onlyHere: this.#deps.store.row('Patient', patient)?.server_id === null,
      coming: this.#filler.coming(patient),
      problem: this.#filler.problem(patient),
      link: this.#link.state,
      mayAsk: this.#may(),
    })
  }

  /** Notes the patient as recently opened and fetches their chart ahead of everything else when it is not here. */
  openChart(patient: LocalId): void {
    this.#workingSet.opened(patient)
    if (this.#may()) {
      this.#filler.urgent(patient)
      // A chart that is here need not be fetched; whether it may still be read is asked all the same.
      if (this.#link.state === 'online' && this.#workingSet.row(patient)?.state === 'held')
        this.#puller.withdrawal.glance(patient).catch((error: unknown) => this.#stumble(error))
    }
    this.#filler.poke()
  }

  /** The versions the EHR keeps of a record, oldest first; asked for there and then, kept nowhere. */
  versions(type: string, serverId: string): Promise<Result<Resource[]>> {
    return versionsOf({ client: this.#deps.client, mayAsk: this.#may() }, type, serverId)
  }

  /** A file of the EHR's own that a record refers to; asked for there and then, kept nowhere. */
  file(url: string): Promise<Result<EhrFile>> {
    return fileOf({ client: this.#deps.client, mayAsk: this.#may() }, url)
  }

  /** Compares all that is here with what the EHR has, beginning with the next round; otherwise that is done by itself now and then. */
  compare(): void {
    this.#puller.compare()
    this.#go()
  }

  /** Keeps a chart here until unpinned. */
  pin(patient: LocalId, pinned: boolean): void {
    this.#workingSet.pin(patient, pinned)
    if (pinned && this.#may()) this.#filler.urgent(patient)
    this.#filler.poke()
  }

  /** Lets go of a chart at once; answers the pressing reasons why it stays, when it does. */
  letGo(patient: LocalId): Why[] {
    const stays = this.why(patient).filter(isPressing)
    if (stays.length === 0) {
      this.#workingSet.letGo(patient)
      this.#filler.letGo(patient)
    }
    return stays
  }

  /** Why a chart is kept here, in the clinic's words: `on today’s schedule`, `opened recently`. */
  why(patient: LocalId): Why[] {
    return this.#workingSet.reasons().get(patient) ?? []
  }

  /** The patients opened here last, newest first. Topic: `holdings`. */
  recent(limit: number): LocalId[] {
    return this.#workingSet.recent(limit)
  }

  /** What this workstation holds and why. Topics: `holdings`, `sync`. */
  holdings(): Holdings {
    const { store, now, folder } = this.#deps
    return holdingsOf({
      store,
      workingSet: this.#workingSet,
      now: now(),
      allowance: this.#allowance(),
      free: freeBytes(folder),
      chartsAsOf: this.#puller.chartsAsOf,
      asOf: this.#puller.asOf,
    })
  }

  /** The computer goes to sleep: nothing is begun that would be cut off. */
  sleep(): void {
    this.#asleep = true
    this.#rounds.cancel()
    this.#pings.stop()
  }

  wake(): void {
    this.#asleep = false
    this.#link.hurry()
    this.#go()
  }

  /** The present instant by the EHR's clock, as far as it was heard, to about a second; by this computer's until then. */
  serverNow(): Date {
    return this.#ehrClock.now()
  }

  /**
   * Brings what a search finds, held here for a while whoever's it is. Answers how many there were.
   * @throws what kept it from being asked.
   */
  async fetch(type: string, params: [string, string][]): Promise<number> {
    if (!this.#may()) throw new Error('not now')
    const answer = await this.#deps.client.search(type, params)
    if (!answer.ok) throw new Error(answer.kind)
    const found = answer.value.resources.filter(({ resourceType }) => resourceType === type)
    const at = this.#deps.now().toISOString() as Instant
    if (found.length > 0) this.#deps.store.receive(at, (tx) => void found.map((each) => tx.accept(each)))
    return found.length
  }

  /** Whether the EHR keeps a type, as far as it has said. */
  supports(type: string): boolean {
    return this.#puller.supported(type)
  }

  /** The EHR's clock beside this computer's, heard with every answer. */
  heardClock(server: Date, local: Date): void {
    if (this.#ehrClock.heard(server, local)) this.#show()
  }

  #allowance(): Allowance {
    const { allowance, folder, store } = this.#deps
    return allowance ?? allowanceOn(folder, chartBytes(store))
  }

  #may(): boolean {
    const { access } = this.#deps
    return this.#running && !this.#asleep && access.user() !== undefined && !access.mustSignInAgain()
  }

  #heard(topics: ReadonlySet<Topic>): void {
    if (topics.has('outbox')) this.#push.poke()
    if (workingSetTopics.some((topic) => topics.has(topic))) this.#filler.poke()
    if (!topics.has('session')) return
    const user = this.#deps.access.user()?.id
    if (user !== this.#user || !this.#may()) {
      this.#user = user
      this.#pings.stop()
    }
    this.#go()
  }

  #go(): void {
    if (!this.#may()) return
    this.#push.poke()
    this.#rounds.now()
  }

  async #round(): Promise<void> {
    if (!this.#may() || this.#link.waitMs() > 0) return
    await this.#puller.round()
    const { capability, supported, usable } = this.#puller
    if (capability && this.#may()) this.#pings.start(capability, pulledTypes.filter(supported))
    if (usable) this.#filler.poke()
    this.#push.poke()
  }

  /** Something failed on this computer. Syncing goes on as far as it can, and the person is told what is wrong. */
  #stumble(error: unknown): void {
    const { message } = explain(error)
    if (message === this.#trouble) return
    this.#trouble = message
    this.#show()
  }

  #recover(): void {
    if (this.#trouble === undefined) return
    this.#trouble = undefined
    this.#filler.relieved()
    this.#show()
  }

  #show(): void {
    this.#showTimer ??= setTimeout(() => {
      this.#showTimer = undefined
      this.#deps.store.announce('sync', 'holdings')
    }, showMs)
  }
}
