import { z } from 'zod'
import { type ClinicTimes, isEscalation, mostSteps } from '../../domain/clinic-times.js'
import { command, query, shape } from '../define.js'
import { none } from '../fields.js'
import type { TimesView } from '../views/work/times.js'

const amount = z.number().int().min(1).max(100_000)
const span = z.union([
  z.strictObject({ minutes: amount }),
  z.strictObject({ hours: amount }),
  z.strictObject({ days: amount }),
  z.strictObject({ clinicDays: amount }),
])
const weights = z.strictObject({ critical: span, abnormal: span, normal: span })
const times: z.ZodType<ClinicTimes, ClinicTimes> = z.strictObject({
  collected: z.strictObject({ stat: span, other: span }),
  received: z.strictObject({
    stat: span,
    laboratory: span,
    culture: span,
    pathology: span,
    imaging: span,
    referral: span,
  }),
  reviewed: weights,
  told: weights,
  read: span,
  due: z.strictObject({ urgent: span, message: span, refill: span, other: span }),
  escalation: z.record(
    z.string().max(80).refine(isEscalation),
    z
      .array(z.strictObject({ after: span, to: z.string().max(120) }))
      .max(mostSteps)
      .readonly(),
  ),
})

/** The times a clinic expects: what a window can ask of them. */
export const timesContract = {
  'times.view': query(none, shape<TimesView>()),
  /**
   * Makes the next version; `version` is the one it was written on, anything else is `stale`. `meant`: somebody has said that
   * something critical may wait longer than is usual.
   */
  'times.save': command(
    z.object({ version: z.number().int().min(0), times, meant: z.boolean() }),
    shape<{ version: number }>(),
  ),
} as const
