import { chipsIn } from '../../../../shared/document/index.js'
import type { Check } from './check.js'

/** What the EHR refused when the note was signed before, while it is still in the note as it was. */
export const refusedParts: Check = (doc, { note }) => {
  const refused = (note.notSigned?.parts ?? []).filter(({ reason }) => reason)
  if (refused.length === 0) return []
  const chips = chipsIn(doc)
  return refused.flatMap(({ id, title, reason }) => {
    const place = chips.find(({ attrs }) => attrs.id === id)
    if (!place) return []
    const words = `${title}: ${reason}`
    return [{ severity: 'attention' as const, words, at: { from: place.at, to: place.at + 1 }, action: 'Mend' }]
  })
}
