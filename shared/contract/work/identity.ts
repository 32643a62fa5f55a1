import { z } from 'zod'
import { identifierKinds } from '../../domain/result/compare.js'
import type { LocalId } from '../../kernel/ids.js'
import { command, query, shape } from '../define.js'
import { id, line, patient, short } from '../fields.js'
import type { HeldView, LinkableOrder } from '../views/work/identity.js'

const decision = { report: id, seen: z.string().max(100), second: id.optional() }

/** Results held for a person: what a window can ask of it. */
export const identityContract = {
  /** `also` is a patient to compare with besides those found; null when the report is not here. */
  'held.view': query(z.object({ report: id, also: id.optional() }), shape<HeldView | null>()),
  /** The task to decide it in; made where there is none. */
  'held.task': command(z.object({ report: id }), shape<{ task: LocalId }>()),
  /**
   * Files a held result under a patient, by the identifiers that agree: two, or fewer with a reason. `second` is the
   * colleague who compared them too; a critical result needs one. Refused as `stale` when something changed since `seen`.
   */
  'held.decide': command(
    z.object({ ...decision, to: id, matched: z.array(z.enum(identifierKinds)).max(5), reason: short.optional() }),
    shape<null>(),
  ),
  /** It belongs to nobody here: it stays out of every chart, and a task asks to call the laboratory. */
  'held.not-ours': command(z.object({ ...decision, words: line }), shape<{ task: LocalId }>()),
  /** Orders a result without one could answer, those for the same test first. */
  'result.orders': query(z.object({ ...patient, report: id }), shape<LinkableOrder[]>()),
  /** A person says which order a result answers; no machine ever does. */
  'result.link': command(z.object({ ...patient, report: id, order: id }), shape<null>()),
} as const
