import type { CommandHandlers, QueryHandlers } from '../context.js'

export const inboxQueries = {} satisfies Partial<QueryHandlers>

export const inboxCommands = {} satisfies Partial<CommandHandlers>
