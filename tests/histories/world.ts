import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Writer } from '../../main/core/store/write.js'
import type { Fault } from '../../main/ehr/faults/fault.js'
import { createEhr, type Ehr } from '../../main/ehr/server.js'
import { chance, seededIds } from './chance.js'
import type { Computer, Surroundings } from './computer.js'
import { Ledger } from './ledger.js'
import type { Template } from './template.js'
import { type Arrived, type Sent, Wire } from './wire.js'
import { Workstation } from './workstation.js'

/** The EHR as every workstation knows it, whatever port it really has. */
export const ehrUrl = 'http://127.0.0.1:8103/fhir'
const host = new URL(ehrUrl).host

/** Marks requests of other systems and of the oracle, which no fault strikes. */
const calm = 'x-calm'

/** Alarms due within this come by themselves, milliseconds: pauses in typing do, rounds of pulling do not. */
const horizonMs = 4_000

/** Something that may happen next. */
interface Possible {
  label: string
  happen(): Promise<void> | void
}

/** What other systems and the oracle hear from the EHR. */
export interface Heard<T> {
  status: number
  body: T
}

/**
 * A clinic in a test: an EHR, its workstations, and everything between them that can happen in more than one order.
 * What happens next is chosen by the history's seed, one thing at a time, so that a seed always gives the same story.
 */
export class World implements Surroundings {
  readonly folder: string
  readonly template: Template
  readonly began: number
  readonly ledger = new Ledger()
  readonly stations: Workstation[] = []
  /** What happened, one line each: the steps, and behind a margin what followed from them. */
  readonly story: string[] = []
  /** What must not happen and did. */
  readonly wrong: string[] = []
  /** Resources written by requests that took a moment and became visible after later ones. */
  readonly late = new Set<string>()
  /** How often anything in the EHR changed. */
  changes = 0
  readonly #schedule: number
  readonly #wire = new Wire()
  readonly #possible = new Map<string, Possible>()
  #ehr: Ehr | undefined
  #oddities: Fault[] = []
  /** The version of everything in the EHR, as it was last looked at. */
  readonly #written = new Map<string, number>()
  #serverMs = 0
  #requests = new Map<string, number>()
  #ids = 0
  #atServer = 0
  #serving: Promise<void> = Promise.resolve()
  #onHeld: () => void = () => {}
  #forgetIds: () => void

  constructor(folder: string, template: Template, schedule: number) {
    this.folder = folder
    this.template = template
    this.#schedule = schedule
    this.began = template.began
    this.#forgetIds = seededIds(schedule)
  }

  /** The EHR's clock, milliseconds since 1970. */
  get serverNow(): number {
    return this.began + this.#serverMs
  }

  get ehr(): Ehr | undefined {
    return this.#ehr
  }

  async begin(stations: { name: string; person: string }[]): Promise<void> {
    mkdirSync(this.folder, { recursive: true })
    cpSync(this.template.ehr, join(this.folder, 'ehr'), { recursive: true })
    await this.startEhr()
    this.#changed(Number.NEGATIVE_INFINITY)
    this.late.clear()
    for (const { name, person } of stations) this.stations.push(new Workstation(this, name, person))
  }

  async end(): Promise<void> {
    for (const station of this.stations) station.off()
    await this.stopEhr()
    this.#possible.clear()
    await this.settled()
    for (const station of this.stations) station.end()
    this.#forgetIds()
    rmSync(this.folder, { recursive: true, force: true })
  }

  async startEhr(): Promise<void> {
    if (this.#ehr) return
    const ehr = await createEhr({
      data: join(this.folder, 'ehr'),
      clock: () => this.serverNow,
      delay: (ms) => this.#held(ms),
    })
    const { strike } = ehr.faults
    ehr.faults.strike = (exchange) => (exchange.headers[calm] ? [] : strike.call(ehr.faults, exchange))
    this.#wire.port = Number(new URL(ehr.url).port)
    for (const fault of this.#oddities) ehr.faults.add(fault)
    this.#ehr = ehr
  }

  /** From now on the EHR does this; a copy of the fault, since the EHR remembers by it what it has done. */
  misbehave(fault: Fault): void {
    this.#ehr?.faults.add(structuredClone(fault))
  }

  /** Requests it is working on get no answer. It stays as odd as it always is; passing trouble is over. */
  async stopEhr(): Promise<void> {
    const ehr = this.#ehr
    if (!ehr) return
    this.#ehr = undefined
    this.#oddities = ehr.faults.list().flatMap(({ fault }) => (fault.times === undefined ? [fault] : []))
    this.#wire.hangUp()
    for (const [label, { happen }] of [...this.#possible]) {
      if (!label.startsWith('EHR ')) continue
      this.#possible.delete(label)
      await happen()
    }
    await ehr.close()
  }

  newId(): string {
    this.#ids += 1
    return `00000000-0000-4000-8000-${String(this.#ids).padStart(12, '0')}`
  }

  say(line: string): void {
    this.story.push(line)
  }

  note(line: string): void {
    this.story.push(`    ${line}`)
  }

  /** The EHR's time goes on. */
  pass(ms: number): void {
    this.#serverMs += ms
  }

  /** Lets things happen, at most `most` of them; answers how many did. */
  async happen(most: number): Promise<number> {
    await this.settled()
    let count = 0
    while (count < most) {
      const next = this.#next()
      if (!next) return count
      count += 1
      await next.happen()
      await this.settled()
      for (const station of this.stations) station.buryDead()
    }
    return count
  }

  /** Lets everything happen that comes by itself. */
  async quiet(): Promise<void> {
    if ((await this.happen(20_000)) === 20_000) throw new Error('this world does not come to rest')
  }

  /** Lets things happen until this is done, a person waiting for it. */
  async until<T>(work: Promise<T>): Promise<T | undefined> {
    let done = false
    let value: T | undefined
    work.then(
      (found) => {
        done = true
        value = found
      },
      () => {
        done = true
      },
    )
    await this.settled()
    while (!done && (await this.happen(1)) > 0);
    return value
  }

  /** Until nothing goes on inside the workstations but what waits for something to happen. */
  async settled(): Promise<void> {
    for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve))
  }

  // What computers are connected to

  watch(computer: Computer, tx: Writer): { committed(): void } {
    return this.ledger.watch(computer.name, tx)
  }

  committed(computer: Computer): void {
    this.stations.find((station) => station.computer === computer)?.committed()
  }

  /** A request waits to leave, then its answer waits to arrive. */
  fetch(computer: Computer, url: string, init: RequestInit): Promise<Response> {
    const { origin, pathname, search } = new URL(url)
    if (origin !== new URL(ehrUrl).origin)
      this.wrong.push(`${computer.name} sent a request to ${origin}, which is not the EHR`)
    const number = (this.#requests.get(computer.name) ?? 0) + 1
    this.#requests.set(computer.name, number)
    const label = `${computer.name} request ${number}`
    const method = init.method ?? 'GET'
    if (init.signal?.aborted) return Promise.reject(init.signal.reason)
    return new Promise((resolve, reject) => {
      const dies = computer.struck('request')
      if (dies === 'before it leaves') computer.die()
      if (!computer.alive) return
      const give = (what: string, arrive: () => void): void => {
        this.#add(`${label} answer`, () => {
          if (!computer.alive) return
          this.note(`${computer.name} hears ${what} to ${method} ${pathname.slice(5)}`)
          arrive()
        })
      }
      const cut = (code: string): void =>
        give('nothing', () => reject(Object.assign(new TypeError('fetch failed'), { cause: { code } })))
      init.signal?.addEventListener('abort', () => {
        if (computer.alive) reject(init.signal?.reason)
      })
      this.#add(`${label} leaves`, async () => {
        if (!computer.alive || init.signal?.aborted) return
        const station = this.stations.find((each) => each.computer === computer)
        if (!station?.plugged || !this.#ehr) return cut('ECONNREFUSED')
        this.note(`${computer.name} sends ${method} ${pathname.slice(5)}${search}`)
        const sent = {
          method,
          path: pathname + search,
          headers: this.#headers(init),
          body: init.body as string | undefined,
        }
        await this.#untilHeld(
          this.#exchange(sent).then((arrived) => {
            if (dies) computer.die()
            if (!arrived || !station.plugged) cut('ECONNRESET')
            else give(String(arrived.status), () => resolve(responseOf(arrived)))
          }),
        )
      })
    })
  }

  #headers(init: RequestInit): Record<string, string> {
    const headers: Record<string, string> = { host }
    for (const [name, value] of new Headers(init.headers)) headers[name] = value
    // The tokens of the templates' sign-ins are not this EHR's; who may see what is another test's business.
    if (headers.authorization?.startsWith('Bearer key of ')) headers.authorization = `Bearer ${this.#ehr?.systemToken}`
    return headers
  }

  /** Undefined when the connection ended without an answer. */
  #exchange(sent: Sent): Promise<Arrived | undefined> {
    this.pass(3)
    const asked = this.serverNow
    return this.#wire.send(sent).then(
      (arrived) => {
        if (sent.method !== 'GET') this.#changed(asked)
        arrived.headers.set('date', new Date(this.serverNow).toUTCString())
        return sent.path.endsWith('/metadata') ? withoutSocket(arrived) : arrived
      },
      () => {
        if (sent.method !== 'GET') this.#changed(asked)
        return undefined
      },
    )
  }

  /** Notes what a request asked then has written, whatever it was answered: late when it stands behind what others have read. */
  #changed(asked: number): void {
    this.changes += 1
    const tookLong = this.serverNow - asked >= 1_000
    const rows = this.#ehr?.db.prepare(`SELECT type || '/' || id AS name, version, updated FROM resource`).all() ?? []
    for (const { name, version, updated } of rows as { name: string; version: number; updated: number }[]) {
      if (this.#written.get(name) === version) continue
      this.#written.set(name, version)
      if (tookLong || updated < asked - 500) this.late.add(name)
    }
  }

  /** The EHR takes its time over a request, and others are answered meanwhile. */
  #held(ms: number): Promise<void> {
    const serving = this.#serving
    return new Promise((resolve) => {
      const due = this.#serverMs + ms
      this.#atServer += 1
      this.#add(`EHR ${this.#atServer}`, async () => {
        this.#serverMs = Math.max(this.#serverMs, due)
        resolve()
        await this.#untilHeld(serving)
      })
      this.#onHeld()
    })
  }

  /** Until the EHR has answered, or lets this one wait for others. */
  async #untilHeld(serving: Promise<void>): Promise<void> {
    this.#serving = serving
    await Promise.race([serving, this.#holding()])
  }

  /** What another system or the oracle asks of the EHR: at once, and never struck by a fault. */
  async plain<T>(method: string, path: string, body?: unknown): Promise<Heard<T>> {
    if (!this.#ehr) throw new Error('the EHR is off')
    this.pass(3)
    const arrived = await this.#wire.send({
      method,
      path: path.startsWith('/') ? path : `/fhir/${path}`,
      headers: {
        host,
        authorization: `Bearer ${this.#ehr.systemToken}`,
        [calm]: '1',
        ...(body === undefined ? {} : { 'content-type': 'application/fhir+json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    if (method !== 'GET') this.#changed(this.serverNow)
    return { status: arrived.status, body: (arrived.body ? JSON.parse(arrived.body) : undefined) as T }
  }

  #holding(): Promise<void> {
    return new Promise((resolve) => {
      this.#onHeld = resolve
    })
  }

  #add(label: string, happen: () => Promise<void> | void): void {
    this.#possible.set(label, { label, happen })
  }

  /** Of all that is possible now, what the seed says comes first. */
  #next(): Possible | undefined {
    let first: Possible | undefined
    let rank = Number.POSITIVE_INFINITY
    const consider = (possible: Possible): void => {
      const its = chance(this.#schedule, possible.label)
      if (its < rank) [first, rank] = [possible, its]
    }
    for (const possible of this.#possible.values()) consider(possible)
    for (const { computer } of this.stations) {
      const alarm = computer?.nextAlarm(horizonMs)
      if (alarm) consider({ label: alarm.label, happen: alarm.ring })
    }
    if (first) this.#possible.delete(first.label)
    return first
  }
}

/** Like a server that says nothing by itself: the histories decide who hears of what when. */
function withoutSocket(arrived: Arrived): Arrived {
  const statement = JSON.parse(arrived.body) as { rest?: { extension?: unknown }[] }
  for (const rest of statement.rest ?? []) delete rest.extension
  return { ...arrived, body: JSON.stringify(statement) }
}

function responseOf({ status, headers, body, broken }: Arrived): Response {
  const text = (): Promise<string> => (broken ? Promise.reject(new TypeError('terminated')) : Promise.resolve(body))
  return {
    status,
    ok: status >= 200 && status < 300,
    headers,
    text,
    json: async () => JSON.parse(await text()),
  } as Response
}
