import { chipsIn } from '../../../../shared/document/index.js'
import type { Check } from './check.js'

/** What the version before had ordered or noted and this one no longer has: it stays as it is. */
export const amended: Check = (doc, { amended: before }) => {
  if (!before) return []
  const now = new Set(chipsIn(doc).map(({ attrs }) => attrs.id))
  return chipsIn(before)
    .filter(({ attrs, chip }) => chip && chip.kind !== 'person' && !now.has(attrs.id))
    .map(({ attrs }) => ({
      severity: 'information' as const,
      words: `“${attrs.text}” is no longer in the note. What was made of it stays in the chart.`,
    }))
}
