import type { InboxBox, InboxOrder } from '../../../../shared/contract/views/work/inbox.js'
import type { IconName } from '../../../ui/index.js'

/** The boxes as they are called, with their keys, in the order of the column. */
export const boxWords: Record<InboxBox, { label: string; keys: string; icon: IconName; empty: string }> = {
  mine: { label: 'Mine', keys: '1', icon: 'inbox', empty: 'Nothing waits for you' },
  team: { label: 'Team', keys: '2', icon: 'patients', empty: 'Nothing waits for the team' },
  watching: { label: 'Watching', keys: '3', icon: 'eye', empty: 'You watch nothing' },
  snoozed: { label: 'Put away', keys: '4', icon: 'clock', empty: 'Nothing is put away' },
  done: { label: 'Done', keys: '5', icon: 'checked', empty: 'Nothing completed yet' },
  all: { label: 'Everyone’s', keys: '6', icon: 'bullets', empty: 'Nothing waits for anyone' },
}

export const orderWords: Record<InboxOrder, string> = {
  urgent: 'most urgent first',
  newest: 'newest first',
  oldest: 'longest waiting first',
  patient: 'by patient',
}
