import { untouchedIn } from '../../../../shared/document/index.js'
import { dateForReading } from '../../../../shared/kernel/dates.js'
import type { DateText } from '../../../../shared/kernel/ids.js'
import type { Check } from './check.js'

/** Lines carried over from an earlier note that nobody has touched or confirmed. */
export const carriedLines: Check = (doc) =>
  untouchedIn(doc).map(({ from, to, section, date, text }) => ({
    severity: 'attention' as const,
    words: `${section}, carried from ${dateForReading(date as DateText)} and untouched: “${text}”`,
    at: { from, to },
  }))
