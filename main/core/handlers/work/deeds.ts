import type { CommandHandlers, QueryHandlers } from '../context.js'

export const deedsQueries = {} satisfies Partial<QueryHandlers>

export const deedsCommands = {} satisfies Partial<CommandHandlers>
