import type { Communication } from '@medplum/fhirtypes'
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

/** What somebody is writing, oldest first, without its files: for one task, or for all. */
export const draftsOf = (db: Sqlite, who: LocalId, task?: string): DraftRow[] =>
  task === undefined
    ? all<DraftRow>(db, 'SELECT * FROM work_draft WHERE who = ? AND what <> ? ORDER BY seq', who, draftFiles)
    : all<DraftRow>(
        db,
        'SELECT * FROM work_draft WHERE who = ? AND task = ? AND what <> ? ORDER BY seq',
        ...[who, task, draftFiles],
      )

/** What of a draft holds the files chosen for it: apart from its words, which are read again with every key. */
export const draftFiles = 'files'

/** A file chosen to go with words that are being written; `data` is base64. */
export interface DraftFile {
  id: string
  title: string
  contentType: string
  data: string
}

/** The files somebody chose for what they are writing, by what it is for. */
export const filesOfDrafts = (db: Sqlite, who: LocalId): { task: string; files: DraftFile[] }[] =>
  all<DraftRow>(db, 'SELECT * FROM work_draft WHERE who = ? AND what = ? ORDER BY seq', who, draftFiles).map(
    ({ task, data }) => ({ task, files: JSON.parse(data ?? '[]') as DraftFile[] }),
  )

/** Keeps the files of a draft, in place of those before; none at all are forgotten. */
export function keepFiles(db: Sqlite, draft: Pick<Draft, 'task' | 'who' | 'at'>, files: readonly DraftFile[]): void {
  const data = files.length > 0 ? JSON.stringify(files) : undefined
  keepDraft(db, { ...draft, what: draftFiles, text: '', data })
}

/** The files a message was to go with, as those of a draft. */
export const filesIn = ({ payload }: Communication): DraftFile[] =>
  (payload ?? []).flatMap(({ contentAttachment: file }, at): DraftFile[] => {
    const { contentType, data, title } = file ?? {}
    return contentType && data ? [{ id: `${at} ${title}`, title: title ?? 'File', contentType, data }] : []
  })

/** Words that were used up are there again, and the files that went with them, unless others have been put in their place. */
export function giveBackDraft(db: Sqlite, draft: DraftRow, at: Instant, files: readonly DraftFile[] = []): void {
  const { task, who, what } = draft
  if (one(db, 'SELECT 1 FROM work_draft WHERE task = ? AND who = ? AND what = ?', task, who, what)) return
  if (what === draftFiles) keepFiles(db, { task, who, at }, files)
  else keepDraft(db, { ...draft, data: draft.data ?? undefined, at })
}
