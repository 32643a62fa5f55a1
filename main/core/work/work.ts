import { hash } from 'node:crypto'
import type { LocalId } from '../../../shared/kernel/ids.js'
import type { Context } from '../handlers/context.js'
import { noticeDamage } from '../store/damage.js'
import { all } from '../store/statement.js'
import { againFinder } from './again.js'
import { changedFinder } from './changed.js'
import type { Chore, Finder, Ground } from './chore.js'
import { keepWorkClock } from './clock.js'
import { closeFinder } from './close.js'
import { escalationFinder } from './escalate.js'
import { heldFinder } from './held.js'
import { loopFinder } from './loops.js'
import { remember } from './made.js'
import { messageFinder } from './messages.js'
import { documentFinder, unsignedFinder } from './notes.js'
import { type RoutingPlan, routingPlan } from './plan.js'
import { repeatFinder } from './repeats.js'
import { reportFinder } from './reports.js'
import { takenBackFinder } from './taken-back.js'
import { twinFinder } from './twins.js'
import { unownedFinder } from './unowned.js'

/** By what they are called in the log. */
const finders = Object.entries({
  report: reportFinder,
  repeat: repeatFinder,
  held: heldFinder,
  'taken-back': takenBackFinder,
  changed: changedFinder,
  loop: loopFinder,
  message: messageFinder,
  document: documentFinder,
  unsigned: unsignedFinder,
  unowned: unownedFinder,
  again: againFinder,
  escalation: escalationFinder,
  close: closeFinder,
  twin: twinFinder,
} satisfies Record<string, Finder>)

/** What routing goes by: the rules, and who is there to be given anything. */
const planTopics = ['PlanDefinition', 'Practitioner', 'PractitionerRole', 'CareTeam'] as const
/** A burst of changes is looked at once, milliseconds. */
const gatherMs = 40
/** Somebody who types or turns a page is not kept waiting by it, but for so long at most, milliseconds. */
const putOffMs = 600
/** How long without a change everything is looked at once more, since time has passed, milliseconds. */
const restMs = 15_000
/** What is here may be as old as this for work to be made of it, milliseconds. */
const freshMs = 60_000
/** Workstations wait for one another in so many places, each so long, milliseconds. */
const places = 8
const placeMs = { critical: 150, other: 500 }
/** Of what was made elsewhere this long is looked through, milliseconds. */
const notedMs = 2 * 86_400_000
/** What failed is tried again after this, and told in the log at most so often, milliseconds. */
const restAfterFaultMs = 300_000
const tellFaultMs = 3_600_000
/** Tasks made in one transaction, so that nobody who types waits for a clinic's whole morning. */
const atOnce = 20

/** A chore, and which finder found it. */
interface Found extends Chore {
  kind: string
}

/** Nothing can be written now, whatever it is. */
const isOfTheDisk = (error: unknown): boolean =>
  /^SQLITE_(FULL|IOERR|READONLY|CORRUPT|NOTADB|BUSY|LOCKED|CANTOPEN)/.test(
    (error as { code?: string } | null)?.code ?? '',
  )

/**
 * Makes the clinic's shared work of what arrives, once over all workstations: each of them finds the same chores, waits its
 * turn, and leaves alone what another has done meanwhile. Whoever is too early or too late changes nothing by it, since what
 * they make has the same id.
 */
export class Work {
  readonly #context: Context
  readonly #stopClock: () => void
  readonly #unlisten: () => void
  #timer: NodeJS.Timeout | undefined
  #due = 0
  #isPutOff = false
  #stopped = false
  /** Chores found and waiting for this workstation's turn: when it is. */
  readonly #turns = new Map<string, number>()
  /** Finders nothing was changed for since they last found nothing. */
  readonly #quiet = new Set<Finder>()
  /** Chores that failed, and until when they are left alone. */
  readonly #resting = new Map<string, number>()
  /** What failed, and when the log was told. */
  readonly #told = new Map<string, number>()
  #lookedAt = 0
  #plan: RoutingPlan | undefined
  #planKnown = false

  constructor(context: Context) {
    this.#context = context
    this.#stopClock = keepWorkClock(context)
    this.#unlisten = context.store.onChange((topics) => {
      if (planTopics.some((topic) => topics.has(topic))) this.#planKnown = false
      let any = topics.has('session') || topics.has('sync') || topics.has('PlanDefinition') || topics.has('work-clock')
      if (topics.has('PlanDefinition') || topics.has('work-clock')) this.#quiet.clear()
      for (const [, finder] of finders) {
        if (!finder.types.some((type) => topics.has(type as Capitalize<string>))) continue
        this.#quiet.delete(finder)
        any = true
      }
      if (any) this.#soon(gatherMs)
    })
    this.#soon(gatherMs)
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#timer)
    this.#unlisten()
    this.#stopClock()
  }

  /** Looks within so many milliseconds; an earlier wish stands. */
  #soon(ms: number): void {
    const at = performance.now() + ms
    // A look that is put off comes sooner than any other, and asks for the next itself.
    if (this.#stopped || this.#isPutOff || (this.#timer && this.#due <= at)) return
    clearTimeout(this.#timer)
    this.#due = at
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#isPutOff = true
      this.#context.calm.soon(putOffMs, () => {
        this.#isPutOff = false
        this.#look()
      })
    }, ms)
    this.#timer.unref()
  }

  #look(): void {
    if (this.#stopped) return
    try {
      this.#soon(this.#round() ?? restMs)
    } catch (error) {
      // A full disk: what was to be made is still to be made.
      this.#fault('look', error)
      this.#soon(restMs)
    }
  }

  /** Told to the log by name alone: an error's words may hold a patient's. */
  #fault(what: string, error: unknown): void {
    noticeDamage(this.#context.store.db, error)
    const now = performance.now()
    if (now - (this.#told.get(what) ?? Number.NEGATIVE_INFINITY) < tellFaultMs) return
    this.#told.set(what, now)
    this.#context.fault(`work-${what}`, error)
  }

  /** Whether work may be made here now: for somebody, of what is current. */
  #may(now: Date): boolean {
    const { session, sync } = this.#context
    if (!session.user()) return false
    const { state, asOf } = sync.view()
    return state === 'online' && asOf !== undefined && now.getTime() - Date.parse(asOf) < freshMs
  }

  /** One look at everything that changed. Answers after how many milliseconds something is due; undefined for nothing. */
  #round(): number | undefined {
    const { store, sync } = this.#context
    const now = sync.serverNow()
    if (!this.#planKnown) {
      this.#plan = routingPlan(store)
      this.#planKnown = true
    }
    const plan = this.#plan
    if (!plan || !this.#may(now)) {
      this.#turns.clear()
      this.#quiet.clear()
      return undefined
    }
    if (now.getTime() - this.#lookedAt >= restMs) {
      this.#quiet.clear()
      this.#lookedAt = now.getTime()
    }
    const chores = new Map<string, Found>()
    for (const [name, finder] of finders) {
      if (this.#quiet.has(finder)) continue
      const fault = (error: unknown): void => this.#fault(name, error)
      const found = this.#find(finder, { context: this.#context, plan, now, fault })
      if (found.length === 0) this.#quiet.add(finder)
      // Found twice at one look, it is done once.
      for (const chore of found) if (!chores.has(chore.key)) chores.set(chore.key, { ...chore, kind: name })
    }
    this.#noteMade(now)
    return this.#carryOut([...chores.values()], now)
  }

  /** One kind that cannot be looked for, as for a resource nobody foresaw, keeps no other kind from being made. */
  #find(finder: Finder, ground: Ground): Chore[] {
    try {
      return finder.find(ground)
    } catch (error) {
      ground.fault(error)
      return []
    }
  }

  #carryOut(chores: readonly Found[], now: Date): number | undefined {
    const tick = performance.now()
    const keys = new Set(chores.map(({ key }) => key))
    for (const key of this.#turns.keys()) if (!keys.has(key)) this.#turns.delete(key)
    const ready: Found[] = []
    let next: number | undefined
    for (const chore of chores) {
      if (this.#isResting(chore.key, tick)) continue
      const early = chore.after ? Date.parse(chore.after) - now.getTime() : 0
      const turn = this.#turns.get(chore.key) ?? tick + this.#delay(chore)
      if (!chore.after) this.#turns.set(chore.key, turn)
      const wait = chore.after ? early : turn - tick
      if (wait > 0) next = Math.min(next ?? wait, wait)
      else if (!chore.after) ready.push(chore)
    }
    if (ready.length === 0) return next
    const batch = ready.slice(0, atOnce)
    this.#do(batch, tick)
    for (const { key } of batch) this.#turns.delete(key)
    this.#context.sync.poke()
    return ready.length > batch.length ? gatherMs : next
  }

  /** All of them in one transaction; where one fails, each in its own, and that one rests a while. */
  #do(batch: readonly Found[], tick: number): void {
    try {
      this.#commit(batch)
    } catch (error) {
      if (isOfTheDisk(error)) throw error
      for (const chore of batch) {
        try {
          this.#commit([chore])
        } catch (its) {
          if (isOfTheDisk(its)) throw its
          this.#resting.set(chore.key, tick + restAfterFaultMs)
          this.#fault(`${chore.kind}-chore`, its)
        }
      }
    }
  }

  #commit(batch: readonly Chore[]): void {
    const { store, at } = this.#context
    store.commit({ who: undefined, at: at() }, (tx) => {
      for (const chore of batch) chore.do(tx)
    })
  }

  #isResting(key: string, tick: number): boolean {
    const until = this.#resting.get(key)
    if (until !== undefined && until <= tick) this.#resting.delete(key)
    return until !== undefined && until > tick
  }

  /** What was made elsewhere is noted, so that it is not made anew here once somebody deletes it. */
  #noteMade(now: Date): void {
    const { store, at } = this.#context
    const since = new Date(now.getTime() - notedMs).toISOString()
    const unknown = all<{ own: LocalId }>(
      store.db,
      `SELECT own FROM task WHERE made_by IS NOT NULL AND own IS NOT NULL AND authored > ?
         AND own NOT IN (SELECT id FROM machine_made)`,
      since,
    )
    if (unknown.length === 0) return
    store.commit({ who: undefined, at: at() }, (tx) => {
      for (const { own } of unknown) remember(tx, own)
    })
  }

  /** How long this workstation waits for others to do it first, milliseconds. */
  #delay({ key, critical, person }: Chore): number {
    const { config, session } = this.#context
    const me = session.user()?.id
    if (person !== undefined && person === me) return 0
    const place = hash('sha256', `${key} ${config.workstation} ${me}`, 'buffer').readUInt16BE() % places
    return place * (critical ? placeMs.critical : placeMs.other)
  }
}
