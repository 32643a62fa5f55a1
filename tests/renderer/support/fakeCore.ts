import { differ } from '../../../shared/contract/difference.js'
import type { Bridge, DesktopNotice, ShellState } from '../../../shared/contract/shell.js'
import type { FromCore, ToCore } from '../../../shared/contract/wire.js'
import type { Refusal } from '../../../shared/kernel/result.js'

type Answer = (input: never) => unknown
export interface FakeSettings {
  queries?: Record<string, Answer>
  commands?: Record<string, Answer>
  state?: ShellState
}

/** What a handler throws to refuse. */
export class Refused extends Error {
  readonly refusal: Refusal
  constructor(code: Refusal['code'], message: string) {
    super(message)
    this.refusal = { code, message }
  }
}

/**
 * The other end of a window's line: answers as the core does, sends differences made by the core's own `differ`, and
 * can stop and start again like the real one. Messages arrive in later ticks and as structured clones.
 */
export class FakeCore {
  readonly sent: ToCore[] = []
  /** Commands run, by their ids: a repeated id is not run again. */
  readonly ran = new Map<string, { name: string; input: unknown; outcome: FromCore }>()
  queries: Record<string, Answer>
  commands: Record<string, Answer>
  bound: string | null = null
  /** Holds replies back until released. */
  holding = false
  /** When set, stops before the next reply leaves: the command has run, its answer is lost. */
  stopBeforeReply = false
  #up = false
  #watches = new Map<number, { name: string; input: unknown; last: unknown; answered: boolean }>()
  #held: FromCore[] = []
  #receive: (message: unknown) => void = () => {}
  #connect: () => void = () => {}
  #disconnect: () => void = () => {}
  /** What the desktop was to tell. */
  readonly notices: DesktopNotice[] = []
  badge = 0
  readonly bridge: Bridge

  constructor({ queries = {}, commands = {}, state = { phase: 'ready' } }: FakeSettings = {}) {
    this.queries = queries
    this.commands = commands
    this.bridge = {
      post: (message) => this.#post(structuredClone(message) as ToCore),
      onMessage: (handler) => {
        this.#receive = handler
      },
      onConnect: (handler) => {
        this.#connect = handler
        if (this.#up) handler()
      },
      onDisconnect: (handler) => {
        this.#disconnect = handler
      },
      shell: {
        state: async () => state,
        onState: () => {},
        passphrase: async () => {},
        authorize: async () => null,
        openWindow: async () => {},
        retry: async () => {},
        startAfresh: async () => {},
        showProfile: async () => {},
        quit: async () => {},
        onQuitAsked: () => {},
        quitAnyway: async () => {},
        notify: async (notice) => void this.notices.push(notice),
        onNotice: () => {},
        badge: async (count) => {
          this.badge = count
        },
        print: async () => true,
        printPages: async () => 'printed' as const,
        savePdf: async () => 'saved' as const,
        saveCopy: async () => 'saved' as const,
        saveFile: async () => 'saved' as const,
        openAddress: async () => true,
        chooseFile: async () => '/home/novak/icd10cm-order-2027.txt',
        salvage: async () => ({ outcome: 'cancelled' }) as const,
        versions: { app: '0', electron: '0', platform: 'test' },
        patient: null,
      },
    }
  }

  get watching(): number {
    return this.#watches.size
  }

  start(): void {
    this.#up = true
    this.bound = null
    this.#connect()
  }

  /** Dies as a crashed process does: without a word. */
  stop(): void {
    this.#up = false
    this.#watches.clear()
    this.#held = []
    this.#disconnect()
  }

  /** The facts have changed: sends the differences. */
  changed(): void {
    for (const [id, watch] of this.#watches) this.#answer(id, watch)
  }

  event(name: string, data: unknown): void {
    this.#say({ t: 'event', name, data })
  }

  release(): void {
    this.holding = false
    for (const message of this.#held.splice(0)) this.#deliver(message)
  }

  #post(message: ToCore): void {
    if (!this.#up) return
    this.sent.push(message)
    queueMicrotask(() => {
      if (!this.#up) return
      if (message.t === 'unwatch') this.#watches.delete(message.id)
      else if (message.t === 'watch') {
        const watch = { name: message.name, input: message.input, last: undefined, answered: false }
        this.#watches.set(message.id, watch)
        this.#answer(message.id, watch)
      } else this.#call(message)
    })
  }

  #call({ id, name, input, commandId }: Extract<ToCore, { t: 'call' }>): void {
    const before = this.ran.get(commandId)
    const outcome: FromCore = before ? { ...before.outcome, ...{ id } } : this.#run(id, name, input)
    if (!before) this.ran.set(commandId, { name, input, outcome })
    if (this.stopBeforeReply) {
      this.stopBeforeReply = false
      this.stop()
      return
    }
    this.#say(outcome)
  }

  #run(id: number, name: string, input: unknown): FromCore {
    try {
      if (name === 'patient.open') {
        this.bound = (input as { open: string | null }).open
        this.commands[name]?.(input as never)
        return { t: 'reply', id, ok: true, value: null }
      }
      const about = (input as { patient?: string }).patient
      if (about !== undefined && about !== this.bound) throw new Refused('wrong-patient', 'Another patient.')
      const command = this.commands[name]
      if (!command) throw new Refused('unexpected', `no ${name}`)
      const value = command(input as never) ?? null
      queueMicrotask(() => this.changed())
      return { t: 'reply', id, ok: true, value }
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return { t: 'reply', id, ok: false, refusal: error.refusal }
    }
  }

  #answer(id: number, watch: { name: string; input: unknown; last: unknown; answered: boolean }): void {
    try {
      const value = structuredClone(this.queries[watch.name]?.(watch.input as never) ?? null)
      if (!watch.answered) this.#say({ t: 'data', id, value })
      else {
        const change = differ(watch.last, value)
        if (change) this.#say({ t: 'change', id, change })
      }
      watch.last = value
      watch.answered = true
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      watch.answered = false
      this.#say({ t: 'watch-failed', id, refusal: error.refusal })
    }
  }

  #say(message: FromCore): void {
    if (this.holding) this.#held.push(message)
    else this.#deliver(message)
  }

  #deliver(message: FromCore): void {
    const copy = structuredClone(message)
    queueMicrotask(() => {
      if (this.#up) this.#receive(copy)
    })
  }
}

/** Lets everything on its way arrive. */
export const settled = async (rounds = 12): Promise<void> => {
  for (let round = 0; round < rounds; round++) await new Promise((resolve) => setTimeout(resolve, 0))
}
