import type { AttachmentForm } from '../../../domain/message/attachment.js'
import type { LoopKind } from '../../../domain/result/loop-facts.js'
import type { Instant, LocalId } from '../../../kernel/ids.js'

/** What was ordered or where the patient was sent, and what became of it. */
export interface OrderView {
  id: LocalId
  kind: LoopKind
  text: string
  orderedAt?: Instant
  orderedBy?: string
  /** When it is to be done. */
  due?: Instant
  /** Until when somebody said its answer is awaited. */
  expected?: Instant
  reason?: string
  stat: boolean
  /** Nothing has ended it: it may be ordered again or ended. */
  open: boolean
  /** Why it ended, where that was said. */
  ended?: string
  /** What was said of it, newest first. */
  said: { at?: Instant; who?: string; words: string }[]
  /** What came back on it, newest first. */
  reports: { id: LocalId; name: string; at?: Instant; status: string }[]
}

/** A document that came from elsewhere, as far as it can be read here. */
export interface DocumentView {
  title: string
  /** Who wrote it, and for which house. */
  author?: string
  from?: string
  at?: Instant
  /** Its words; none where it has none that can be read here. */
  text?: string
  /** There is more of it than is shown. */
  cut?: true
  /** What else belongs to it: `document.file` gives its content. Sizes in bytes. */
  files: { index: number; form: AttachmentForm; title?: string; size?: number }[]
}

/** A note in short: what is written in it and what signing it would do. */
export interface NoteGlance {
  title: string
  author: string
  status: 'draft' | 'signed'
  startedAt?: Instant
  words: number
  /** Sections with something in them, each with how it begins. */
  sections: { title: string; begins: string }[]
  /** What signing it orders, prescribes and records, in words. */
  does: string[]
  /** Passages two people wrote at the same time, and blanks that were never filled. */
  undecided: number
  blanks: number
}
