import { wildcards } from '../../../../shared/document/index.js'
import type { Check } from './check.js'

/** Places to be filled in, and lists nothing was chosen from. */
export const wildcardsLeft: Check = (doc) =>
  wildcards(doc).map(({ from, to, section, around, options }) => ({
    severity: 'attention' as const,
    words: `${section}: “${around}”`,
    at: { from, to },
    action: options ? 'Choose' : 'Fill in',
  }))
