import { combineDocuments, compareDocuments, schema } from '../../../shared/document/index.js'
import type { Choice } from '../../../shared/domain/comparison.js'
import type { NoteDocument } from '../store/note-content.js'

/**
 * Joins two versions of a draft that both began from `base`: each block from the side that changed it; where both wrote,
 * mine stays and below it what the other side has that mine has not, under a line that says so. No text of either side
 * is ever dropped.
 */
export function merged(base: NoteDocument | undefined, mine: NoteDocument, theirs: NoteDocument): NoteDocument {
  if (mine.eq(theirs)) return mine
  const comparison = compareDocuments(base, mine, theirs)
  const choices: Record<string, Choice> = {}
  const between = schema.node('paragraph', null, [
    schema.text('Also written on another workstation:', [schema.mark('em')]),
  ])
  const parts = comparison.parts.map((part) => {
    const bothWrote = part.changed === 'both' && part.mine && part.theirs
    // Of two titles or two orders only one can be; no text is in them.
    choices[part.key] = bothWrote
      ? part.choices.includes('both')
        ? 'both'
        : 'mine'
      : part.changed === 'ehr' || !part.mine
        ? 'theirs'
        : 'mine'
    return part
  })
  if (parts.every(({ key }) => choices[key] !== 'both')) return combineDocuments(comparison, choices)
  return combineDocuments(comparison, choices, between)
}
