import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Resource } from '@medplum/fhirtypes'
import { onTestFinished } from 'vitest'
import { type CoreOptions, createCore, type RunningCore } from '../../main/core/create.js'
import type { Context } from '../../main/core/handlers/context.js'
import { createEhr, type Ehr, type EhrOptions, makeData } from '../../main/ehr/server.js'
import type { LocalId } from '../../shared/kernel/ids.js'
import { temporaryFolder, testKey } from './folder.js'
import { type Cable, cable } from './proxy.js'
import { smallClinic } from './small-clinic.js'

/** What the EHR says to plain HTTP with the tools' token. */
export interface Plain {
  get<T = Resource>(path: string): Promise<T>
  /** The resources a search finds, all pages. */
  all<T = Resource>(path: string): Promise<T[]>
  send<T = Resource>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: T; text: string }>
}

/** A running EHR with a clinic in it, and workstations around it. */
export interface Clinic extends Plain {
  ehr: Ehr
  /** A new workstation with a profile of its own; nobody is signed in, nothing runs yet. */
  workstation(name: string, options?: Partial<CoreOptions>): Promise<Workstation>
  /** Stops the EHR for everybody, and starts it again on the same data and port. */
  stopEhr(): Promise<void>
  startEhr(options?: Partial<EhrOptions>): Promise<void>
}

/** One workstation over a real encrypted profile, on a cable of its own. */
export interface Workstation {
  name: string
  profile: string
  keyHex: string
  /** The EHR's address as this workstation knows it. */
  ehrUrl: string
  running: RunningCore
  context: Context
  /** Signs a colleague in (`novak`) without the sign-in page, and starts syncing. */
  as(colleague: string): Promise<Workstation>
  /** Until everything it holds is here and nothing is under way. */
  ready(): Promise<Workstation>
  offline(): Promise<void>
  online(): Promise<void>
  /** Ends the core in order and starts it anew on the same profile. */
  restart(): Promise<void>
  /** The local id of the EHR's resource. */
  id(type: string, serverId: string): LocalId
  /** An edit as a command makes it. */
  edit<T extends Resource['resourceType']>(
    type: T,
    id: LocalId,
    change: (resource: Extract<Resource, { resourceType: T }>) => void,
  ): void
  create(resource: Resource, id?: LocalId): LocalId
  read<T extends Resource['resourceType']>(type: T, id: LocalId): Extract<Resource, { resourceType: T }> | undefined
}

interface Found<T> {
  entry?: { resource: T }[]
  link?: { relation: string; url: string }[]
}

/** Clinics made once per run of a test file and copied for each test. */
const templates = new Map<string, Promise<string>>()

async function template(patients: number, seed: number | undefined): Promise<string> {
  const key = `${patients} ${seed}`
  let made = templates.get(key)
  if (!made) {
    made = (async () => {
      const folder = mkdtempSync(join(tmpdir(), 'rounds-template-'))
      process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
      const content = seed === undefined ? { resources: smallClinic(patients) } : { patients, seed }
      // Only the data: a server started on it would leave its port to every copy, and with it its dying connections.
      await makeData({ data: folder, ...content })
      return folder
    })()
    templates.set(key, made)
  }
  return made
}

/** Starts an EHR of its own for the test: the small clinic, or with a `seed` the practice clinic. */
export async function clinic(
  options: { patients?: number; seed?: number; ehr?: Partial<EhrOptions> } = {},
): Promise<Clinic> {
  const data = temporaryFolder('ehr')
  cpSync(await template(options.patients ?? 6, options.seed), data, { recursive: true })
  let ehr = await createEhr({ ...options.ehr, data })
  let up = true
  const port = Number(new URL(ehr.url).port)
  const stations: { stop(): Promise<void> }[] = []
  onTestFinished(async () => {
    for (const station of stations) await station.stop()
    if (up) await ehr.close()
  })

  const send = async <T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(path.startsWith('http') ? path : `${ehr.url}/${path}`, {
      method,
      headers: {
        // A connection that is kept may be one to the server that had this address before.
        connection: 'close',
        authorization: `Bearer ${ehr.systemToken}`,
        ...(body === undefined
          ? {}
          : { 'content-type': method === 'PATCH' ? 'application/json-patch+json' : 'application/fhir+json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, text, body: (text ? JSON.parse(text) : undefined) as T }
  }
  const plain: Plain = {
    send,
    get: async <T>(path: string) => (await send<T>('GET', path)).body,
    async all<T>(path: string) {
      const found: T[] = []
      for (let next: string | undefined = path; next; ) {
        const { body }: { body: Found<T> } = await send<Found<T>>('GET', next)
        found.push(...(body.entry ?? []).map(({ resource }) => resource))
        next = body.link?.find(({ relation }) => relation === 'next')?.url
      }
      return found
    },
  }
  const itself: Clinic = {
    ...plain,
    get ehr() {
      return ehr
    },
    async stopEhr() {
      up = false
      await ehr.close()
    },
    async startEhr(more = {}) {
      ehr = await createEhr({ ...options.ehr, ...more, data, port })
      up = true
    },
    async workstation(name, more = {}) {
      const station = new Station(name, await cable(() => port), () => ehr, more)
      stations.push(station)
      return station
    },
  }
  return itself
}

class Station implements Workstation {
  readonly name: string
  readonly profile: string
  readonly keyHex: string
  readonly ehrUrl: string
  running: RunningCore
  readonly #cable: Cable
  readonly #ehr: () => Ehr
  readonly #options: Partial<CoreOptions>
  #stopped = false

  constructor(name: string, wire: Cable, ehr: () => Ehr, options: Partial<CoreOptions>) {
    this.name = name
    this.profile = options.profile ?? temporaryFolder(`profile-${name}`)
    this.keyHex = options.keyHex ?? testKey()
    this.ehrUrl = `http://127.0.0.1:${wire.port}/fhir`
    this.#cable = wire
    this.#ehr = ehr
    this.#options = options
    this.running = this.#open()
  }

  get context(): Context {
    return this.running.context
  }

  async as(colleague: string): Promise<Workstation> {
    const fhirUser = `Practitioner/${colleague}`
    const accessToken = await this.#ehr().mintToken({ fhirUser, expiresIn: 3600 })
    const grant = { accessToken, refreshToken: undefined, expiresAt: Date.now() + 3_600_000 }
    const signedIn = await this.context.session.adopt(grant, fhirUser)
    if (!signedIn.ok) throw new Error(`${colleague} could not sign in: ${signedIn.refusal.message}`)
    this.context.sync.start()
    return this
  }

  async ready(): Promise<Workstation> {
    await until(() => {
      const view = this.context.sync.view()
      const charts = this.context.sync.holdings().charts
      return (
        view.state === 'online' &&
        view.asOf !== undefined &&
        charts.length > 0 &&
        charts.every(({ asOf }) => asOf !== undefined)
      )
    }, 60_000)
    return this
  }

  offline(): Promise<void> {
    return this.#cable.pull()
  }

  online(): Promise<void> {
    return this.#cable.plug()
  }

  async restart(): Promise<void> {
    await this.running.stop()
    this.running = this.#open()
    this.context.sync.start()
  }

  id(type: string, serverId: string): LocalId {
    return this.context.store.identity.localId(type, serverId)
  }

  edit<T extends Resource['resourceType']>(
    type: T,
    id: LocalId,
    change: (resource: Extract<Resource, { resourceType: T }>) => void,
  ): void {
    const edited = this.context.store.commit(this.#by(), (tx) => tx.edit(type, id, change))
    if (!edited) throw new Error(`${this.name} does not hold ${type} ${id}`)
  }

  create(resource: Resource, id: LocalId = this.context.newId()): LocalId {
    this.context.store.commit(this.#by(), (tx) => tx.create(id, resource))
    return id
  }

  read<T extends Resource['resourceType']>(type: T, id: LocalId): Extract<Resource, { resourceType: T }> | undefined {
    return this.context.store.read(type, id)
  }

  async stop(): Promise<void> {
    if (this.#stopped) return
    this.#stopped = true
    await this.running.stop()
    await this.#cable.pull()
  }

  #by(): { who: LocalId | undefined; at: ReturnType<Context['at']> } {
    return { who: this.context.session.user()?.id, at: this.context.at() }
  }

  #open(): RunningCore {
    return createCore({
      practice: true,
      workstation: this.name,
      ...this.#options,
      profile: this.profile,
      keyHex: this.keyHex,
      ehrUrl: this.#options.ehrUrl ?? this.ehrUrl,
    })
  }
}

/** Waits until something is so; says what it was waiting for when it never is. */
export async function until<T>(ask: () => T | Promise<T>, ms = 60_000): Promise<NonNullable<T>> {
  const deadline = Date.now() + ms
  for (;;) {
    const answer = await ask()
    if (answer) return answer as NonNullable<T>
    if (Date.now() > deadline) throw new Error(`never came true within ${ms} ms: ${String(ask)}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
