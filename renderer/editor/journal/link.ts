import type { Result } from '../../../shared/kernel/result.js'

/** The way to the note's journal, given by whoever opens the editor. */
export interface JournalLink {
  /**
   * Adds steps after the first `version`. `batch` names them: the same name again is the same steps, sent once more
   * because the answer was lost. Answers once they are on disk, or `stale` when the journal is not at `version`.
   */
  append(batch: string, version: number, steps: unknown[]): Promise<Result<{ version: number; savedAt: string }>>
  /** The note as the journal has it now. */
  open(): Promise<Result<JournalledNote>>
}

export interface JournalledNote {
  /** ProseMirror JSON. */
  document: unknown
  version: number
}
