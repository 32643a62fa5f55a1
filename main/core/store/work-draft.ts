import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import type { Sqlite } from './connection.js'
import { all, one, run } from './statement.js'

/** Words for a task that their writer has not sent. */
export interface DraftRow {
  /** Counts the changes of all drafts: the newest has the highest. */
  seq: number
  /** What it is for: a task's id, or another key of whoever writes it. */
  task: string
  who: LocalId
  what: string
  text: string
  data: string | null
  at: Instant
}

type Draft = Pick<DraftRow, 'task' | 'who' | 'what' | 'text' | 'at'> & { data?: string | undefined }

/** Keeps what somebody is writing; nothing at all is forgotten. */
export function keepDraft(db: Sqlite, { task, who, what, text, data, at }: Draft): void {
  if (text === '' && data === undefined)
    run(db, 'DELETE FROM work_draft WHERE task = ? AND who = ? AND what = ?', task, who, what)
  else
    run(
      db,
      'INSERT OR REPLACE INTO work_draft (task, who, what, text, data, at) VALUES (?, ?, ?, ?, ?, ?)',
      ...[task, who, what, text, data ?? null, at],
    )
}

/** What somebody is writing, oldest first: for one task, or for all. */
export const draftsOf = (db: Sqlite, who: LocalId, task?: string): DraftRow[] =>
  task === undefined
    ? all<DraftRow>(db, 'SELECT * FROM work_draft WHERE who = ? ORDER BY seq', who)
    : all<DraftRow>(db, 'SELECT * FROM work_draft WHERE who = ? AND task = ? ORDER BY seq', who, task)

/** Words that were used up are there again, unless others have been written in their place. */
export function giveBackDraft(db: Sqlite, draft: DraftRow, at: Instant): void {
  const { task, who, what } = draft
  if (one(db, 'SELECT 1 FROM work_draft WHERE task = ? AND who = ? AND what = ?', task, who, what)) return
  keepDraft(db, { ...draft, data: draft.data ?? undefined, at })
}
