import type { TaskKind } from '../../../domain/task/kind.js'
import type { LocalId } from '../../../kernel/ids.js'
import type { TaskRow } from '../task.js'

/** The lists of the inbox: one's own, one's teams' and role's, what one watches, what was put away, done, everyone's. */
export const inboxBoxes = ['mine', 'team', 'watching', 'snoozed', 'done', 'all'] as const
export type InboxBox = (typeof inboxBoxes)[number]

export const inboxOrders = ['urgent', 'newest', 'oldest', 'patient'] as const
export type InboxOrder = (typeof inboxOrders)[number]

/** What is shown of the inbox, and in which order. */
export interface InboxView {
  box: InboxBox
  /** Only the work of this colleague, who is away. */
  cover?: LocalId | undefined
  kind?: TaskKind | undefined
  /** Words that all occur: name, MRN, wording, kind, owner, `stat`, `critical`, `overdue`. */
  text?: string | undefined
  /** Only this patient's. */
  patient?: LocalId | undefined
  order: InboxOrder
}

/** A way of looking at the inbox that somebody named. */
export interface SavedView {
  id: LocalId
  title: string
  look: Pick<InboxView, 'box' | 'kind' | 'text' | 'order'>
  /** The whole clinic's. */
  shared: boolean
  /** Whether the person may remove it. */
  mine: boolean
}

/** Rows of a view from a place on. */
export interface InboxPage {
  from: number
  rows: TaskRow[]
}

/** What became of doing something to several tasks at once. */
export interface ManyDone {
  /** By which all of it is taken back. */
  deed?: string
  done: number
  /** Those it was not done to, and why. */
  left: { task: LocalId; text: string; why: string }[]
}

export interface BoxCount {
  open: number
  /** Of these: critical, STAT, escalated or urgent. */
  urgent: number
}

export interface InboxCounts {
  boxes: Record<Exclude<InboxBox, 'done'>, BoxCount>
  /** What is open in each box, by kind. */
  byKind: Record<Exclude<InboxBox, 'done'>, Partial<Record<TaskKind, number>>>
  /** Colleagues who are away and for whom the person stands in, with what is theirs. */
  covering: { id: LocalId; name: string; open: number }[]
}
