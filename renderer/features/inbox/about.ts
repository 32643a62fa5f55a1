import type { TaskRow } from '../../../shared/contract/views/task.js'
import type { Working } from './working.js'

/** What a deed of this moment is about: the item in view, or how many were chosen. */
export const aboutWords = ({ ids }: Working, row: TaskRow): string =>
  ids.length > 1 ? `${ids.length} tasks` : row.text
