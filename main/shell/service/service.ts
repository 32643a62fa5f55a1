import type { MessagePortMain } from 'electron'

/** A process of ours that the shell started: the core or the EHR. */
export interface Service {
  pid: number | undefined
  post(message: unknown, ports?: MessagePortMain[]): void
  onMessage(handler: (message: unknown) => void): void
  /** Called once, with the exit code; null when it was ended by a signal or could not be started. */
  onExit(handler: (code: number | null) => void): void
  /** Asks it to end, as an operating system does. */
  terminate(): void
  /** Ends it at once. */
  kill(): void
}

/** How services are run here. */
export interface ServiceRunner {
  /** Whether a MessagePort can be handed to a service; if not, the shell relays. */
  takesPorts: boolean
  start(module: string, name: string): Service
}
