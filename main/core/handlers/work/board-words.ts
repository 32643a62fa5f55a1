import { fold } from '../../../../shared/domain/fold.js'
import { isTaskKind, kindOf } from '../../../../shared/domain/task/kind.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import type { Sqlite } from '../../store/connection.js'
import { all } from '../../store/statement.js'
import { priorities } from '../../store/task.js'
import type { Entry } from './board-entry.js'

interface WordsRow {
  id: LocalId
  words: string
  kind: string
  priority: number
  name: string | null
  mrn: string | null
  birth_date: string | null
  owner_name: string | null
  detail: string | null
}

const wordsSql = `SELECT t.id, t.words, t.kind, t.priority, p.name, p.mrn, p.birth_date,
    coalesce(o.name, c.name) AS owner_name, coalesce(r.name, n.title) AS detail
  FROM json_each(?) j CROSS JOIN task t ON t.id = j.value LEFT JOIN patient p ON p.id = t.patient
    LEFT JOIN practitioner o ON o.id = t.owner LEFT JOIN care_team c ON c.id = t.owner
    LEFT JOIN report r ON r.id = t.focus LEFT JOIN note n ON n.id = t.focus`

/** What can be searched of these tasks, folded. */
export const wordsOf = (db: Sqlite, ids: readonly LocalId[]): Map<LocalId, string> =>
  new Map(all<WordsRow>(db, wordsSql, JSON.stringify(ids)).map((row) => [row.id, searchable(row)]))

const searchable = (row: WordsRow): string =>
  fold(
    [
      row.words,
      row.detail,
      row.name,
      row.mrn,
      row.birth_date,
      isTaskKind(row.kind) ? kindOf[row.kind].many : '',
      priorities[row.priority],
      row.owner_name,
    ].join(' '),
  )

/** The words somebody typed into the filter. */
export const typedWords = (text: string | undefined): string[] =>
  fold(text ?? '')
    .split(/\s+/)
    .filter(Boolean)

/** Whether a word says how things stand with a task: `critical`, `abnormal`, `overdue`. */
export const tellsState = ({ flag, due }: Entry, word: string, now: string): boolean =>
  (flag !== null && (flag === 'HH' || flag === 'LL' ? 'critical' : 'abnormal').includes(word)) ||
  (due !== null && due < now && 'overdue'.includes(word))
