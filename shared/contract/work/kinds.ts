import { z } from 'zod'
import type { LocalId } from '../../kernel/ids.js'
import { command, query, shape } from '../define.js'
import { date, id, line, patient } from '../fields.js'
import type { DocumentView, NoteGlance, OrderView } from '../views/work/kinds.js'
import type { AttachmentContent } from '../views/work/messages.js'

/** What some kinds of work need to be done from the inbox. */
export const kindsContract = {
  'order.view': query(z.object({ ...patient, order: id }), shape<OrderView | null>()),
  /**
   * Ends work about an order that never came back, as one act with what becomes of the order: awaited until another day,
   * ordered again, or not needed any more. Refused as `stale` once a result has come.
   */
  'order.settle': command(
    z.object({
      ...patient,
      task: id,
      order: id,
      decision: z.discriminatedUnion('as', [
        z.object({ as: z.literal('later'), until: date, reason: line }),
        z.object({ as: z.literal('again'), due: date, reason: line }),
        z.object({ as: z.literal('not-needed'), reason: line }),
      ]),
    }),
    shape<{ order?: LocalId }>(),
  ),
  'document.view': query(z.object({ ...patient, document: id }), shape<DocumentView | null>()),
  /** The content of a file that belongs to a document; `offline-needed` while the EHR keeps it and cannot be reached. */
  'document.file': command(
    z.object({ ...patient, document: id, index: z.number().int().min(0) }),
    shape<AttachmentContent>(),
  ),
  'note.glance': query(z.object({ ...patient, note: id }), shape<NoteGlance | null>()),
} as const
