import { z } from 'zod'
import { query, shape } from '../define.js'
import type { InsightView } from '../views/work/insight.js'

/** What waits, for who leads the team: what a window can ask of it. */
export const insightContract = {
  /**
   * Null for those who may not see it. Over `days` days up to now. Colleagues are counted together by their role unless
   * `byName` is asked for.
   */
  'insight.view': query(
    z.object({ days: z.number().int().min(1).max(30), byName: z.boolean() }),
    shape<InsightView | null>(),
  ),
} as const
