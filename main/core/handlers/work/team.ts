import type { CommandHandlers, QueryHandlers } from '../context.js'

export const teamQueries = {} satisfies Partial<QueryHandlers>

export const teamCommands = {} satisfies Partial<CommandHandlers>
