import type { Instant } from '../../../kernel/ids.js'

/** Words somebody is writing for a task or a conversation and has not sent. */
export interface WorkDraft {
  /** What it is for: a task's id, or another key of whoever writes it. */
  task: string
  /** `reply`, `comment`, `act` … */
  what: string
  text: string
  /** What stands beside the words, as its writer wrote it. */
  data?: string
  at: Instant
}
