import {
  combineDocuments,
  compareDocuments,
  isOfBlocks,
  versionsOf,
  type Writers,
} from '../../../shared/document/index.js'
import type { Choice } from '../../../shared/domain/comparison.js'
import type { NoteDocument } from '../store/note-content.js'

/**
 * Joins two versions of a draft that both began from `base`: each block from the side that changed it; where both wrote,
 * both stay, as a choice in the note. No text of either side is ever dropped.
 */
export function merged(
  base: NoteDocument | undefined,
  mine: NoteDocument,
  theirs: NoteDocument,
  by: Writers,
): NoteDocument {
  if (mine.eq(theirs)) return mine
  const comparison = compareDocuments(base, mine, theirs)
  const choices: Record<string, Choice> = {}
  for (const part of comparison.parts) {
    const bothWrote = part.changed === 'both' && part.mine && part.theirs
    // Of two titles or two orders only one can be; no text is in them.
    choices[part.key] = bothWrote
      ? isOfBlocks(part)
        ? 'both'
        : 'mine'
      : part.changed === 'ehr' || !part.mine
        ? 'theirs'
        : 'mine'
  }
  return combineDocuments(comparison, choices, (part) => versionsOf(part, by))
}
