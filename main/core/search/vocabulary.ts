import { slips, slipsAllowed, slipsToBeginning } from '../../../shared/domain/likeness.js'
import type { Sqlite } from '../store/connection.js'
import { all } from '../store/statement.js'

/**
 * A name that resembles what was typed. `slips` counts the letters that differ, half a slip more when only the beginning
 * resembles and a quarter more when the first letter differs, which people rarely mistype.
 */
export interface Alike {
  word: string
  slips: number
}

/** So many resembling names are looked up at most, the closest first. */
const mostAlike = 24

/** Every distinct word of the patients' names: few beside the patients themselves, so likeness is sought among these. */
export class Vocabulary {
  readonly #db: Sqlite
  #words: string[] = []
  /** Which letters each word has, a bit each: two slips change four bits at most, so most words are passed over by that alone. */
  #letters = new Int32Array(1024)
  #newest = 0

  constructor(db: Sqlite) {
    this.#db = db
  }

  /** Names that resemble the word, closest first, then by the alphabet. */
  alike(typed: string): Alike[] {
    this.#refresh()
    const most = slipsAllowed(typed)
    if (most === 0) return []
    const letters = lettersOf(typed)
    const found: Alike[] = []
    for (let at = 0; at < this.#words.length; at++) {
      const missing = letters & ~(this.#letters[at] as number)
      if (bits(missing) > most) continue
      const word = this.#words[at] as string
      if (word.length < typed.length - most) continue
      let fewest = slips(typed, word, most)
      if (fewest > most) {
        // Only the beginning resembles: the rest is still to be typed. One slip is forgiven in it.
        const begun = word.length > typed.length ? slipsToBeginning(typed, word, 1) : most + 1
        if (begun > 1) continue
        fewest = begun + 0.5
      }
      // What was typed and its completions are not alike but the thing itself.
      if (fewest === 0 || fewest === 0.5) continue
      found.push({ word, slips: word[0] === typed[0] ? fewest : fewest + 0.25 })
    }
    found.sort((a, b) => a.slips - b.slips || (a.word < b.word ? -1 : 1))
    return found.slice(0, mostAlike)
  }

  #refresh(): void {
    const added = all<{ id: number; word: string }>(
      this.#db,
      'SELECT id, word FROM name_word WHERE id > ? ORDER BY id',
      this.#newest,
    )
    for (const { id, word } of added) {
      this.#newest = id
      if (this.#words.length === this.#letters.length) {
        const larger = new Int32Array(this.#letters.length * 2)
        larger.set(this.#letters)
        this.#letters = larger
      }
      this.#letters[this.#words.length] = lettersOf(word)
      this.#words.push(word)
    }
  }
}

/** A bit for each of a–z; the five that remain are shared by all other letters. */
function lettersOf(word: string): number {
  let letters = 0
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at) - 97
    letters |= 1 << (code >= 0 && code < 26 ? code : 26 + (word.charCodeAt(at) % 5))
  }
  return letters
}

function bits(value: number): number {
  let count = value - ((value >>> 1) & 0x55555555)
  count = (count & 0x33333333) + ((count >>> 2) & 0x33333333)
  return (((count + (count >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}
