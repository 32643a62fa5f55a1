import type { OutboxItem } from '../../../shared/contract/views/session.js'
import { timeForReading } from '../../../shared/kernel/dates.js'
import type { Instant } from '../../../shared/kernel/ids.js'
import { partsOf } from '../fhir/failure.js'
import type { OutboxRow } from '../outbox/outbox.js'

export type Explained = Pick<OutboxItem, 'reason' | 'advice' | 'said'>

interface Around {
  /** Who entered it, when that is not the person at the workstation. */
  by: string | undefined
  offline: boolean
  /** The title of the change it cannot leave before. */
  behind: string | undefined
  /** Whose the task was under which it was kept back; `own`: its author's, who did it at another workstation. */
  whose: string | undefined
  own: boolean
}

/** Why a change has not arrived and what to do about it, in the clinic's words; what the EHR said stands apart. */
export function explained(row: OutboxRow, around: Around): Explained {
  if (row.state === 'sending') return {}
  if (row.state === 'saved-here') return waiting(row, around)
  if (row.lost) return keptBack(row, around)
  return row.conflict ? differs(row) : refused(row, around)
}

function waiting(row: OutboxRow, { offline, behind }: Around): Explained {
  if (row.behind?.because === 'claim') {
    const reason = row.behind.needsYou
      ? `It leaves once “${behind}” is decided: that needs you first.`
      : `It leaves once the EHR has confirmed “${behind}”, so that nobody else answers at the same time.`
    return { reason }
  }
  if (behind && row.behind?.needsYou) {
    const reason =
      row.behind.because === 'signature'
        ? `A signed note goes after what it rests on: “${behind}” needs you first.`
        : `It belongs to “${behind}”, which needs you first.`
    return { reason }
  }
  if (offline)
    return row.unconfirmed
      ? { reason: 'It was sent, but the answer was lost. The EHR is asked first, so that nothing is entered twice.' }
      : {}
  if (row.heldUntil && !behind) return { reason: 'It leaves in a few seconds; until then it can be taken back.' }
  if (behind) return { reason: `It goes after “${behind}”.` }
  if (!row.reason) return {}
  const { lead, said } = partsOf(row.reason)
  return { reason: lead, ...(said && { said }) }
}

/** Done under a task that somebody else had: it stays here until a person has decided. */
function keptBack({ type, lost }: OutboxRow, { whose, own }: Around): Explained {
  const since = lost?.since ? ` at ${timeForReading(lost.since as Instant)}` : ''
  const dealt = own ? `${whose} dealt with this at another workstation` : `${whose} dealt with this`
  return {
    reason: whose ? `${dealt}${since}. Not sent.` : 'This task is no longer yours. Not sent.',
    advice:
      type === 'Communication'
        ? 'Look at what was done before you send it all the same; else keep the words as a draft, or let it go.'
        : 'Look at what was done before you send it all the same; else let it go.',
  }
}

function differs({ conflict, reason }: OutboxRow): Explained {
  if (conflict?.theirs)
    return {
      reason: reason ?? 'Somebody changed this in the EHR while it was changed here.',
      advice: 'Both versions are kept. Look at them side by side and decide what holds.',
    }
  return {
    reason: 'This was deleted in the EHR while it was changed here.',
    advice: 'What is deleted there stays deleted. Let it go, or enter it again as a new record.',
  }
}

function refused({ reason = '', op }: OutboxRow, { by }: Around): Explained {
  const { kind, lead, said } = partsOf(reason)
  const also = said ? { said } : {}
  if (kind === 'invalid')
    return {
      reason: 'The EHR did not accept this as it was entered.',
      advice: 'Correct it, and it is sent again by itself. If it is right as it is, tell whoever looks after the EHR.',
      ...also,
    }
  if (kind === 'forbidden')
    return {
      reason: by ? 'The EHR did not allow this.' : 'The EHR does not let you do this.',
      advice: by
        ? `${by} entered it. It is tried again when they sign in here.`
        : 'Ask a colleague who may, or whoever looks after the EHR; then try again. It stays safe here until then.',
      ...also,
    }
  if (kind === 'conflict' || kind === 'server')
    return { reason: 'The EHR could not take this, several times over.', advice: 'Try again.', ...also }
  if (kind === 'precondition')
    return {
      reason: 'Somebody changed this in the EHR at the same moment.',
      advice: 'Try again: the two are compared first.',
      ...also,
    }
  const known = others.find(({ says }) => lead.startsWith(says))
  if (known) return { reason: known.reason, advice: known.advice }
  if (lead.startsWith('The EHR does not have this record') && op === 'update')
    return {
      reason: 'The EHR does not have this any more.',
      advice: 'If it is still needed, enter it anew, then drop this.',
    }
  return lead ? { reason: lead, ...also } : {}
}

const others = [
  {
    says: 'It refers to something',
    reason: 'It belongs to something that is no longer here.',
    advice: 'Enter it anew where it belongs, then drop this.',
  },
  {
    says: 'The EHR holds this twice',
    reason: 'The EHR holds this twice, and the two differ.',
    advice: 'Both are kept here. Have one of them removed in the EHR, then try again.',
  },
  {
    says: 'The EHR no longer shows this patient',
    reason: 'The EHR no longer shows this patient’s record to you.',
    advice: 'Ask whoever looks after access; then try again. It stays safe here until then.',
  },
  {
    says: 'This note was signed elsewhere',
    reason: 'This note was signed elsewhere meanwhile.',
    advice: 'Look at the note and decide about it; then drop this signature.',
  },
  {
    says: 'The note it signs is no longer',
    reason: 'The note this signature is for is no longer in the EHR.',
    advice: 'Look at the note and decide about it; then drop this signature.',
  },
  {
    says: 'It is not certain',
    reason: 'It is not certain that this arrived.',
    advice: 'Look for it in the EHR. If it is not there, try again.',
  },
  {
    says: 'The EHR accepted this and did not keep it',
    reason: 'The EHR accepted this and did not keep it.',
    advice: 'Look at it there; then try again, or tell whoever looks after the EHR.',
  },
  {
    says: 'The EHR does not keep records',
    reason: 'The EHR does not keep records of this kind.',
    advice: 'Keep a copy elsewhere, then drop it: trying again will not help.',
  },
] as const
