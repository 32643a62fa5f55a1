import type { Node } from 'prosemirror-model'
import { ok } from '../../../../shared/kernel/result.js'
import type { JournalLink } from '../../../editor/index.js'

/** A phrase is kept as a whole and not step by step: every step is taken as written. */
export const wholeLink = (doc: Node): JournalLink => ({
  append: async (_batch, version, steps) => ok({ version: version + steps.length, savedAt: '' }),
  open: async () => ok({ document: doc.toJSON(), version: 0 }),
})
