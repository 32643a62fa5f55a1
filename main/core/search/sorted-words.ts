import { slipsAllowed } from '../../../shared/domain/likeness.js'

/**
 * A word that resembles what was typed, or (`beginning`) the beginning of names that do. `slips` counts the letters that
 * differ, half a slip more for a beginning and a quarter more when the first letter differs, which people rarely mistype.
 */
export interface Alike {
  word: string
  beginning: boolean
  slips: number
}

/** So many resembling words are looked up at most, the closest first. */
const mostAlike = 24
/** A beginning is taken for a misspelt one only from this length on. */
const shortestBeginning = 5
/** Longer words are compared by their beginning only. */
const longest = 40

/**
 * Words kept sorted, so that neighbours share their beginnings: the table of slips (optimal string alignment, as in
 * `shared/domain/likeness`) is worked out once for a shared beginning, and where it is beyond hope every word that
 * begins so is passed over.
 */
export class SortedWords {
  readonly words: readonly string[]
  /** How many letters each word shares with the one before it. */
  readonly #shared: Uint8Array

  /** `words` are sorted already. */
  constructor(words: readonly string[]) {
    this.words = words
    this.#shared = sharedLetters(words)
  }

  /** Gathers the words that resemble the one typed, each with its fewest slips. */
  resembling(typed: string, found: Map<string, Alike>): void {
    const most = slipsAllowed(typed)
    if (most === 0 || typed.length > longest) return
    walk(typed, most, this.words, this.#shared, found)
  }
}

/** Closest first, then by the alphabet. */
export const closest = (found: ReadonlyMap<string, Alike>): Alike[] =>
  [...found.values()].sort((a, b) => a.slips - b.slips || (a.word < b.word ? -1 : 1)).slice(0, mostAlike)

function sharedLetters(words: readonly string[]): Uint8Array {
  const shared = new Uint8Array(words.length)
  for (let at = 1; at < words.length; at++) {
    const [before, word] = [words[at - 1] as string, words[at] as string]
    const end = Math.min(before.length, word.length, longest)
    let same = 0
    while (same < end && before.charCodeAt(same) === word.charCodeAt(same)) same++
    shared[at] = same
  }
  return shared
}

/** Row d of the table: slips between each beginning of what was typed and the first d letters of the present word. */
const rows = Array.from({ length: longest + 1 }, () => new Uint8Array(longest + 1))
const least = new Uint8Array(longest + 1)

function walk(
  typed: string,
  allowed: number,
  words: readonly string[],
  shared: Uint8Array,
  found: Map<string, Alike>,
): void {
  const columns = typed.length
  const first = rows[0] as Uint8Array
  for (let column = 0; column <= columns; column++) first[column] = column
  least[0] = 0
  // How many rows are right for the words that follow.
  let valid = 0
  let most = 0
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as string
    // Two slips are forgiven only where the first letter is right or was exchanged with the second.
    if (shared[at] === 0) most = word[0] === typed[0] || word[0] === typed[1] ? allowed : 1
    const depthMost = Math.min(word.length, longest)
    let depth = Math.min(valid, shared[at] as number)
    let hopeless = false
    while (depth < depthMost && !hopeless) {
      depth += 1
      fill(typed, word, depth)
      // An exchange of letters reaches two rows back.
      hopeless = (least[depth] as number) > most && (least[depth - 1] as number) >= most
    }
    valid = depth
    const mayBegin = columns >= shortestBeginning && word[0] === typed[0]
    if (hopeless) {
      // What resembles may still be the beginning all these words share.
      if (mayBegin) begun(word, columns, depth, found)
      while (at + 1 < words.length && (shared[at + 1] as number) >= depth) at++
      continue
    }
    if (word.length > longest) continue
    const whole = (rows[depth] as Uint8Array)[columns] as number
    if (whole > 0 && whole <= most) take(found, word, false, word[0] === typed[0] ? whole : whole + 0.25)
    else if (whole > most && mayBegin) begun(word, columns, depth, found)
  }
}

/** The shortest beginning of the word that is one slip from what was typed: the rest is still to be typed. */
function begun(word: string, columns: number, known: number, found: Map<string, Alike>): void {
  for (let depth = columns - 1; depth <= Math.min(columns + 1, known) && depth < word.length; depth++) {
    const slips = (rows[depth] as Uint8Array)[columns] as number
    if (slips === 0) return
    if (slips === 1) {
      take(found, word.slice(0, depth), true, 1.5)
      return
    }
  }
}

function take(found: Map<string, Alike>, word: string, beginning: boolean, slips: number): void {
  const key = beginning ? `${word}*` : word
  const known = found.get(key)
  if (!known || known.slips > slips) found.set(key, { word, beginning, slips })
}

function fill(typed: string, word: string, depth: number): void {
  const row = rows[depth] as Uint8Array
  const above = rows[depth - 1] as Uint8Array
  const letter = word.charCodeAt(depth - 1)
  const letterBefore = depth > 1 ? word.charCodeAt(depth - 2) : -1
  row[0] = depth
  let smallest = depth
  for (let column = 1; column <= typed.length; column++) {
    const other = typed.charCodeAt(column - 1)
    let best = (above[column - 1] as number) + (letter === other ? 0 : 1)
    const skipped = (above[column] as number) + 1
    if (skipped < best) best = skipped
    const added = (row[column - 1] as number) + 1
    if (added < best) best = added
    if (depth > 1 && column > 1 && letter === typed.charCodeAt(column - 2) && letterBefore === other) {
      const exchanged = ((rows[depth - 2] as Uint8Array)[column - 2] as number) + 1
      if (exchanged < best) best = exchanged
    }
    row[column] = best
    if (best < smallest) smallest = best
  }
  least[depth] = smallest
}
