import type { Role } from '../../domain/role.js'
import type { DateText, Instant, LocalId } from '../../kernel/ids.js'

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
  firstPull?: FirstPullView
  /** Why it is offline or what is wrong, in words, with nothing technical. */
  problem?: string
  /** Bytes left on the disk, once they are few. */
  lowSpace?: number
  /** Minutes this computer's clock is ahead of the server's (negative: behind), when that is 2 or more. */
  clockMinutesAhead?: number
}

/** Where a change made here is that the EHR does not have yet. */
export type Unsent = 'saved-here' | 'sending' | 'needs-you'

/** One change made here that the EHR does not have yet. */
export interface OutboxItem {
  id: string
  /** `Note: Diabetes follow-up, signed` */
  title: string
  patient?: LocalId
  patientName?: string
  /** Who entered it, when that is not the person signed in. */
  by?: string
  /** The note it is a change of. */
  note?: LocalId
  state: Unsent
  since: Instant
  /** Why it waits or needs a person, in the clinic's words. */
  reason?: string
  /** What a person can do about it. */
  advice?: string
  /** The EHR's own words. */
  said?: string
  /** When it is tried again by itself. */
  nextTry?: Instant
  /** The item it cannot leave before. */
  behind?: string
  /** What a person can do about it here. */
  fixes: Fix[]
  /** Two versions wait for a person: look at them side by side as this item of `conflict.view`. */
  twoVersions?: string
  /** Both versions of a conflict, as label and value, fields that differ only. */
  differences?: { field: string; mine: string; theirs: string }[]
}

/**
 * What a person can do about a change that needs them. The last three are about what was kept back, since the task it was
 * done under was somebody else's: a message, an order.
 */
export const fixes = ['retry', 'keep-mine', 'take-theirs', 'send-anyway', 'keep-draft', 'discard'] as const
export type Fix = (typeof fixes)[number]

/** How far the first pull has come. */
export interface FirstPullView {
  /** What comes just now: `patients`. */
  what: string
  done: number
  /** Absent where the EHR does not count. */
  total?: number
  /** Absent while nothing honest can be said. */
  secondsLeft?: number
  /** A person wants it to wait. */
  paused: boolean
}

/** Why a chart is here, in the clinic's words, most pressing first. */
export const heldBecause = [
  'in the clinic now',
  'on today’s schedule',
  'waiting for a draw',
  'in your inbox',
  'on tomorrow’s schedule',
  'on the next clinic day’s schedule',
  'not all in the EHR yet',
  'pinned',
  'opened recently',
] as const
export type HeldBecause = (typeof heldBecause)[number]

export interface HeldChart {
  /** The patient's local id. */
  id: LocalId
  name: string
  mrn: string
  birthDate?: DateText
  colour: number
  why: HeldBecause[]
  pinned: boolean
  /** It has no reason to stay but that somebody pinned or opened it. */
  mayGo: boolean
  since?: Instant
  /** Absent while it is on its way. */
  asOf?: Instant
  resources: number
  bytes: number
}

/** What this workstation holds and why. */
export interface HoldingsView {
  /** Patients whose demographics are here. */
  patients: number
  /** The clinic's work that is here, by kind; what belongs to charts is counted too. */
  kinds: { kind: string; count: number }[]
  charts: HeldChart[]
  /** Charts with a reason to be here that did not fit. */
  beyond: number
  /** The most that may be held: charts, and bytes of them. */
  most: { charts: number; bytes: number }
  /** The next day somebody is booked for. */
  nextDay?: DateText
  /** Bytes on disk. */
  bytes: number
  /** Bytes left on the disk. */
  free?: number
  asOf?: Instant
}

/** What became of a damaged store at the start that repaired it. */
export interface RecoveryView {
  at: Instant
  /** Folder of the profile in which the damaged store is kept; empty when the store was used on. */
  folder: string
  /** Unsent changes, and notes with unsent words, that are here. */
  changes: number
  notes: number
  /** Unsent changes, and notes, known to have been there that could not be read, or not whole. */
  lostChanges: number
  lostNotes: number
  /** Whether there was more can no longer be told. */
  unsure: boolean
  /** Not all of what the EHR has could be read; it is fetched again. */
  refetch: boolean
}
