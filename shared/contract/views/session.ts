import type { Role } from '../../domain/role.js'
import type { Instant, LocalId } from '../../kernel/ids.js'

/** The person at the workstation. */
export interface Staff {
  /** Local id of their Practitioner. */
  id: LocalId
  /** `Dr Lena Novak` */
  name: string
  initials: string
  role: Role
  /** `Physician` */
  title: string
}

export interface SessionView {
  state: 'signed-out' | 'signed-in'
  user?: Staff
  /** The organisation's name once pulled. */
  clinic: string
  /** True when every patient here is made up; said on every screen. */
  practice: boolean
  ehrUrl: string
  workstation: string
  /** Why the person must sign in again, when they must: `expired`, `revoked`. Work goes on here meanwhile. */
  again?: 'expired'
}

/** Where the workstation's work is, in total. */
export interface SyncView {
  state: 'signed-out' | 'connecting' | 'online' | 'offline'
  /** One short line for the frame: `All in the EHR`, `2 sending`, `Offline since 10:41, 3 saved here`. */
  line: string
  offlineSince?: Instant
  /** Changes durable here and not yet tried. */
  savedHere: number
  sending: number
  needsYou: number
  /** The server's time of the last complete pull. */
  asOf?: Instant
  /** While the first pull runs. `total` is the server's count, absent where it gives none. */
  firstPull?: { what: string; done: number; total?: number; secondsLeft?: number }
  /** Why it is offline or what is wrong, in words, with nothing technical. */
  problem?: string
  /** Minutes this computer's clock is ahead of the server's (negative: behind), when that is 2 or more. */
  clockMinutesAhead?: number
}

/** One change made here that the EHR does not have yet. */
export interface OutboxItem {
  id: string
  /** `Note: Diabetes follow-up, signed` */
  title: string
  patient?: LocalId
  patientName?: string
  state: 'saved-here' | 'sending' | 'needs-you'
  since: Instant
  /** Why it waits or what the EHR said, in words. */
  reason?: string
  /** What a person can do about it. */
  fixes: ('retry' | 'keep-mine' | 'take-theirs')[]
  /** Both versions of a conflict, as label and value, fields that differ only. */
  differences?: { field: string; mine: string; theirs: string }[]
}

/** What this workstation holds and why. */
export interface HoldingsView {
  patients: number
  charts: { id: LocalId; name: string; why: string[]; asOf?: Instant; resources: number }[]
  /** Bytes on disk. */
  bytes: number
  asOf?: Instant
}
