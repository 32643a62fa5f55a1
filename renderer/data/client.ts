import type { CommandName, InputOf, OutputOf, QueryName } from '../../shared/contract/contract.js'
import { applyChange } from '../../shared/contract/difference.js'
import type { FromCore, ToCore } from '../../shared/contract/wire.js'
import type { Refusal, Result } from '../../shared/kernel/result.js'

/** What the client needs of the bridge. */
export interface Line {
  post(message: unknown): void
  onMessage(handler: (message: unknown) => void): void
  onConnect(handler: () => void): void
  onDisconnect(handler: () => void): void
}

/** The state of one live question. `stale` while the core that gave `data` is gone and the next has not answered. */
export interface Live<T> {
  data: T | undefined
  refusal: Refusal | undefined
  loading: boolean
  stale: boolean
}

export interface Watch<T> {
  current(): Live<T>
  /** Tells of every change; returns how to stop. The question is asked while anyone listens, and a little longer. */
  subscribe(listener: () => void): () => void
}

export interface Client {
  /**
   * The one watch for this name and input; equal inputs share it. Unless it `lingers` it ends with its last listener: for
   * what nobody comes back to, such as a text half typed, since each change is answered to every watch there is.
   */
  watch<K extends QueryName>(name: K, input: InputOf<K>, how?: { lingers?: boolean }): Watch<OutputOf<K>>
  /** Asks once, anew: what holds now, not what a live question had as its last answer. */
  ask<K extends QueryName>(name: K, input: InputOf<K>): Promise<Result<OutputOf<K>>>
  /**
   * Sends a command. When the core stops before answering, it is sent once more, with the same id, to the next core;
   * the core answers a repeated id with the first outcome, so nothing is done twice.
   */
  send<K extends CommandName>(name: K, input: InputOf<K>): Promise<Result<OutputOf<K>>>
  onEvent(handler: (name: string, data: unknown) => void): () => void
  /** Whether a core is listening; tells of every change. */
  connected(): boolean
  onConnection(handler: (connected: boolean) => void): () => void
}

const NOT_ANSWERED: Refusal = {
  code: 'core-restarted',
  message: 'Rounds was starting again and could not do this. What was saved is safe; please try once more.',
}

interface Call {
  name: string
  input: unknown
  commandId: string
  repeated: boolean
  done: (result: Result<never>) => void
  timer?: ReturnType<typeof setTimeout>
}

interface Asked {
  id: number | null
  name: string
  input: unknown
  state: Live<unknown>
  listeners: Set<() => void>
  linger?: ReturnType<typeof setTimeout>
}

/** Stable text of an input: keys sorted, undefined left out. */
export function inputKey(input: unknown): string {
  return JSON.stringify(input, (_key, value: unknown) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
}

export interface ClientSettings {
  newId?: () => string
  /** How long a watch outlives its last listener, so that going back and forth costs nothing. */
  lingerMs?: number
  /** How long a call waits for a core to come (back). */
  patienceMs?: number
}

export function createClient(line: Line, settings: ClientSettings = {}): Client {
  const { newId = () => crypto.randomUUID(), lingerMs = 2000, patienceMs = 20_000 } = settings
  let isConnected = false
  let nextId = 1
  const calls = new Map<number, Call>()
  const waiting = new Set<Call>()
  const watches = new Map<string, Asked>()
  const byId = new Map<number, Asked>()
  const eventHandlers = new Set<(name: string, data: unknown) => void>()
  const connectionHandlers = new Set<(connected: boolean) => void>()

  const post = (message: ToCore) => line.post(message)
  // Told at once, in the order in which the core answered: an answer from before a command that was told after the command's
  // reply would put words that are being typed back to what they were.
  const set = (asked: Asked, state: Live<unknown>) => {
    asked.state = state
    for (const listener of [...asked.listeners]) listener()
  }

  const place = (call: Call) => {
    const id = nextId++
    calls.set(id, call)
    post({ t: 'call', id, name: call.name, input: call.input, commandId: call.commandId })
  }
  const wait = (call: Call) => {
    waiting.add(call)
    call.timer = setTimeout(() => {
      waiting.delete(call)
      call.done({ ok: false, refusal: NOT_ANSWERED })
    }, patienceMs)
  }
  /** A call whose core is gone: again, once. */
  const again = (call: Call) => {
    if (call.repeated) return call.done({ ok: false, refusal: NOT_ANSWERED })
    call.repeated = true
    if (isConnected) place(call)
    else wait(call)
  }

  const begin = (asked: Asked) => {
    if (!isConnected) return
    asked.id = nextId++
    byId.set(asked.id, asked)
    post({ t: 'watch', id: asked.id, name: asked.name, input: asked.input })
  }
  const end = (asked: Asked) => {
    if (asked.id !== null) {
      byId.delete(asked.id)
      if (isConnected) post({ t: 'unwatch', id: asked.id })
      asked.id = null
    }
  }

  const take = (message: FromCore) => {
    if (message.t === 'reply') {
      const call = calls.get(message.id)
      if (!call) return
      calls.delete(message.id)
      if (message.ok) call.done({ ok: true, value: message.value as never })
      else if (message.refusal.code === 'core-restarted') again(call)
      else call.done({ ok: false, refusal: message.refusal })
    } else if (message.t === 'event') {
      for (const handler of eventHandlers) handler(message.name, message.data)
    } else {
      const asked = byId.get(message.id)
      if (!asked) return
      if (message.t === 'data') {
        set(asked, { data: message.value, refusal: undefined, loading: false, stale: false })
      } else if (message.t === 'change') {
        // A difference is from the answer before it; without that one the question is asked anew.
        if (asked.state.data === undefined && message.change.c !== 'set') {
          end(asked)
          begin(asked)
          return
        }
        const data = applyChange(asked.state.data, message.change)
        set(asked, { data, refusal: undefined, loading: false, stale: false })
      } else {
        set(asked, { data: undefined, refusal: message.refusal, loading: false, stale: false })
      }
    }
  }

  // Answers that came one after the other while the window drew are told together, so that it draws once for them. A reply
  // stays between those before it and those after it.
  const arrived: FromCore[] = []
  const isAnswer = (message: FromCore | undefined): boolean =>
    message?.t === 'data' || message?.t === 'change' || message?.t === 'watch-failed'
  const telling = new MessageChannel()
  const tell = () => telling.port2.postMessage(null)
  telling.port1.onmessage = () => {
    try {
      let message = arrived.shift()
      while (message) {
        take(message)
        message = isAnswer(message) && isAnswer(arrived[0]) ? arrived.shift() : undefined
      }
    } finally {
      if (arrived.length > 0) tell()
    }
  }
  line.onMessage((message) => {
    arrived.push(message as FromCore)
    if (arrived.length === 1) tell()
  })

  const down = () => {
    // What the core said before it went was said.
    for (const message of arrived.splice(0)) take(message)
    const lost = [...calls.values()]
    calls.clear()
    for (const asked of watches.values()) {
      if (asked.id !== null) byId.delete(asked.id)
      asked.id = null
      if (!asked.state.stale) set(asked, { ...asked.state, stale: asked.state.data !== undefined })
    }
    for (const call of lost) again(call)
  }

  line.onConnect(() => {
    if (isConnected) {
      isConnected = false
      down()
    }
    isConnected = true
    for (const handler of connectionHandlers) handler(true)
    for (const asked of watches.values()) begin(asked)
    for (const call of [...waiting]) {
      waiting.delete(call)
      clearTimeout(call.timer)
      place(call)
    }
  })
  line.onDisconnect(() => {
    if (!isConnected) return
    isConnected = false
    down()
    for (const handler of connectionHandlers) handler(false)
  })

  const watch = <K extends QueryName>(
    name: K,
    input: InputOf<K>,
    { lingers = true }: { lingers?: boolean } = {},
  ): Watch<OutputOf<K>> => {
    const key = `${name} ${inputKey(input)}`
    const find = () => {
      let asked = watches.get(key)
      if (!asked) {
        asked = {
          id: null,
          name,
          input,
          state: { data: undefined, refusal: undefined, loading: true, stale: false },
          listeners: new Set(),
        }
        watches.set(key, asked)
      }
      return asked
    }
    return {
      current: () => (watches.get(key)?.state ?? LOADING) as Live<OutputOf<K>>,
      subscribe: (listener) => {
        const asked = find()
        clearTimeout(asked.linger)
        asked.listeners.add(listener)
        if (asked.id === null) begin(asked)
        return () => {
          asked.listeners.delete(listener)
          if (asked.listeners.size > 0) return
          clearTimeout(asked.linger)
          asked.linger = setTimeout(
            () => {
              if (asked.listeners.size > 0) return
              end(asked)
              watches.delete(key)
            },
            lingers ? lingerMs : 0,
          )
        }
      },
    }
  }

  return {
    watch,
    ask: (name, input) =>
      new Promise((resolve) => {
        // A question of its own: a shared one may hold an answer from before something this window did since.
        const key = `ask ${nextId++}`
        const asked: Asked = { id: null, name, input, state: { ...LOADING }, listeners: new Set() }
        const finish = (result: Result<never>) => {
          clearTimeout(timer)
          asked.listeners.clear()
          watches.delete(key)
          end(asked)
          resolve(result)
        }
        const timer = setTimeout(() => finish({ ok: false, refusal: NOT_ANSWERED }), patienceMs)
        asked.listeners.add(() => {
          const { data, refusal, loading, stale } = asked.state
          if (loading || stale) return
          finish(refusal ? { ok: false, refusal } : { ok: true, value: data as never })
        })
        watches.set(key, asked)
        begin(asked)
      }),
    send: (name, input) =>
      new Promise((resolve) => {
        const call: Call = { name, input, commandId: newId(), repeated: false, done: resolve as Call['done'] }
        if (isConnected) place(call)
        else wait(call)
      }),
    onEvent: (handler) => {
      eventHandlers.add(handler)
      return () => eventHandlers.delete(handler)
    },
    connected: () => isConnected,
    onConnection: (handler) => {
      connectionHandlers.add(handler)
      return () => connectionHandlers.delete(handler)
    },
  }
}

const LOADING: Live<never> = { data: undefined, refusal: undefined, loading: true, stale: false }
