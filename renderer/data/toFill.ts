import { tokensIn } from '../../shared/document/index.js'

/** What a quick reply leaves to fill in: it never goes to a patient as it stands. */
const toFill: ReadonlySet<string> = new Set(['wildcard', 'choice', 'parameter'])

/** Whether words to a patient have a place nobody has filled in. */
export const isUnfinished = (text: string): boolean => tokensIn(text).some(({ kind }) => toFill.has(kind))

/** What is said of such words, where they are written and where somebody wants to send them. */
export const unfinishedWords = 'Fill in first: *** and the choices in braces. F2 goes to the next'

/**
 * Selects the next place to fill in after the cursor of the field one is in; from the end, the first. `kept` is a place that
 * is filled in later by itself.
 */
export function nextToFill(kept?: string): void {
  const field = document.activeElement
  if (!(field instanceof HTMLTextAreaElement)) return
  const places = tokensIn(field.value).filter(
    ({ kind, from, to }) => toFill.has(kind) && field.value.slice(from, to) !== kept,
  )
  const next = places.find(({ from }) => from >= field.selectionEnd) ?? places[0]
  if (next) field.setSelectionRange(next.from, next.to)
}
