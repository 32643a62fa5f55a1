import type { Port } from '../../shared/contract/port.js'
import type { CoreToShell, ShellToCore } from '../../shared/contract/wire.js'

/** The shell as the core's process sees it. */
export interface Control {
  post(message: CoreToShell): void
  onMessage(handler: (message: ShellToCore, port: Port | undefined) => void): void
  onClose(handler: () => void): void
}

/** A MessagePort of Electron's utility processes, as far as it is used here. */
interface TransferredPort {
  postMessage(message: unknown): void
  on(event: 'message', handler: (event: { data: unknown }) => void): void
  on(event: 'close', handler: () => void): void
  start(): void
  close(): void
}
interface ParentPort {
  postMessage(message: unknown): void
  on(event: 'message', handler: (event: { data: unknown; ports: TransferredPort[] }) => void): void
}

/** Electron's parent port in a utility process, the IPC channel in a forked one. */
export function control(): Control {
  const parent = (process as unknown as { parentPort?: ParentPort }).parentPort
  return parent ? utilityProcess(parent) : forked()
}

function utilityProcess(parent: ParentPort): Control {
  return {
    post: (message) => parent.postMessage(message),
    onMessage: (handler) =>
      parent.on('message', ({ data, ports }) => handler(data as ShellToCore, ports[0] && directPort(ports[0]))),
    // Electron ends a utility process with its parent.
    onClose: () => {},
  }
}

function directPort(transferred: TransferredPort): Port {
  return {
    post: (message) => transferred.postMessage(message),
    onMessage(handler) {
      transferred.on('message', ({ data }) => handler(data))
      transferred.start()
    },
    onClose: (handler) => transferred.on('close', handler),
    close: () => transferred.close(),
  }
}

function forked(): Control {
  const post = (message: CoreToShell): void => {
    if (process.connected) process.send?.(message)
  }
  const relayed = new Map<number, RelayedPort>()
  return {
    post,
    onMessage: (handler) =>
      process.on('message', (received) => {
        const message = received as ShellToCore
        if (message.t === 'relay') {
          relayed.get(message.window)?.receive(message.message)
        } else if (message.t === 'attach') {
          const port = new RelayedPort((data) => post({ t: 'relay', window: message.window, message: data }))
          relayed.get(message.window)?.close()
          relayed.set(message.window, port)
          handler(message, port)
        } else {
          if (message.t === 'detach') {
            relayed.get(message.window)?.close()
            relayed.delete(message.window)
          }
          handler(message, undefined)
        }
      }),
    onClose: (handler) => process.on('disconnect', handler),
  }
}

/** A window's messages relayed by the shell, which has no way to hand over a port here. */
class RelayedPort implements Port {
  readonly #send: (message: unknown) => void
  #onMessage: (message: unknown) => void = () => {}
  #onClose: () => void = () => {}
  #open = true

  constructor(send: (message: unknown) => void) {
    this.#send = send
  }

  post(message: unknown): void {
    if (this.#open) this.#send(message)
  }
  receive(message: unknown): void {
    if (this.#open) this.#onMessage(message)
  }
  onMessage(handler: (message: unknown) => void): void {
    this.#onMessage = handler
  }
  onClose(handler: () => void): void {
    this.#onClose = handler
  }
  close(): void {
    if (!this.#open) return
    this.#open = false
    this.#onClose()
  }
}
