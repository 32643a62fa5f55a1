import type { Check } from './check.js'

/** Two versions of the note wait for a decision: a signature would vouch for one that may not stay. */
export const twoVersions: Check = (_doc, facts) =>
  facts.twoVersions
    ? [{ severity: 'blocks', words: 'There are two versions of this note. Decide between them first (Alt+6).' }]
    : []
