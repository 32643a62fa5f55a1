import type { CommandHandlers, QueryHandlers } from '../context.js'

export const rulesQueries = {} satisfies Partial<QueryHandlers>

export const rulesCommands = {} satisfies Partial<CommandHandlers>
