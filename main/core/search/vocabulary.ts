import type { Sqlite } from '../store/connection.js'
import { all } from '../store/statement.js'
import { type Alike, closest, SortedWords } from './sorted-words.js'

/** New words are kept apart until there are so many, then sorted in. */
const mostUnsorted = 512

/** Every distinct word of the patients' names: few beside the patients themselves, so likeness is sought among these. */
export class Vocabulary {
  readonly #db: Sqlite
  #words = new SortedWords([])
  /** Words learnt since the last sorting, sorted among themselves. */
  #recent = new SortedWords([])
  #newest = 0

  constructor(db: Sqlite) {
    this.#db = db
  }

  /** Names that resemble the word, closest first, then by the alphabet. */
  alike(typed: string): Alike[] {
    this.#refresh()
    const found = new Map<string, Alike>()
    this.#words.resembling(typed, found)
    this.#recent.resembling(typed, found)
    return closest(found)
  }

  #refresh(): void {
    const added = all<{ id: number; word: string }>(
      this.#db,
      'SELECT id, word FROM name_word WHERE id > ? ORDER BY id',
      this.#newest,
    )
    if (added.length === 0) return
    this.#newest = added.at(-1)?.id ?? this.#newest
    const recent = [...this.#recent.words, ...added.map(({ word }) => word)].sort()
    if (recent.length < mostUnsorted) {
      this.#recent = new SortedWords(recent)
      return
    }
    this.#words = new SortedWords([...this.#words.words, ...recent].sort())
    this.#recent = new SortedWords([])
  }
}
