import { cpSync, existsSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { createCore, type RunningCore } from '../../main/core/create.js'
import type { Context } from '../../main/core/handlers/context.js'
import type { OutboxRow } from '../../main/core/outbox/outbox.js'
import type { Sqlite } from '../../main/core/store/connection.js'
import type { CommandName, InputOf, OutputOf, QueryName } from '../../shared/contract/contract.js'
import { asLocalId, type LocalId } from '../../shared/kernel/ids.js'
import type { Result } from '../../shared/kernel/result.js'
import { Computer } from './computer.js'
import { ehrUrl, type World } from './world.js'

const keyHex = 'c7'.repeat(32)

/**
 * Nothing is moved from the log into the file, whatever the program asks for, so that a power cut is a shorter log. With
 * pages moved, cutting the log would leave a file that no disk leaves: SQLite forces the log out before it moves any.
 */
function logOnlyGrows(db: Sqlite): void {
  const pragma = db.pragma.bind(db)
  pragma('wal_autocheckpoint = 0')
  db.pragma = (source, options) => (source.startsWith('wal_autocheckpoint') ? undefined : pragma(source, options))
}

/** A workstation of the clinic: a folder that outlives its program, a cable, a clock, and the person at it. */
export class Workstation {
  readonly name: string
  /** Who works here, by their Practitioner's id in the EHR. */
  person: string
  plugged = true
  computer: Computer | undefined
  #running: RunningCore | undefined
  readonly #world: World
  #profile: string
  #graves: { close(): void }[] = []
  #connection = { window: 1, bound: null as LocalId | null }
  #before = { elapsed: 0, skew: 0, starts: 0 }
  /** Bytes of the store's log that a power cut cannot undo. */
  #durable = 0
  /** What the next death takes with it. */
  #powerFails = false

  constructor(world: World, name: string, person: string) {
    this.#world = world
    this.name = name
    this.person = person
    this.#profile = join(world.folder, `${name}0`)
    const template = world.template.profile(person)
    if (template) cpSync(template, this.#profile, { recursive: true })
  }

  get on(): boolean {
    return this.#running !== undefined
  }

  get profile(): string {
    return this.#profile
  }

  get context(): Context {
    if (!this.#running) throw new Error(`${this.name} is off`)
    return this.#running.context
  }

  /** Starts the program on the profile as it is. */
  start(): void {
    if (this.#running) return
    this.#before.starts += 1
    const computer = new Computer(this.name, this.#world, this.#before)
    this.computer = computer
    this.#connection = { window: 1, bound: null }
    this.#running = computer.run(() => {
      const running = createCore({
        profile: this.#profile,
        keyHex,
        ehrUrl,
        practice: true,
        workstation: this.name,
        clock: { now: () => new Date(computer.now()) },
        newId: () => asLocalId(this.#world.newId()),
      })
      logOnlyGrows(running.context.store.db)
      running.context.sync.start()
      return running
    })
    this.committed()
  }

  /** The program dies now, as by `kill -9`; with the power, what was not forced to the disk is gone, too. */
  kill(power: boolean): void {
    this.#powerFails = power
    this.computer?.die()
    this.buryDead()
  }

  /** It will die at a moment to come. */
  dieAt(death: NonNullable<Computer['death']>, power: boolean): void {
    this.#powerFails = power
    if (this.computer) this.computer.death = { ...death }
  }

  /** What is left of a program that has died: the files as they were at that moment. */
  buryDead(): void {
    const { computer } = this
    const running = this.#running
    if (!running || !computer || computer.alive) return
    const next = join(this.#world.folder, `${this.name}${this.#before.starts}`)
    if (next !== this.#profile) {
      cpSync(this.#profile, next, { recursive: true })
      const log = join(next, 'rounds.db-wal')
      if (this.#powerFails && existsSync(log)) truncateSync(log, this.#durable)
    }
    this.#world.note(`${computer.name} is dead${this.#powerFails ? ', the power is out' : ''}`)
    this.off()
    this.#profile = next
  }

  /** Ends the program without any of its own farewells. */
  off(): void {
    const { computer } = this
    if (!this.#running || !computer) return
    computer.die()
    this.#before = { elapsed: computer.elapsed, skew: computer.skew, starts: this.#before.starts }
    // What was about to run still reads from the store it knew, and changes nothing any more.
    this.#graves.push(this.#running.context.store)
    this.#running = undefined
    this.#powerFails = false
  }

  /** Lets go of everything, once nothing of it runs any more. */
  end(): void {
    for (const store of this.#graves) store.close()
    this.#graves = []
  }

  /** Ends the program as a person does. */
  async quit(): Promise<void> {
    const { computer } = this
    const running = this.#running
    if (!computer || !running) return
    const stopped = computer.run(() => running.stop())
    let over = false
    const ends = (): void => {
      over = true
    }
    stopped.then(ends, ends)
    // Its last writing takes the disk's time, in which nothing else happens.
    for (let tries = 0; !over && computer.alive && tries < 1_000; tries++) {
      await this.#world.until(stopped)
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    const died = !computer.alive
    this.buryDead()
    if (died) return
    // Its store is closed: nothing is left to let go of.
    computer.die()
    this.#before = { elapsed: computer.elapsed, skew: computer.skew, starts: this.#before.starts }
    this.#running = undefined
  }

  /** Its own time goes on without anything happening in between: it slept, or nobody looked. */
  pass(ms: number): void {
    if (this.#running) this.computer?.pass(ms)
    else this.#before.elapsed += ms
  }

  turnClock(skew: number): void {
    if (this.#running && this.computer) this.computer.skew = skew
    this.#before.skew = skew
  }

  /** Something was written: whether a power cut can undo it is what SQLite was told, not what anybody meant. */
  committed(): void {
    const log = join(this.#profile, 'rounds.db-wal')
    const forced = this.#running?.context.store.db.pragma('synchronous', { simple: true }) !== 1
    if (forced && existsSync(log)) this.#durable = statSync(log).size
  }

  /** A person's command. Undefined when the workstation died over it: nobody was told anything. */
  async do<K extends CommandName>(name: K, input: InputOf<K>): Promise<Result<OutputOf<K>> | undefined> {
    const { computer } = this
    const running = this.#running
    if (!computer || !running) return undefined
    const connection = this.#connection
    const work = computer.run(() => running.core.call(name, input, this.#world.newId(), connection))
    const result = await (name.startsWith('session.') ? this.#world.until(work) : work)
    const alive = computer.alive
    this.buryDead()
    return alive ? (result as Result<OutputOf<K>>) : undefined
  }

  /** What a screen shows; undefined when it shows a refusal. */
  see<K extends QueryName>(name: K, input: InputOf<K>): OutputOf<K> | undefined {
    const answer = this.computer?.run(() => this.#running?.core.ask(name, input))
    return answer?.ok ? (answer.value as OutputOf<K>) : undefined
  }

  /** Runs something inside, as a handler would; undefined when the workstation died over it. */
  inside<T>(work: (context: Context) => T): T | undefined {
    const { computer } = this
    if (!computer || !this.on) return undefined
    try {
      return computer.run(() => work(this.context))
    } catch (error) {
      if (computer.alive) throw error
      return undefined
    } finally {
      this.buryDead()
    }
  }

  /** The window shows this patient. */
  async open(patient: LocalId): Promise<boolean> {
    if (this.#connection.bound === patient) return true
    return (await this.do('patient.open', { open: patient }))?.ok === true
  }

  /** Signs somebody in without the sign-in page; false when the EHR could not be asked. */
  async signIn(person: string): Promise<boolean> {
    const { computer } = this
    if (!computer || !this.on) return false
    const grant = {
      accessToken: `key of ${person} ${this.#world.newId()}`,
      refreshToken: undefined,
      expiresAt: this.#world.began + 365 * 86_400_000,
    }
    const work = computer.run(() => this.context.session.adopt(grant, `Practitioner/${person}`))
    const answer = await this.#world.until(work)
    this.buryDead()
    if (!answer?.ok) return false
    this.person = person
    return true
  }

  /** Everything made here that the EHR does not have. */
  unsent(): OutboxRow[] {
    return this.inside(({ outbox }) => outbox.rows()) ?? []
  }
}
