import { z } from 'zod'
import { taskKinds } from '../../domain/task/kind.js'
import type { LocalId } from '../../kernel/ids.js'
import { query, shape } from '../define.js'
import { id, none } from '../fields.js'
import { type InboxCounts, type InboxPage, inboxBoxes, inboxOrders } from '../views/work/inbox.js'

export const inboxView = z.object({
  box: z.enum(inboxBoxes),
  cover: id.optional(),
  kind: z.enum(taskKinds).optional(),
  text: z.string().max(200).optional(),
  patient: id.optional(),
  order: z.enum(inboxOrders),
})

/** The list: what a window can ask of it. */
export const inboxContract = {
  /** The tasks of a view in its order; their rows are asked page by page. */
  'inbox.ids': query(z.object({ view: inboxView }), shape<LocalId[]>()),
  'inbox.page': query(
    z.object({ view: inboxView, from: z.number().int().min(0), count: z.number().int().min(1).max(200) }),
    shape<InboxPage>(),
  ),
  'inbox.counts': query(none, shape<InboxCounts>()),
} as const
