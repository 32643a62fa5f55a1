import { z } from 'zod'
import { command, query, shape } from '../define.js'
import type { WorkDraft } from '../views/work/deeds.js'

const key = z.string().min(1).max(120)

/** What somebody is writing and has not sent: what a window can ask of it. */
export const deedsContract = {
  /** Keeps what somebody is writing; empty text without data forgets it. Their own alone. */
  'work.draft': command(
    z.object({ task: key, what: key, text: z.string().max(20_000), data: z.string().max(100_000).optional() }),
    shape<null>(),
  ),
  /** What the person signed in is writing: for one task, or for all. */
  'work.drafts': query(z.object({ task: key.optional() }), shape<WorkDraft[]>()),
}
