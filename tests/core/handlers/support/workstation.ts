import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Resource } from '@medplum/fhirtypes'
import { createCore, type RunningCore } from '../../../../main/core/create.js'
import { openStore } from '../../../../main/core/store/connection.js'
import { projectors } from '../../../../main/core/store/projections.js'
import { Store } from '../../../../main/core/store/store.js'
import type { CommandName, InputOf, OutputOf, QueryName } from '../../../../shared/contract/contract.js'
import { asInstant, asLocalId, type LocalId } from '../../../../shared/kernel/ids.js'
import type { Refusal } from '../../../../shared/kernel/result.js'

const keyHex = 'ab'.repeat(32)

/** The five who sign in to the practice clinic, by their Practitioner's server id. */
export type Who = 'novak' | 'hale' | 'walsh' | 'ruiz' | 'das' | 'mbeki' | 'cole'

/** Ids in order, so that what a test makes is the same every time. */
const counted = (): (() => LocalId) => {
  let count = 0
  return () => {
    count += 1
    return asLocalId(`00000000-0000-4000-8000-${String(count).padStart(12, '0')}`)
  }
}

/** A workstation with a real encrypted store and no network, driven as a window would. */
export class Workstation {
  profile = mkdtempSync(join(tmpdir(), 'rounds-handlers-'))
  #as: Who
  readonly clock: { time: Date; now(): Date }
  running: RunningCore
  window = 1
  #bound = new Map<number, LocalId | null>()
  #calls = 0
  readonly #newId = counted()

  constructor(resources: Iterable<Resource>, options: { as?: Who; now?: Date } = {}) {
    const time = options.now ?? new Date(2026, 10, 22, 10, 0)
    this.clock = { time, now: () => this.clock.time }
    const store = new Store(openStore(this.profile, keyHex), projectors)
    store.receive(asInstant(time.toISOString()), (tx) => {
      for (const resource of resources) tx.accept(resource)
      tx.db.exec(
        `INSERT INTO held_chart (patient, state, as_of) SELECT id, 'held', '${time.toISOString()}' FROM patient`,
      )
    })
    store.close()
    this.#as = options.as ?? 'novak'
    this.running = this.#start(this.#as)
  }

  get store(): Store {
    return this.running.context.store
  }

  id(type: string, serverId: string): LocalId {
    return this.store.identity.localId(type, serverId)
  }

  patient(serverId: string): LocalId {
    return this.id('Patient', serverId)
  }

  /** Another person signs in; the store stays. */
  async signIn(as: Who): Promise<void> {
    await this.running.stop()
    this.#as = as
    this.running = this.#start(as)
  }

  /** The power fails: only what is on the disk at this moment is there when the workstation starts again. */
  async powerCut(): Promise<void> {
    const after = mkdtempSync(join(tmpdir(), 'rounds-handlers-'))
    cpSync(this.profile, after, { recursive: true })
    await this.stop()
    this.profile = after
    this.running = this.#start(this.#as)
  }

  /** What the EHR sends later. */
  receive(...resources: Resource[]): void {
    this.store.receive(asInstant(this.clock.time.toISOString()), (tx) => {
      for (const resource of resources) tx.accept(resource)
    })
  }

  later(minutes: number): void {
    this.clock.time = new Date(this.clock.time.getTime() + minutes * 60_000)
  }

  /** Sends what has not left, as far as the store is concerned: the server took it and answers with an id and a version. */
  acknowledgeAll(): void {
    const { context } = this.running
    this.store.receive(context.at(), (tx) => {
      for (const row of context.outbox.rows()) {
        const serverId = tx.row(row.type, row.id)?.server_id ?? `s-${row.id.slice(-6)}`
        const version = String(Number(row.resource.meta?.versionId ?? '0') + 1)
        const meta = { ...row.resource.meta, versionId: version, lastUpdated: context.at() }
        const taken = { ...row.resource, id: serverId, meta } as Resource
        tx.db.prepare('DELETE FROM outbox WHERE seq = ?').run(row.item)
        tx.db
          .prepare('UPDATE resource SET base = NULL, server_id = ? WHERE id = ? AND type = ?')
          .run(serverId, row.id, row.type)
        tx.adopt(taken)
        tx.store(row.id, taken, JSON.stringify(taken), null)
        tx.touch('outbox')
      }
    })
  }

  ask<K extends QueryName>(name: K, input: InputOf<K>): OutputOf<K> {
    const answer = this.running.core.ask(name, input)
    if (!answer.ok) throw new Error(`${name} was refused: ${answer.refusal.code}: ${answer.refusal.message}`)
    return answer.value as OutputOf<K>
  }

  async open(patient: LocalId): Promise<void> {
    await this.do('patient.open', { open: patient })
  }

  /** Does a command that must succeed. */
  async do<K extends CommandName>(name: K, input: InputOf<K>): Promise<OutputOf<K>> {
    const result = await this.#call(name, input)
    if (!result.ok) throw new Error(`${name} was refused: ${result.refusal.code}: ${result.refusal.message}`)
    return result.value as OutputOf<K>
  }

  /** Does a command that must be refused. */
  async refused<K extends CommandName>(name: K, input: InputOf<K>): Promise<Refusal> {
    const result = await this.#call(name, input)
    if (result.ok) throw new Error(`${name} was not refused`)
    return result.refusal
  }

  async stop(): Promise<void> {
    await this.running.stop()
    rmSync(this.profile, { recursive: true, force: true })
  }

  async #call(name: CommandName, input: unknown): ReturnType<RunningCore['core']['call']> {
    this.#calls += 1
    const connection = { window: this.window, bound: this.#bound.get(this.window) ?? null }
    const result = await this.running.core.call(name, input, `call-${this.#calls}-${Math.random()}`, connection)
    this.#bound.set(this.window, connection.bound)
    return result
  }

  #start(as: Who): RunningCore {
    const store = new Store(openStore(this.profile, keyHex), projectors)
    const user = {
      id: store.identity.localId('Practitioner', as),
      name: as,
      initials: '',
      role: 'physician',
      title: '',
    }
    store.receive(asInstant(this.clock.time.toISOString()), (tx) => tx.set('session.user', JSON.stringify(user)))
    store.close()
    return createCore({
      profile: this.profile,
      keyHex,
      ehrUrl: 'http://127.0.0.1:9/fhir',
      practice: true,
      workstation: 'Test',
      clock: this.clock,
      newId: this.#newId,
    })
  }
}

/** SHA-256 in base64url, for checking seals from outside. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url')
