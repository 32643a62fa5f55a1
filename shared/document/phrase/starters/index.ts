import type { Node } from 'prosemirror-model'
import { phraseFromLines } from '../markup.js'
import { blockStarters } from './blocks.js'
import { followUpStarters } from './follow-ups.js'
import { replyStarters } from './replies.js'
import type { StarterText } from './starter.js'
import { symptomStarters } from './symptoms.js'
import { visitStarters } from './visits.js'

/** A phrase that comes with Rounds: it is in no store, and whoever wants another makes a copy. */
export interface Starter extends Omit<StarterText, 'lines'> {
  /** `starter:dmfu`; of no resource. */
  id: string
  doc: Node
}

let read: readonly Starter[] | undefined

/** Every phrase that comes with Rounds, read once. */
export function starters(): readonly Starter[] {
  read ??= [...visitStarters, ...symptomStarters, ...followUpStarters, ...blockStarters, ...replyStarters].map(
    ({ lines, ...starter }): Starter => ({ ...starter, id: `starter:${starter.name}`, doc: phraseFromLines(lines) }),
  )
  return read
}
