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

/** Those that answer every typed word, best first; equally good ones by how often they were used, then by title. */
export function matchingPhrases<T extends Findable>(phrases: readonly T[], typed: string): T[] {
  const words = fold(typed).split(/\s+/).filter(Boolean)
  return phrases
    .map((phrase) => {
      const scores = words.map((word) => score(phrase, word))
      return { phrase, total: scores.includes(0) ? -1 : scores.reduce((sum, each) => sum + each, 0) }
    })
    .filter(({ total }) => total >= 0)
    .sort(
      (a, b) =>
        b.total - a.total ||
        b.phrase.uses - a.phrase.uses ||
        (a.phrase.title.toLowerCase() < b.phrase.title.toLowerCase() ? -1 : 1),
    )
    .map(({ phrase }) => phrase)
}
