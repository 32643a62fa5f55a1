import type { TaskRow } from '../../../shared/contract/views/task.js'
import { fold } from '../../../shared/domain/fold.js'
import { kindOf } from '../../../shared/domain/task/kind.js'

export type SortOrder = 'urgent' | 'newest' | 'oldest' | 'patient'

export const sortWords: Record<SortOrder, string> = {
  urgent: 'most urgent first',
  newest: 'newest first',
  oldest: 'longest waiting first',
  patient: 'by patient',
}
export const sortOrders: readonly SortOrder[] = ['urgent', 'newest', 'oldest', 'patient']

/**
 * How soon a task wants a person, 0 first: a critical value or STAT, then urgent, overdue, abnormal, the rest. A
 * critical value outranks every priority a sender chose, since laboratories flag late and priorities are often left
 * as they were.
 */
export function urgency(task: TaskRow): 0 | 1 | 2 | 3 | 4 {
  if (task.flag === 'HH' || task.flag === 'LL' || task.priority === 'stat') return 0
  if (task.priority === 'asap' || task.priority === 'urgent') return 1
  if (task.overdue) return 2
  if (task.flag) return 3
  return 4
}

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The list in the chosen order; among equals the one that has waited longest comes first. */
export function sorted(tasks: readonly TaskRow[], order: SortOrder): TaskRow[] {
  const oldest = (a: TaskRow, b: TaskRow): number => text(a.authoredAt, b.authoredAt) || text(a.id, b.id)
  const compare: Record<SortOrder, (a: TaskRow, b: TaskRow) => number> = {
    urgent: (a, b) => urgency(a) - urgency(b) || text(a.due ?? '9999', b.due ?? '9999') || oldest(a, b),
    newest: (a, b) => -text(a.doneAt ?? a.authoredAt, b.doneAt ?? b.authoredAt) || text(a.id, b.id),
    oldest,
    patient: (a, b) => (a.patient?.name ?? '').localeCompare(b.patient?.name ?? '') || oldest(a, b),
  }
  return [...tasks].sort(compare[order])
}

const folded = new WeakMap<TaskRow, string>()
function searchable(task: TaskRow): string {
  let found = folded.get(task)
  if (found === undefined) {
    const { patient } = task
    const flag = task.flag === 'HH' || task.flag === 'LL' ? 'critical' : task.flag ? 'abnormal' : ''
    found = fold(
      [
        patient?.name,
        patient?.mrn,
        patient?.mrn.replaceAll(' ', ''),
        patient?.birthDate,
        task.text,
        task.detail,
        kindOf[task.kind].many,
        task.priority,
        flag,
        task.overdue ? 'overdue' : '',
        task.owner?.name,
      ].join(' '),
    )
    folded.set(task, found)
  }
  return found
}

/** Tasks in which every word occurs: name, MRN, wording, kind, owner, `stat`, `critical`, `overdue`. */
export function filtered(tasks: readonly TaskRow[], filter: string): TaskRow[] {
  const words = fold(filter).split(/\s+/).filter(Boolean)
  return words.length === 0
    ? [...tasks]
    : tasks.filter((task) => words.every((word) => searchable(task).includes(word)))
}

/** Finds the letter of a flag as a word of its own in a task's text: `Potassium 6.1 mmol/L HH`. */
export function flagInText(text: string, flag: TaskRow['flag']): { before: string; marked: boolean; after: string } {
  const found = flag && new RegExp(`^(.*\\d\\S*(?: \\S+)?) ${flag}(?=$|[,;])(.*)$`).exec(text)
  return found
    ? { before: found[1] as string, marked: true, after: found[2] as string }
    : { before: text, marked: false, after: '' }
}
