import type { CommandHandlers, QueryHandlers } from '../context.js'

export const insightQueries = {} satisfies Partial<QueryHandlers>

export const insightCommands = {} satisfies Partial<CommandHandlers>
