import { z } from 'zod'
import type { LocalId } from '../../kernel/ids.js'
import { command, query, shape } from '../define.js'
import { id, line, patient } from '../fields.js'
import type { RefillView } from '../views/work/refill.js'

const supply = {
  sig: z.string().trim().min(1).max(400),
  quantity: z.number().int().min(1).max(10_000).optional(),
  quantityUnit: z.string().trim().max(40).optional(),
  refills: z.number().int().min(0).max(99).optional(),
}

/** Requests for a refill: what a window can ask of them. */
export const refillContract = {
  'refill.view': query(z.object({ task: id }), shape<RefillView | null>()),
  /**
   * Decides a request as one act: the prescription, the word to the patient, the task. Refused as `stale` when what was seen is
   * not what stands any more, and as `conflict` when the chart warns and no `reason` is given.
   */
  'refill.decide': command(
    z.object({
      ...patient,
      task: id,
      seen: z.string().max(4000),
      decision: z.discriminatedUnion('as', [
        /** The same again; other directions than before make it a change. */
        z.object({ as: z.literal('approve'), ...supply, reason: line.optional() }),
        z.object({ as: z.literal('deny'), reason: line }),
        /** It was prescribed since, in a note: that prescription is the answer. */
        z.object({ as: z.literal('prescribed'), prescription: id }),
      ]),
      /** What the patient is told, in the portal or by a call somebody makes. */
      tell: z.object({ how: z.enum(['message', 'call']), text: z.string().trim().min(1).max(4000) }),
      /** For the team, kept with the task. */
      comment: z.string().trim().max(2000).optional(),
    }),
    shape<{ prescription?: LocalId }>(),
  ),
} as const
