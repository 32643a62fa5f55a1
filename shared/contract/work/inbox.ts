import { z } from 'zod'
import { taskKinds } from '../../domain/task/kind.js'
import type { LocalId } from '../../kernel/ids.js'
import { command, query, shape } from '../define.js'
import { id, none, short } from '../fields.js'
import {
  type InboxCounts,
  type InboxPage,
  inboxBoxes,
  inboxOrders,
  type ManyDone,
  type SavedView,
} from '../views/work/inbox.js'

const inboxView = z.object({
  box: z.enum(inboxBoxes),
  cover: id.optional(),
  kind: z.enum(taskKinds).optional(),
  text: z.string().max(200).optional(),
  patient: id.optional(),
  order: z.enum(inboxOrders),
})

/** What a saved view keeps: a way of looking, not a person one looked at. */
export const savedLook = inboxView.pick({ box: true, kind: true, text: true, order: true })

const tasks = z.array(id).min(1).max(500)

/** The list: what a window can ask of it. */
export const inboxContract = {
  /** The tasks of a view in its order; their rows are asked page by page. */
  'inbox.ids': query(z.object({ view: inboxView }), shape<LocalId[]>()),
  'inbox.page': query(
    z.object({ view: inboxView, from: z.number().int().min(0), count: z.number().int().min(1).max(200) }),
    shape<InboxPage>(),
  ),
  'inbox.counts': query(none, shape<InboxCounts>()),
  /** The person's own views and the clinic's. */
  'view.list': query(none, shape<SavedView[]>()),
  'view.save': command(
    z.object({ title: z.string().trim().min(1).max(60), look: savedLook, shared: z.boolean() }),
    shape<{ view: LocalId }>(),
  ),
  'view.remove': command(z.object({ view: id }), shape<null>()),
  /** Finishes several tasks in one deed. What has to be read one by one is left, as is what somebody else is at. */
  'inbox.finish': command(z.object({ tasks, comment: z.string().trim().max(2000).optional() }), shape<ManyDone>()),
  'inbox.take': command(z.object({ tasks }), shape<ManyDone>()),
  'inbox.give': command(z.object({ tasks, to: id, note: short.optional() }), shape<ManyDone>()),
} as const
