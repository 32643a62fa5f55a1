import type { CommandHandlers, QueryHandlers } from '../context.js'

export const identityQueries = {} satisfies Partial<QueryHandlers>

export const identityCommands = {} satisfies Partial<CommandHandlers>
