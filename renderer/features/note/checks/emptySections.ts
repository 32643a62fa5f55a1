import { outline } from '../../../../shared/document/index.js'
import type { Check } from './check.js'

/** Sections nothing is written in; a note that is blank altogether is told of once. */
export const emptySections: Check = (doc) => {
  const sections = outline(doc)
  const empty = sections.filter((section) => section.empty)
  if (empty.length === sections.length) return []
  return empty.map(({ code, title }) => ({
    severity: 'information' as const,
    words: `${title} is empty`,
    at: { section: code },
  }))
}
