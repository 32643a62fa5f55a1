import type { CommandHandlers, QueryHandlers } from '../context.js'

export const messagesQueries = {} satisfies Partial<QueryHandlers>

export const messagesCommands = {} satisfies Partial<CommandHandlers>
