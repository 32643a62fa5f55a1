import type { TaskView } from '../../../../shared/contract/views/task.js'
import type { Working } from '../working.js'

/** What a kind of work is shown by, between the title and the comment. */
export interface PaneProps {
  task: TaskView
  working: Working
  now: Date
}
