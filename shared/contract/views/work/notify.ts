import type { NoticeKind, NoticeSettings } from '../../../domain/task/notice.js'
import type { LocalId } from '../../../kernel/ids.js'

/** Something to tell the person of on the desktop: never a name, a value or words of a patient's. */
export interface Notice {
  /** Told once, whichever window tells it. */
  id: string
  kind: NoticeKind
  /** Where a click goes. */
  task: LocalId
}

export interface NotifyView {
  /** Whom it is for; null while nobody is signed in. */
  who: LocalId | null
  /** Not told yet; the newest last. */
  notices: Notice[]
  settings: NoticeSettings
  /** The person has never been told anything here: what waits now is no news, once `notify.seen` was called. */
  first: boolean
  /** The person is away: nothing is told. */
  away: boolean
}

/** How long what goes to a patient can be taken back before it leaves, seconds. */
export interface HoldView {
  seconds: number
  least: number
  most: number
}
