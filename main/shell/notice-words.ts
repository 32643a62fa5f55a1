import type { NoticeKind } from '../../shared/contract/shell.js'

const one: Record<NoticeKind, string> = {
  critical: 'A critical result or a STAT task waits for you.',
  urgent: 'An urgent task waits for you.',
  mention: 'A colleague mentioned you.',
  assigned: 'A task was given to you.',
  'claim-lost': 'A colleague has a task you had begun.',
  message: 'A message from a patient waits for you.',
}

const several: Record<NoticeKind, string> = {
  critical: 'critical results or STAT tasks wait for you.',
  urgent: 'urgent tasks wait for you.',
  mention: 'mentions by colleagues wait for you.',
  assigned: 'tasks were given to you.',
  'claim-lost': 'tasks you had begun are with colleagues.',
  message: 'messages from patients wait for you.',
}

/** What the desktop says. It may stand on a locked screen or in a history of its own: nothing of any patient is in it. */
export const noticeWords = (kind: NoticeKind, count: number): string =>
  count === 1 ? one[kind] : `${count} ${several[kind]}`
