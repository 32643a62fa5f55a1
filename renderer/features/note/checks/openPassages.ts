import { openPassages as passagesIn } from '../../../../shared/document/index.js'
import type { Check } from './check.js'

/** Passages that two people wrote, each in a version of their own: nobody can vouch for both. */
export const openPassages: Check = (doc) =>
  passagesIn(doc).map(({ from, section }) => ({
    severity: 'blocks' as const,
    words: `${section}: two people wrote the same passage. Decide which stays`,
    at: { from: from + 3, to: from + 3 },
  }))
