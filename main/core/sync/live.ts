import type { CapabilityStatement, Subscription } from '@medplum/fhirtypes'
import { WebSocket } from 'ws'
import type { Instant } from '../../../shared/kernel/ids.js'
import type { FhirClient } from '../fhir/client.js'
import type { Store } from '../store/store.js'
import { pauseMs } from './link.js'

export interface LiveDeps {
  store: Store
  client: FhirClient
  /** Base address of the EHR. */
  ehrUrl: string
  token(): Promise<string | undefined>
  now(): Date
  random(): number
  /** Something of this type changed in the EHR. */
  onPing(type: string): void
  /** Listening to everything, or no longer. */
  onChange(): void
  /** Something failed on this computer: a full disk. */
  onTrouble(error: unknown): void
}

const setting = 'live.subscriptions'
/** How long a server may take to open the socket, or to answer a bind, milliseconds. */
const patienceMs = 5_000
/** Silence after which the connection is tested, milliseconds. */
const beatMs = 20_000
const keptDays = 30
/** A ping this long before the news still explains it; one that is not there so long after does not come, milliseconds. */
const recentMs = 20_000
const graceMs = 2_000
/** How long the socket is not relied on after a lost ping, twice as long each time, milliseconds. */
const doubtMs = 60_000
const longestDoubtMs = 3_600_000

interface Kept {
  /** Type to the server's id of the Subscription. */
  ids: Record<string, string>
  until: string
}

/**
 * One websocket on which the EHR says that something of a type changed (FHIR R4 Subscription, channel `websocket`).
 * It only makes the next pull come sooner; nothing is lost when it fails.
 */
export class Pings {
  readonly #deps: LiveDeps
  #socket: WebSocket | undefined
  #types: readonly string[] = []
  #address: string | undefined
  #bound = new Set<string>()
  /** Types whose Subscription was made anew on this socket: a server that forgets it again is left to polling. */
  #renewed = new Set<string>()
  #attempts = 0
  /** When each type was last said to have changed, milliseconds since 1970. */
  readonly #pinged = new Map<string, number>()
  readonly #checking = new Map<string, NodeJS.Timeout>()
  /** How often a ping did not come. */
  #lost = 0
  #doubtedUntil = 0
  #timer: NodeJS.Timeout | undefined
  #stopped = true

  constructor(deps: LiveDeps) {
    this.#deps = deps
  }

  /** True when every type is listened to and none was found to have changed in silence, so that polling may be slow. */
  get listening(): boolean {
    return (
      this.#types.length > 0 &&
      this.#bound.size === this.#types.length &&
      this.#deps.now().getTime() >= this.#doubtedUntil
    )
  }

  /**
   * A pull that nobody asked for found something of this type changed. When no ping follows, one was lost: the connection
   * is made anew, with a new Subscription, and not relied on for a while.
   */
  foundNews(type: string): void {
    if (!this.#bound.has(type) || this.#checking.has(type)) return
    const pinged = this.#pinged.get(type)
    if (pinged !== undefined && Date.now() - pinged < recentMs) return
    const check = setTimeout(() => {
      this.#checking.delete(type)
      if (this.#pinged.get(type) === pinged && this.#bound.has(type)) this.#distrust(type)
    }, graceMs)
    check.unref()
    this.#checking.set(type, check)
  }

  #distrust(type: string): void {
    this.#lost += 1
    const doubt = Math.min(longestDoubtMs, doubtMs * 2 ** (this.#lost - 1))
    this.#doubtedUntil = this.#deps.now().getTime() + doubt
    const kept = this.#kept()
    delete kept.ids[type]
    this.#keep(kept)
    this.#socket?.terminate()
    this.#deps.onChange()
  }

  /** Listens to these types from now on, and again after every interruption. Without a declared websocket it does nothing. */
  start(capability: CapabilityStatement, types: readonly string[]): void {
    const address = socketAddress(capability, this.#deps.ehrUrl)
    if (!address || (!this.#stopped && this.#socket)) return
    this.#stopped = false
    this.#types = types
    this.#address = address
    clearTimeout(this.#timer)
    this.#connect().catch(this.#deps.onTrouble)
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#timer)
    for (const check of this.#checking.values()) clearTimeout(check)
    this.#checking.clear()
    this.#drop()
  }

  async #connect(): Promise<void> {
    const token = await this.#deps.token()
    if (this.#stopped || !token || this.#socket) return
    const socket = new WebSocket(this.#address as string, {
      headers: { Authorization: `Bearer ${token}` },
      handshakeTimeout: patienceMs,
      followRedirects: false,
    })
    this.#socket = socket
    let alive = true
    const beat = setInterval(() => {
      if (!alive) return socket.terminate()
      alive = false
      socket.ping()
    }, beatMs)
    beat.unref()
    socket.on('pong', () => {
      alive = true
    })
    socket.on('open', () => this.#bindAll(socket).catch(this.#deps.onTrouble))
    socket.on('message', (data) => {
      alive = true
      try {
        this.#hear(socket, String(data))
      } catch (error) {
        this.#deps.onTrouble(error)
      }
    })
    // Every failure ends in `close`, which tries again.
    socket.on('error', () => socket.terminate())
    socket.on('close', () => {
      clearInterval(beat)
      if (this.#socket !== socket) return
      this.#drop()
      if (this.#stopped) return
      this.#attempts += 1
      this.#timer = setTimeout(
        () => this.#connect().catch(this.#deps.onTrouble),
        pauseMs(this.#attempts, this.#deps.random, 0, 15_000),
      )
    })
  }

  async #bindAll(socket: WebSocket): Promise<void> {
    const kept = this.#kept()
    for (const type of this.#types) {
      const id = kept.ids[type] ?? (await this.#subscribe(type, kept))
      if (this.#socket !== socket) return
      if (id) socket.send(`bind ${id}`)
    }
  }

  #hear(socket: WebSocket, text: string): void {
    const [word, id] = text.trim().split(/\s+/)
    const kept = this.#kept()
    const type = Object.entries(kept.ids).find(([, other]) => other === id)?.[0]
    if (!type) return
    if (word === 'ping') {
      this.#pinged.set(type, Date.now())
      this.#deps.onPing(type)
    } else if (word === 'bound') {
      this.#bound.add(type)
      if (!this.listening) return
      this.#attempts = 0
      this.#deps.onChange()
      // What changed between the last pull and now said nothing on this socket.
      for (const each of this.#types) this.#deps.onPing(each)
    } else if (word === 'error') {
      // The server has forgotten it, or it ended.
      const wasListening = this.listening
      this.#bound.delete(type)
      if (wasListening) this.#deps.onChange()
      if (this.#renewed.has(type)) return
      this.#renewed.add(type)
      delete kept.ids[type]
      this.#keep(kept)
      this.#subscribe(type, this.#kept())
        .then((next) => {
          if (next && this.#socket === socket) socket.send(`bind ${next}`)
        })
        .catch(this.#deps.onTrouble)
    }
  }

  /** Makes the Subscription for a type and waits for the server to activate it. */
  async #subscribe(type: string, kept: Kept): Promise<string | undefined> {
    const { client } = this.#deps
    const made = await client.create<Subscription>({
      resourceType: 'Subscription',
      status: 'requested',
      reason: 'A workstation shows what changes',
      criteria: `${type}?`,
      channel: { type: 'websocket' },
      end: kept.until,
    })
    if (!made.ok || !made.value.id) return undefined
    const deadline = Date.now() + patienceMs
    let { status } = made.value
    // Some servers activate in the background and hang up on whoever binds earlier.
    while (status === 'requested' && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 250))
      const read = await client.read<Subscription>('Subscription', made.value.id)
      if (!read.ok) return undefined
      status = read.value.status
    }
    if (status !== 'active') return undefined
    const latest = this.#kept()
    latest.ids[type] = made.value.id
    this.#keep(latest)
    return made.value.id
  }

  #kept(): Kept {
    const now = this.#deps.now().getTime()
    const kept = JSON.parse(this.#deps.store.setting(setting) ?? 'null') as Kept | null
    if (kept && Date.parse(kept.until) > now + 86_400_000) return kept
    return { ids: {}, until: new Date(now + keptDays * 86_400_000).toISOString() }
  }

  #keep(kept: Kept): void {
    this.#deps.store.receive(this.#deps.now().toISOString() as Instant, (tx) => tx.set(setting, JSON.stringify(kept)))
  }

  #drop(): void {
    const wasListening = this.listening
    const socket = this.#socket
    this.#socket = undefined
    this.#bound = new Set()
    this.#renewed = new Set()
    socket?.terminate()
    if (wasListening) this.#deps.onChange()
  }
}

/** The declared websocket address, on the EHR's own host only: the token goes along. */
function socketAddress(capability: CapabilityStatement, ehrUrl: string): string | undefined {
  const extension = capability.rest?.[0]?.extension?.find(({ url }) => url.endsWith('/capabilitystatement-websocket'))
  const address = extension?.valueUri ?? (extension as { valueUrl?: string } | undefined)?.valueUrl
  if (!address || !URL.canParse(address)) return undefined
  const [socket, ehr] = [new URL(address), new URL(ehrUrl)]
  const secure = ehr.protocol === 'https:' ? 'wss:' : 'ws:'
  return socket.host === ehr.host && socket.protocol === secure ? socket.href : undefined
}
