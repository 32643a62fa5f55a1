import { z } from 'zod'
import { type NoticeSettings, noticeKinds, usualNotices } from '../../domain/task/notice.js'
import { command, query, shape } from '../define.js'
import { none } from '../fields.js'
import type { DeedRow, WorkDraft } from '../views/work/deeds.js'
import type { HoldView, NotifyView } from '../views/work/notify.js'

/** A time of the clock: `18:00`. */
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const notices = z.object({
  quiet: z.object({ from: clock, until: clock }).nullable(),
  criticalAlways: z.boolean(),
  off: z.array(z.enum(noticeKinds)),
})

/** How a person wants to be told, as it was kept: what of it cannot be read is as usual, and nobody goes untold for it. */
export const storedNotices: z.ZodType<NoticeSettings> = z
  .object({
    quiet: notices.shape.quiet.catch(usualNotices.quiet),
    criticalAlways: notices.shape.criticalAlways.catch(usualNotices.criticalAlways),
    off: z
      .array(z.unknown())
      .catch([])
      .transform((off) => noticeKinds.filter((kind) => off.includes(kind))),
  })
  .catch(usualNotices)
const key = z.string().min(1).max(120)

/** What a person did here and can take back, and what they are writing: what a window can ask of it. */
export const deedsContract = {
  /** The person's own deeds here, newest first, 20 at most. */
  'deed.list': query(none, shape<DeedRow[]>()),
  /**
   * Takes back all of a deed or nothing: refused as `stale`, saying what is in the way, once a message or an order has left
   * or somebody changed what it changed. Answers what was taken back.
   */
  'deed.undo': command(z.object({ deed: z.string() }), shape<{ words: string }>()),
  /** Does again what was taken back. */
  'deed.redo': command(z.object({ deed: z.string() }), shape<{ words: string }>()),
  /** What waits so that the person can take it back leaves now: of one deed of theirs, or of all of them. */
  'deed.send-now': command(z.object({ deed: z.string().optional() }), shape<null>()),

  /** Keeps what somebody is writing; empty text without data forgets it. Their own alone. */
  'work.draft': command(
    z.object({ task: key, what: key, text: z.string().max(20_000), data: z.string().max(100_000).optional() }),
    shape<null>(),
  ),
  /** What the person signed in is writing: for one task, or for all. */
  'work.drafts': query(z.object({ task: key.optional() }), shape<WorkDraft[]>()),

  /** What is to be told on the desktop, and how the person wants to be told. */
  'notify.pending': query(none, shape<NotifyView>()),
  /** It was told, or is not to be: once is enough. */
  'notify.seen': command(z.object({ ids: z.array(z.string().max(200)).max(1000) }), shape<null>()),
  'notify.choose': command(notices, shape<null>()),

  /** How long what goes to a patient waits at this workstation so that it can be taken back. */
  'deed.hold': query(none, shape<HoldView>()),
  'deed.choose-hold': command(z.object({ seconds: z.number().int().min(5).max(30) }), shape<null>()),
}
