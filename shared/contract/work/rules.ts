import { z } from 'zod'
import {
  type Condition,
  factNames,
  isTarget,
  occasions,
  ops,
  type Rule,
  rulePriorities,
} from '../../domain/rule/language.js'
import { command, query, shape } from '../define.js'
import { none } from '../fields.js'
import type { DryRun, RulesView } from '../views/work/rules.js'

const test = z.object({
  fact: z.enum(factNames),
  op: z.enum(ops),
  value: z.array(z.union([z.string().max(200), z.number(), z.boolean()])).max(50),
})
const condition: z.ZodType<Condition, Condition> = z.lazy(() =>
  z.union([
    test.strict(),
    z.object({ all: z.array(condition).max(30) }).strict(),
    z.object({ any: z.array(condition).max(30) }).strict(),
    z.object({ not: condition }).strict(),
  ]),
)

/** A rule of the clinic as it is kept and as a window sends it. */
export const storedRule = z.object({
  id: z.string().min(1).max(64),
  title: z.string().trim().max(120),
  on: z.enum(occasions),
  off: z.boolean().optional(),
  when: condition,
  // biome-ignore lint/suspicious/noThenProperty: the rule's consequence, nothing to be awaited.
  then: z
    .object({
      to: z.string().max(120).refine(isTarget),
      priority: z.enum(rulePriorities).optional(),
      due: z
        .union([
          z.object({ minutes: z.number().int().min(1).max(10_080) }).strict(),
          z.object({ days: z.number().int().min(1).max(60) }).strict(),
        ])
        .optional(),
      watchers: z.array(z.string().max(80)).max(10).readonly().optional(),
      // What it says besides would be left out, here and when it is saved again: then it is not understood.
    })
    .strict(),
})
const rules = z
  .array(storedRule)
  .max(100)
  .transform((list) => list as Rule[])

/** Routing rules: what a window can ask of it. */
export const rulesContract = {
  'rules.view': query(none, shape<RulesView>()),
  /** How far the dry run under way here is; null while none is. */
  'rules.trying': query(none, shape<{ done: number; total: number } | null>()),
  /** From now on what arrives is routed. Said again it changes nothing. */
  'rules.begin': command(none, shape<null>()),
  /** Makes the next version; `version` is the one it was written on. Anything else is `stale`. */
  'rules.save': command(z.object({ version: z.number().int().min(1), rules }), shape<{ version: number }>()),
  /** Decides anew, for every task of the last 30 days, whom it would have gone to. Changes nothing, asks no server. */
  'rules.try': command(z.object({ rules }), shape<DryRun>()),
  /** Stops the trial under way here, which then answers `stale`. */
  'rules.stop-trying': command(none, shape<null>()),
} as const
