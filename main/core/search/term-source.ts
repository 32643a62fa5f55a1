import { type CodeRow, codeNamed, codesBeginning, codesMatching, firstCodes, wordsOfList } from '../store/code-list.js'
import type { Sqlite } from '../store/connection.js'
import { type Alike, closest, SortedWords } from './sorted-words.js'

/** One word as it was typed and what else it may stand for. */
export interface TypedWord {
  word: string
  /** False where only the whole word will do. */
  beginning: boolean
  alike: readonly Alike[]
}

/** A list that can be searched; each answer in the order its rows are offered in. */
export interface TermSource {
  named(code: string): CodeRow | undefined
  /** Usable codes and categories that begin so, by the code. */
  beginning(code: string, count: number): CodeRow[]
  matching(words: readonly TypedWord[], count: number): CodeRow[]
  first(count: number): CodeRow[]
  alike(word: string): Alike[]
}

/** How a word of a row meets a typed one: 0 whole, 1 begun, else the slips and one; undefined when it does not. */
export function meeting(word: string, typed: TypedWord): number | undefined {
  if (word === typed.word) return 0
  if (typed.beginning && word.startsWith(typed.word)) return 1
  const alike = typed.alike.find((each) => (each.beginning ? word.startsWith(each.word) : word === each.word))
  return alike && 1 + alike.slips
}

/** A short list held in memory. */
export class ShortList implements TermSource {
  readonly #rows: readonly CodeRow[]
  readonly #byCode: ReadonlyMap<string, CodeRow>
  readonly #words: SortedWords
  /** Places of the rows each word stands in. */
  readonly #places: ReadonlyMap<string, readonly number[]>

  /** In the order they are offered. */
  constructor(rows: readonly CodeRow[]) {
    const places = new Map<string, number[]>()
    for (const [place, { words }] of rows.entries()) {
      for (const word of words.split(' ')) {
        const known = places.get(word)
        if (known) known.push(place)
        else places.set(word, [place])
      }
    }
    this.#rows = rows
    this.#byCode = new Map(rows.map((row) => [row.code, row]))
    this.#places = places
    this.#words = new SortedWords([...places.keys()].sort())
  }

  get count(): number {
    return this.#rows.length
  }

  named(code: string): CodeRow | undefined {
    return this.#byCode.get(code)
  }

  beginning(code: string, count: number): CodeRow[] {
    const found = this.#rows.filter((row) => row.code.startsWith(code))
    return found.sort((a, b) => (a.code < b.code ? -1 : 1)).slice(0, count)
  }

  matching(typed: readonly TypedWord[], count: number): CodeRow[] {
    let left: Set<number> | undefined
    for (const each of typed) {
      const places = new Set<number>()
      for (const word of this.#words.words) {
        if (meeting(word, each) === undefined) continue
        for (const place of this.#places.get(word) ?? []) if (!left || left.has(place)) places.add(place)
      }
      left = places
    }
    const ordered = [...(left ?? [])].sort((a, b) => a - b)
    return ordered.slice(0, count).map((place) => this.#rows[place] as CodeRow)
  }

  first(count: number): CodeRow[] {
    return this.#rows.slice(0, count)
  }

  alike(word: string): Alike[] {
    const found = new Map<string, Alike>()
    this.#words.resembling(word, found)
    return closest(found)
  }
}

/** A list of the store. */
export class StoredList implements TermSource {
  readonly #db: Sqlite
  readonly #list: number
  #words: SortedWords | undefined

  constructor(db: Sqlite, list: number) {
    this.#db = db
    this.#list = list
  }

  named(code: string): CodeRow | undefined {
    return codeNamed(this.#db, this.#list, code)
  }

  beginning(code: string, count: number): CodeRow[] {
    return codesBeginning(this.#db, this.#list, code, count)
  }

  matching(words: readonly TypedWord[], count: number): CodeRow[] {
    return codesMatching(this.#db, this.#list, words.map(expression).join(' AND '), count)
  }

  first(count: number): CodeRow[] {
    return firstCodes(this.#db, this.#list, count)
  }

  /** Reads the words that misspelt ones are compared with, which takes a moment, before they are asked for. */
  prepare(): void {
    if (this.#db.open) this.#vocabulary()
  }

  #vocabulary(): SortedWords {
    this.#words ??= new SortedWords(wordsOfList(this.#db, this.#list))
    return this.#words
  }

  alike(word: string): Alike[] {
    const found = new Map<string, Alike>()
    this.#vocabulary().resembling(word, found)
    return closest(found)
  }
}

const term = (word: string, beginning: boolean): string => (beginning ? `"${word}"*` : `"${word}"`)

const expression = ({ word, beginning, alike }: TypedWord): string =>
  `(${[term(word, beginning), ...alike.map((each) => term(each.word, each.beginning))].join(' OR ')})`
