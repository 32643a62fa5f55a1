import type { Instant, LocalId } from '../../../kernel/ids.js'

/** One key press of the inbox, as the list of what can be taken back shows it. */
export interface DeedRow {
  id: string
  /** `Reviewed Potassium 6.1 mmol/L` */
  words: string
  at: Instant
  /** Whom it was for, where it was for one patient. */
  patientName?: string
  task?: LocalId
  /**
   * `held`: part of it waits here, so that it can be taken back as if it had never been. `lost`: part of it was kept back,
   * since somebody else had the task. `undone`: it was taken back, and can be repeated.
   */
  state: 'held' | 'done' | 'lost' | 'undone'
  /** When what waits leaves, by this workstation's clock. */
  leaves?: Instant
}

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
