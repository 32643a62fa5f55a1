import type { Refusal } from '../kernel/result.js'
import type { Change } from './difference.js'

/** What a window sends to the core over its Port. `id` is unique per window. */
export type ToCore =
  | { t: 'call'; id: number; name: string; input: unknown; commandId: string }
  | { t: 'watch'; id: number; name: string; input: unknown }
  | { t: 'unwatch'; id: number }

/** What the core sends to a window. */
export type FromCore =
  | { t: 'reply'; id: number; ok: true; value: unknown }
  | { t: 'reply'; id: number; ok: false; refusal: Refusal }
  | { t: 'data'; id: number; value: unknown }
  | { t: 'change'; id: number; change: Change }
  | { t: 'watch-failed'; id: number; refusal: Refusal }
  | { t: 'event'; name: string; data: unknown }

/** How the shell tells the core process what to open. The key is 32 bytes in hex and is held in memory only. */
export interface CoreStart {
  t: 'start'
  profile: string
  keyHex: string
  /** Base address of the FHIR server, without a trailing slash. */
  ehrUrl: string
  /** True when the EHR is the embedded practice clinic. */
  practice: boolean
  workstationName: string
}

/** Shell → core process, on the control channel (utilityProcess parentPort, or the fork's IPC channel). */
export type ShellToCore =
  | CoreStart
  /** A window connects. With utilityProcess the MessagePort comes along as ports[0]; with fork, `relay` follows. */
  | { t: 'attach'; window: number }
  | { t: 'detach'; window: number }
  /** Forked core only: a message from that window's Port. */
  | { t: 'relay'; window: number; message: unknown }
  | { t: 'sleep' }
  | { t: 'wake' }
  | { t: 'stop' }
  /** Instead of `start`, of a profile that does not open: what has not left it is written into the folder `out`. */
  | { t: 'salvage'; profile: string; keyHex: string; out: string }

/** Why a profile could not be opened. Each has a screen of its own with a way on; nothing was overwritten. */
export type StartFailure =
  | 'newer-profile'
  | 'wrong-key'
  | 'damaged'
  | 'no-space'
  | 'not-writable'
  | 'in-use'
  /** The profile holds records of another EHR than the one asked for. */
  | 'other-ehr'
  | 'unexpected'

/** Core process → shell, on the control channel. */
export type CoreToShell =
  | { t: 'ready' }
  /** Work before it is ready that takes a while: a repair, a new form of the store. A total of 0 is not known. */
  | { t: 'starting'; step: string; done: number; total: number }
  | { t: 'failed'; failure: StartFailure; message: string }
  /** Something failed that nobody waits for, by our name for it and the kind of the error: for the log. */
  | { t: 'fault'; what: string; error: string }
  | { t: 'relay'; window: number; message: unknown }
  /** Counts for the quit guard, sent when they change. */
  | { t: 'unsent'; count: number; needsYou: number }
  | { t: 'stopped' }
  | ({ t: 'salvaged' } & Salvaged)
  | { t: 'not-salvaged'; message: string }

/** What could be had of the unsent work of a profile. */
export interface Salvaged {
  changes: number
  /** Whether there are words of notes among it. */
  hasWords: boolean
  /** What could not be read, or not whole. */
  lost: number
  /** Whether there was more can no longer be told. */
  unsure: boolean
}

export type { EhrStart, EhrToShell } from '../kernel/ehr-process.js'
