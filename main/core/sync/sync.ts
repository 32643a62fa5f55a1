import type { Held } from '../../../shared/contract/views/chart.js'
import type { SyncView } from '../../../shared/contract/views/session.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'

/** What this workstation holds; titles and names are the handlers' to add. */
export interface Holdings {
  patients: number
  charts: { patient: LocalId; why: string[]; asOf: Instant | undefined; resources: number }[]
  /** Bytes on disk. */
  bytes: number
  asOf: Instant | undefined
}

/** Keeps this workstation and the EHR in step: sends what was made here, brings what changed there. */
export class Sync {
  start(): void {}

  /** Ends at the next safe moment; nothing that was saved is lost. */
  async stop(): Promise<void> {}

  /** Something may be sendable: sending begins within about 20 ms. */
  poke(): void {}

  /** Sends and pulls everything now, whatever waits for a later try. */
  now(): void {}

  view(): SyncView {
    return { state: 'connecting', line: 'Connecting', savedHere: 0, sending: 0, needsYou: 0 }
  }

  /** Whether a patient's whole chart is here and how current it is. Topics: `holdings`, `sync`. */
  held(_patient: LocalId): Held {
    return { state: 'not-held' }
  }

  /** Notes the patient as recently opened and fetches their chart ahead of everything else when it is not here. */
  openChart(_patient: LocalId): void {}

  /** Keeps a chart here until unpinned. */
  pin(_patient: LocalId, _pinned: boolean): void {}

  /** Why a chart is kept here, in the clinic's words: `on today's schedule`, `opened recently`. */
  why(_patient: LocalId): string[] {
    return []
  }

  /** The patients opened here last, newest first. */
  recent(_limit: number): LocalId[] {
    return []
  }

  /** What this workstation holds and why. Topic: `holdings`. */
  holdings(): Holdings {
    return { patients: 0, charts: [], bytes: 0, asOf: undefined }
  }

  sleep(): void {}
  wake(): void {}
}
