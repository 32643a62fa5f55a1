import type { NoteView } from '../../../shared/contract/views/note.js'
import { timeForReading } from '../../../shared/kernel/dates.js'
import type { Instant } from '../../../shared/kernel/ids.js'
import type { JournalState } from '../../editor/index.js'
import type { IconName } from '../../ui/index.js'

/** One line on where the note is. */
export interface Where {
  tone: 'plain' | 'good' | 'attention' | 'danger'
  icon: IconName
  text: string
  /** More, where there is something to know or to do. */
  more?: string
}

export interface WhereFacts {
  journal: JournalState
  note: Pick<NoteView, 'where' | 'reason' | 'asOf' | 'status'>
  /** True when the live view was renewed after the journal last confirmed a step: only then does it speak of all of it. */
  renewed: boolean
  offline: boolean
}

const savedHere = (at: string | undefined): string =>
  at ? `Saved here, ${timeForReading(at as Instant, true)}` : 'Saved here'

/**
 * Where what is on the screen has got to. Saved is said only of all of it, and in the EHR only when the server said so
 * of a state of the note that has all of it.
 */
export function whereOf({ journal, note, renewed, offline }: WhereFacts): Where {
  if (journal.problem?.kind === 'stopped') {
    return { tone: 'danger', icon: 'alert', text: 'Not saved', more: journal.problem.message }
  }
  if (journal.problem) {
    const restarting = journal.problem.code === 'core-restarted'
    const more = restarting
      ? 'Rounds is starting again. Go on writing; it is saved as soon as it can be.'
      : journal.problem.message
    return { tone: 'attention', icon: 'wait', text: 'Not saved yet', more }
  }
  if (note.status === 'signed' && (note.where === 'saved-here' || note.where === 'sending')) {
    const more = offline ? 'It goes there when the EHR can be reached' : undefined
    return { tone: 'plain', icon: 'disk', text: 'Signed here, not in the EHR yet', ...(more && { more }) }
  }
  // The same icon as when it is saved: with every key only the words change.
  if (journal.unsaved > 0) return { tone: 'plain', icon: 'disk', text: 'Saving…' }
  const where = renewed || note.where === 'needs-you' ? note.where : 'saved-here'
  switch (where) {
    case 'needs-you':
      return {
        tone: 'attention',
        icon: 'alert',
        text: 'Needs you',
        more: note.reason ?? 'The EHR did not take this note.',
      }
    case 'in-the-EHR':
      return { tone: 'good', icon: 'cloud-check', text: `In the EHR, ${timeForReading(note.asOf, true)}` }
    case 'sending':
      return offline
        ? {
            tone: 'plain',
            icon: 'cloud-off',
            text: savedHere(journal.savedAt),
            more: 'Goes to the EHR when it can be reached',
          }
        : { tone: 'plain', icon: 'cloud-up', text: 'Sending', more: savedHere(journal.savedAt) }
    default:
      return {
        tone: 'plain',
        icon: 'disk',
        text: savedHere(journal.savedAt),
        ...(offline ? { more: 'Goes to the EHR when it can be reached' } : {}),
      }
  }
}
