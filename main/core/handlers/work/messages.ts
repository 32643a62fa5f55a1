import type { CommandHandlers, QueryHandlers } from '../context.js'
import { attachmentCommands } from './attachment.js'
import { bookingCommands, bookingQueries } from './booking.js'
import { messageCommands } from './message-commands.js'
import { threadQueries } from './threads.js'

export const messagesQueries = { ...threadQueries, ...bookingQueries } satisfies Partial<QueryHandlers>

export const messagesCommands = {
  ...messageCommands,
  ...attachmentCommands,
  ...bookingCommands,
} satisfies Partial<CommandHandlers>
