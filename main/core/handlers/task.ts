import type { TaskCounts } from '../../../shared/contract/views/task.js'
import { ofPatient, ofResource, type Topic } from '../store/topic.js'
import type { Context, QueryHandlers } from './context.js'
import { byUrgency, taskCounts, taskLine, taskLines, taskRows } from './task-rows.js'
import { taskView } from './task-view.js'

function counts(context: Context): TaskCounts {
  const me = context.session.user()
  return me ? taskCounts(context, me.id) : { mine: 0, team: 0, urgent: 0, byKind: {} }
}

/** What lists of tasks read besides the tasks: reports decide their flags, teams whose they are. */
const listTopics: Topic[] = ['Task', 'DiagnosticReport', 'CareTeam', 'Practitioner', 'outbox']

export const taskQueries = {
  'task.list': {
    run(context, { box, kind }) {
      const me = context.session.user()
      if (!me) return { value: [], topics: ['session'] }
      const lines = taskLines(context, box, me.id).filter((line) => kind === undefined || line.kind === kind)
      const rows = taskRows(context, lines)
      return { value: box === 'done' ? rows : byUrgency(rows), topics: listTopics }
    },
  },
  'task.counts': { run: (context) => ({ value: counts(context), topics: ['Task', 'DiagnosticReport', 'CareTeam'] }) },
  'task.view': {
    run(context, { task }) {
      const line = taskLine(context, task)
      const topics: Topic[] = [ofResource('Task', task), 'outbox', 'holdings']
      if (!line) return { value: null, topics }
      if (line.patient) topics.push(ofPatient(line.patient))
      if (line.focus && line.focus_type) topics.push(ofResource(line.focus_type, line.focus))
      return { value: taskView(context, line), topics }
    },
  },
} satisfies Partial<QueryHandlers>
