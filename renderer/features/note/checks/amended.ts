import type { Check } from './check.js'

/** What the version before had ordered or noted, this one no longer has, and nothing can be done about. */
export const amended: Check = (_doc, { leftOut }) =>
  leftOut.flatMap(({ text, stays }) =>
    stays ? [{ severity: 'information' as const, words: `“${text}” is no longer in the note. ${stays}` }] : [],
  )
