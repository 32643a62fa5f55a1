import type { CommandHandlers, QueryHandlers } from '../context.js'
import { draftCommands, draftQueries } from './drafts.js'

export const deedsQueries = { ...draftQueries } satisfies Partial<QueryHandlers>

export const deedsCommands = { ...draftCommands } satisfies Partial<CommandHandlers>
