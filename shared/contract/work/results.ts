import { z } from 'zod'
import { orderCategories, orderPriorities } from '../../domain/chip/order.js'
import { contactWays, reachedWhom } from '../../domain/message/contact.js'
import type { LocalId } from '../../kernel/ids.js'
import { command, query, shape } from '../define.js'
import { date, id, line, none, patient, short } from '../fields.js'
import type { Lane, LoopList, LoopView, ResultView } from '../views/work/results.js'

const seen = z.string().min(1).max(100)
const words = z.string().trim().min(1).max(4000)

const order = z.object({
  category: z.enum(orderCategories),
  display: line,
  codings: z
    .array(
      z.object({
        system: z.string().min(1).max(200),
        code: z.string().min(1).max(40),
        display: z.string().min(1).max(300),
      }),
    )
    .max(8),
  due: date.optional(),
  priority: z.enum(orderPriorities).optional(),
  fasting: z.boolean().optional(),
  note: short.optional(),
})

/** The results loop: what a window can ask of it. */
export const resultsContract = {
  'result.view': query(z.object({ ...patient, report: id }), shape<ResultView | null>()),
  /** Results that may be reviewed together, of the person signed in and their teams. */
  'result.lane': query(none, shape<Lane>()),
  /**
   * Reviews a result, or tells the patient of one that was reviewed, all in one: refused as `stale` when the result is
   * another than `seen`, as `conflict` while a colleague has it, as `locked` while it is not certain whose it is, and as
   * `no-portal` where nobody would read the message. A review that tells nobody leaves a task to tell the patient, for
   * `tell.to` or the reviewer.
   */
  'result.act': command(
    z.object({
      ...patient,
      task: id,
      seen,
      comment: z.string().trim().max(2000).optional(),
      message: words.optional(),
      orders: z.array(order).max(20).optional(),
      stops: z
        .array(z.object({ medicine: id, reason: short.optional() }))
        .max(10)
        .optional(),
      told: z
        .object({
          way: z.enum(contactWays),
          reached: z.enum(reachedWhom),
          whom: short.optional(),
          words: z.string().trim().max(4000),
        })
        .optional(),
      tell: z.object({ to: id, words: words.optional() }).optional(),
    }),
    shape<{ made: LocalId[] }>(),
  ),
  /**
   * Reviews normal results together, each as it was seen; whatever changed meanwhile or has to be read by itself is left
   * and named. Patients with a portal get `message` each, or the one of their item; for the others a task to tell them is left.
   */
  'result.review-many': command(
    z.object({
      items: z
        .array(z.object({ task: id, seen, message: words.optional() }))
        .min(1)
        .max(200),
      message: words.optional(),
    }),
    shape<{ done: number; left: { task: LocalId; name: string; why: string }[] }>(),
  ),

  /** The loop of an order, or of a report that nobody here ordered. */
  'loop.view': query(z.object({ ...patient, loop: id }), shape<LoopView | null>()),
  'loop.list': query(z.object({ view: z.enum(['overdue', 'open', 'mine']) }), shape<LoopList>()),
  /** Until when the next step of an order is awaited from now on, and why. */
  'loop.expect': command(z.object({ ...patient, loop: id, until: date, reason: line }), shape<null>()),
  /** The order is not needed any more, and why. Refused once a result has come: then the patient is to be told. */
  'loop.end': command(z.object({ ...patient, loop: id, reason: line }), shape<null>()),
} as const
