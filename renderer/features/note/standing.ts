import type { NoteView } from '../../../shared/contract/views/note.js'
import type { TeamMember } from '../../../shared/contract/views/schedule.js'
import type { Staff } from '../../../shared/contract/views/session.js'
import { may, type Role, roles } from '../../../shared/domain/role.js'

/** What the person here may do with a note, and why not more. */
export interface Standing {
  write: boolean
  sign: boolean
  discard: boolean
  addend: boolean
  /** Begin a new version of a signed note. */
  amend: boolean
  /** Co-sign it, or send it back. */
  cosign: boolean
  /** One sentence where someone might expect more. */
  why?: string
}

const isRole = (role: string): role is Role => (roles as readonly string[]).includes(role)

/** Whether a colleague signs notes; someone unknown is taken to. */
function signs(name: string, team: readonly TeamMember[]): boolean {
  const author = team.find((member) => member.name === name)
  return !author || !isRole(author.role) || may(author.role, 'note.sign')
}

/**
 * Whoever writes notes may write in any draft. Its author signs it; one begun by a colleague who does not sign may be
 * finished and signed by someone who does. A signed note takes addenda from anyone who writes notes. The core holds the
 * same rules.
 */
export function standingOf(note: NoteView, staff: Staff | undefined, team: readonly TeamMember[]): Standing {
  const none = { write: false, sign: false, discard: false, addend: false, amend: false, cosign: false }
  if (!staff) return none
  const writes = may(staff.role, 'note.write')
  const signer = may(staff.role, 'note.sign')
  if (note.status === 'signed') {
    const whole = note.appends === undefined && !note.superseded
    return {
      ...none,
      addend: writes && note.appends === undefined,
      amend: signer && whole,
      cosign: note.cosign?.state === 'waiting' && note.cosign.mine && !note.superseded,
    }
  }
  if (note.status === 'entered-in-error') return none
  if (!note.editable) {
    return {
      ...none,
      why: 'This note was written by a newer Rounds or another system. It is shown as text and kept whole.',
    }
  }
  if (!writes)
    return { ...none, why: 'You can read this draft. Notes are written by clinicians and medical assistants.' }
  if (note.mine) {
    return {
      ...none,
      write: true,
      sign: signer,
      discard: true,
      ...(signer ? {} : { why: 'A clinician reads this note and signs it.' }),
    }
  }
  if (signer && !signs(note.author, team)) {
    return {
      ...none,
      write: true,
      sign: true,
      why: `${note.author} began this note. You can finish it and sign it.`,
    }
  }
  return { ...none, write: true, why: `This is ${note.author}’s draft. You can write in it; ${note.author} signs it.` }
}
