import type { CommandHandlers, QueryHandlers } from '../context.js'
import { messageCommands } from './message-commands.js'
import { threadQueries } from './threads.js'

export const messagesQueries = { ...threadQueries } satisfies Partial<QueryHandlers>

export const messagesCommands = { ...messageCommands } satisfies Partial<CommandHandlers>
