import type { LocalId } from '../../kernel/ids.js'

/** Something copied in a window of this workstation while it showed a patient, newest first. What was copied is not in it. */
export interface CopyMade {
  /** What the copy carries in its HTML; says nothing to anybody else. */
  token: string
  /** Of its plain text, for where the HTML does not come along. */
  print: string
  patient: { id: LocalId; name: string; birthDate?: string }
  /** The signed note it was copied from, and its day. */
  note?: CopiedNote
}

export interface CopiedNote {
  note: LocalId
  /** Its day, `2026-06-03`. */
  date: string
}
