import type { CommandHandlers, QueryHandlers } from '../context.js'

export const resultsQueries = {} satisfies Partial<QueryHandlers>

export const resultsCommands = {} satisfies Partial<CommandHandlers>
