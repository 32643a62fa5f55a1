import type { Topic } from '../../store/topic.js'
import type { CommandHandlers, QueryHandlers } from '../context.js'
import { taskLinesOf, taskRows } from '../task-rows.js'
import { boardOf, boardTopics } from './board.js'
import { manyCommands } from './many.js'
import { savedViewCommands, savedViewQueries } from './saved-views.js'

const rowTopics: Topic[] = [...boardTopics, 'outbox']

export const inboxQueries = {
  'inbox.ids': {
    run: (context, { view }) => ({ value: [...boardOf(context).list(view)], topics: boardTopics }),
  },
  'inbox.page': {
    run(context, { view, from, count }) {
      const ids = boardOf(context)
        .list(view)
        .slice(from, from + count)
      return { value: { from, rows: taskRows(context, taskLinesOf(context, ids)) }, topics: rowTopics }
    },
  },
  ...savedViewQueries,
  'inbox.counts': { run: (context) => ({ value: boardOf(context).counts(), topics: boardTopics }) },
} satisfies Partial<QueryHandlers>

export const inboxCommands = { ...manyCommands, ...savedViewCommands } satisfies Partial<CommandHandlers>
