import { ofPatient, ofResource, type Topic } from '../store/topic.js'
import type { QueryHandlers } from './context.js'
import { taskLine } from './task-rows.js'
import { taskView } from './task-view.js'
import { aboutTask } from './work/mention.js'

export const taskQueries = {
  'task.view': {
    run(context, { task }) {
      const line = taskLine(context, task)
      const topics: Topic[] = [ofResource('Task', task), 'outbox', 'holdings']
      if (!line) return { value: null, topics }
      if (line.patient) topics.push(ofPatient(line.patient))
      const about = aboutTask(context, task)
      if (about) topics.push(ofResource('Task', about))
      if (line.focus && line.focus_type) topics.push(ofResource(line.focus_type, line.focus))
      return { value: taskView(context, line), topics }
    },
  },
} satisfies Partial<QueryHandlers>
