import { fold } from './fold.js'
import { slips, slipsAllowed } from './likeness.js'

/** A phrase as it is looked for. */
export interface Findable {
  name: string
  title: string
  /** Its words, folded; `searchWords` makes them. */
  words: readonly string[]
  /** How often it was used. */
  uses: number
}

/** The words of a text to find it by, once each. */
export const searchWords = (text: string): string[] => [
  ...new Set(
    fold(text)
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word.length > 2),
  ),
]

/** How well a phrase answers a typed word: its short name first, then its title, then what it says, then slips of the hand. */
function score(phrase: Findable, typed: string): number {
  const { name } = phrase
  if (name === typed) return 100
  if (name.startsWith(typed)) return 80 - Math.min(20, name.length - typed.length)
  const title = searchWords(phrase.title)
  if (title.some((word) => word.startsWith(typed))) return 50
  if (name.includes(typed) && typed.length > 1) return 40
  if (typed.length > 2 && phrase.words.some((word) => word.startsWith(typed))) return 20
  const most = slipsAllowed(typed)
  if (most === 0) return 0
  const alike = (word: string): boolean =>
    slips(typed, word, most) <= most || slips(typed, word.slice(0, typed.length), most) <= Math.min(1, most)
  if (alike(name)) return 15
  return title.some(alike) ? 10 : 0
}

/** Below this a word was found only by forgiving slips of the hand. */
const forgiven = 20

/**
 * Those that answer every typed word, best first; equally good ones by how often they were used, then by title. Slips of
 * the hand are forgiven only where nothing answers without.
 */
export function matchingPhrases<T extends Findable>(phrases: readonly T[], typed: string): T[] {
  const words = fold(typed).split(/\s+/).filter(Boolean)
  const found = phrases
    .map((phrase) => ({ phrase, scores: words.map((word) => score(phrase, word)) }))
    .filter(({ scores }) => !scores.includes(0))
  const exact = found.filter(({ scores }) => scores.every((each) => each >= forgiven))
  const sum = (scores: readonly number[]): number => scores.reduce((total, each) => total + each, 0)
  return (exact.length > 0 ? exact : found)
    .sort(
      (a, b) =>
        sum(b.scores) - sum(a.scores) ||
        b.phrase.uses - a.phrase.uses ||
        (a.phrase.title.toLowerCase() < b.phrase.title.toLowerCase() ? -1 : 1),
    )
    .map(({ phrase }) => phrase)
}
