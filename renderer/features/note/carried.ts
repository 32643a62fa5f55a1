import type { LocalId } from '../../../shared/kernel/ids.js'

/** Words on their way into a note that is about to be opened. */
const carried = new Map<LocalId, string>()

export const carryInto = (note: LocalId, words: string): void => void carried.set(note, words)

/** The words for a note, once. */
export function carriedInto(note: LocalId): string | undefined {
  const words = carried.get(note)
  carried.delete(note)
  return words
}
