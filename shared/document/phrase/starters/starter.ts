import type { PhraseKind } from '../../../domain/phrase.js'

/** A phrase that comes with Rounds; its lines are read by `phraseFromLines`. */
export interface StarterText {
  name: string
  title: string
  about: string
  kind: PhraseKind
  lines: string
}
