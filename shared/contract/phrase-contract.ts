import { z } from 'zod'
import { phraseKinds } from '../domain/phrase.js'
import { command, query, shape } from './define.js'
import { id, none, short } from './fields.js'
import type { PhraseDraft, PhraseShelf, PhraseUse, PhraseVersion } from './views/phrase.js'

const phraseFields = z.object({
  name: z.string().trim().max(40),
  title: z.string().trim().max(120),
  about: z.string().trim().max(300),
  kind: z.enum(phraseKinds),
  scope: z.enum(['personal', 'team', 'clinic']),
  team: id.optional(),
  document: z.unknown(),
})

/** Dot phrases and templates; starters come with Rounds and have ids of their own. Part of `contract`. */
export const phraseContract = {
  'phrase.shelf': query(none, shape<PhraseShelf>()),
  /** Newest first, the present one among them. */
  'phrase.versions': query(z.object({ phrase: id }), shape<PhraseVersion[]>()),
  /** What the person signed in used, most used first. */
  'phrase.uses': query(none, shape<PhraseUse[]>()),
  /** What they are writing and have not saved, newest first. */
  'phrase.drafts': query(none, shape<PhraseDraft[]>()),
  /** Makes the next version; `from` is the version it was written on, 0 makes a new one. Anything else is `stale`. */
  'phrase.save': command(
    z.object({ phrase: id, from: z.number().int().min(0), fields: phraseFields, what: short.optional() }),
    shape<{ version: number }>(),
  ),
  /** Retired phrases are offered to nobody and can be taken back into use. */
  'phrase.retire': command(z.object({ phrase: id, retired: z.boolean() }), shape<null>()),
  /** Makes an earlier version's words the next version. */
  'phrase.restore': command(z.object({ phrase: id, version: z.number().int().min(1) }), shape<{ version: number }>()),
  /** Keeps what is being written, saved or not; null forgets it. */
  'phrase.draft': command(
    z.object({ phrase: id, from: z.number().int().min(0), fields: phraseFields.nullable() }),
    shape<null>(),
  ),
  'phrase.used': command(z.object({ phrase: z.string().max(80), reason: short }), shape<null>()),
} as const
