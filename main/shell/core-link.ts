import { MessageChannelMain, type WebContents } from 'electron'
import { channel } from '../../shared/contract/channel.js'
import type { CoreStart, CoreToShell, ShellToCore, StartFailure } from '../../shared/contract/wire.js'
import type { Log } from './log.js'
import type { Service, ServiceRunner } from './service/service.js'
import { supervise } from './service/supervisor.js'

const patience = 5000

export interface CoreEvents {
  onReady(): void
  /** How far it is with work before it is ready. */
  onStarting(step: string, done: number, total: number): void
  onFailed(failure: StartFailure, message: string): void
  /** It stopped unasked and is being started again. */
  onRestarting(): void
  onKeepsStopping(): void
  /** What has not reached the EHR yet. */
  onUnsent(count: number, needsYou: number): void
}

/** The core's process and every page's connection to it. */
export interface CoreLink {
  start(facts: Omit<CoreStart, 't'>): void
  stop(): Promise<void>
  /** A page has loaded and wants a core: at once when one is there, else as soon as one is. */
  join(page: WebContents): void
  /** A message from a page, where the shell relays. */
  relay(page: WebContents, message: unknown): void
  tell(message: { t: 'sleep' } | { t: 'wake' }): void
}

/** A page may go between a message's leaving and its coming; speaking to one that is gone would throw. */
const sendTo = (page: WebContents | undefined, name: string, message?: unknown): void => {
  if (page && !page.isDestroyed()) page.send(name, message)
}

/**
 * Connections are numbered anew whenever a page loads or the core restarts, so that nothing meant for an earlier
 * page or from an earlier core ever reaches a later one.
 */
export const createCoreLink = (runner: ServiceRunner, module: string, log: Log, events: CoreEvents): CoreLink => {
  const pages = new Set<WebContents>()
  const connections = new Map<number, WebContents>()
  let lastConnection = 0
  let facts: Omit<CoreStart, 't'> | null = null
  let isReady = false
  let startedAt = 0

  const post = (service: Service | null, message: ShellToCore, ports?: Electron.MessagePortMain[]) =>
    service?.post(message, ports)

  const connectionOf = (page: WebContents) => [...connections].find(([, of]) => of === page)?.[0]

  const leave = (page: WebContents) => {
    const window = connectionOf(page)
    if (window === undefined) return
    connections.delete(window)
    post(core.current(), { t: 'detach', window })
  }

  const connect = (page: WebContents) => {
    lastConnection += 1
    const window = lastConnection
    connections.set(window, page)
    if (!runner.takesPorts) {
      post(core.current(), { t: 'attach', window })
      sendTo(page, channel.connected)
      return
    }
    const { port1, port2 } = new MessageChannelMain()
    post(core.current(), { t: 'attach', window }, [port1])
    page.postMessage(channel.connected, null, [port2])
  }

  const hear = (message: CoreToShell) => {
    switch (message.t) {
      case 'ready':
        isReady = true
        log('core-ready', { ms: Date.now() - startedAt })
        for (const page of pages) connect(page)
        events.onReady()
        break
      case 'starting':
        events.onStarting(message.step, message.done, message.total)
        break
      case 'failed':
        log('core-failed', { failure: message.failure })
        void core.stop(null, patience)
        events.onFailed(message.failure, message.message)
        break
      case 'fault':
        log('core-fault', { what: message.what, error: message.error })
        break
      case 'relay':
        sendTo(connections.get(message.window), channel.message, message.message)
        break
      case 'unsent':
        events.onUnsent(message.count, message.needsYou)
        break
      case 'stopped':
        core.current()?.kill()
        break
    }
  }

  const hangUp = () => {
    isReady = false
    for (const page of connections.values()) sendTo(page, channel.disconnected)
    connections.clear()
  }

  const core = supervise({
    launch: () => {
      startedAt = Date.now()
      return runner.start(module, 'Rounds core')
    },
    onStart: (service) => {
      service.onMessage((message) => hear(message as CoreToShell))
      if (facts) post(service, { t: 'start', ...facts })
    },
    onStop: (code, keepsStopping) => {
      log('core-stopped', { code, keepsStopping })
      hangUp()
      if (keepsStopping) events.onKeepsStopping()
      else events.onRestarting()
    },
  })

  return {
    start: (given) => {
      facts = given
      core.start()
    },
    stop: async () => {
      hangUp()
      await core.stop((service) => post(service, { t: 'stop' }), patience)
    },
    join: (page) => {
      leave(page)
      if (!pages.has(page)) {
        pages.add(page)
        page.once('destroyed', () => {
          pages.delete(page)
          leave(page)
        })
      }
      if (isReady) connect(page)
    },
    relay: (page, message) => {
      const window = connectionOf(page)
      if (window !== undefined) post(core.current(), { t: 'relay', window, message })
    },
    tell: (message) => post(core.current(), message),
  }
}
