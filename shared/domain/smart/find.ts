import { fold } from '../fold.js'

/** What can be found by words. */
export interface Findable {
  link: string
  name: string
  finds: readonly string[]
}

const wordsOf = (text: string): string[] =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

/** How well what was typed names something: less is better; undefined when it does not. Each typed word must begin one of its words. */
function likeness(typed: string, words: readonly string[], { link, name, finds }: Findable): number | undefined {
  const whole = [fold(link), fold(name), ...finds.map(fold)]
  if (whole.includes(typed)) return typed === whole[0] || typed === whole[1] ? 0 : 1
  const own = [...wordsOf(link), ...wordsOf(name)]
  const others = finds.flatMap(wordsOf)
  const begins = (list: readonly string[], word: string): boolean => list.some((each) => each.startsWith(word))
  if (words.every((word) => begins(own, word))) return fold(name).startsWith(typed) ? 2 : 3
  return words.every((word) => begins(own, word) || begins(others, word)) ? 4 : undefined
}

/** What the words find, best first; things alike stay in the order they came. Everything without words. */
export function findSmart<T extends Findable>(words: string, among: readonly T[]): T[] {
  const typed = fold(words.trim())
  if (typed === '') return [...among]
  const parts = wordsOf(typed)
  if (parts.length === 0) return []
  return among
    .map((item, place) => ({ item, place, rank: likeness(typed, parts, item) }))
    .filter(({ rank }) => rank !== undefined)
    .sort((a, b) => (a.rank as number) - (b.rank as number) || a.place - b.place)
    .map(({ item }) => item)
}
