import type { TerminologySystem } from '../../../shared/contract/views/terminology.js'
import { termWords } from '../../../shared/domain/term-words.js'
import { type CodeRow, currentList } from '../store/code-list.js'
import type { Sqlite } from '../store/connection.js'
import { meeting, StoredList, type TermSource, type TypedWord } from './term-source.js'

export interface FoundTerm {
  row: CodeRow
  /** Of the short list. */
  preferred: boolean
  /** Words of the row that were met. */
  matched: string[]
  alike: boolean
  /** The name it was found by, where that is not its title. */
  name?: string
}

/** Rows looked at of the short list. */
const most = 160
/** Rows looked at of an imported list beyond those asked for: its own order is nearly that of the answer. */
const beyond = 40
/** So many resembling words of an imported list are looked up. */
const mostAlike = 8

/** Compared from the first to the last; see `rankOf`. */
type Rank = readonly number[]

/**
 * Finds terms as they are typed, in the clinic's short list first and then in the list it has imported. A term of the
 * short list that the imported one does not have any more is not offered; one that both have is offered once.
 */
export class TermSearch {
  readonly #db: Sqlite
  readonly #short: TermSource
  readonly #system: TerminologySystem
  #stored: { list: number; source: TermSource } | undefined

  constructor(db: Sqlite, system: TerminologySystem, short: TermSource) {
    this.#db = db
    this.#system = system
    this.#short = short
  }

  find(text: string, limit: number, within?: string): { hits: FoundTerm[]; more: boolean } {
    const typed = termWords(text)
    const stored = this.#list()
    if (within !== undefined) return this.#within(within, typed, limit)
    const category = this.#system === 'condition' ? categoryTyped(text) : undefined
    const belonging = category === undefined ? undefined : this.#within(category, [], limit)
    if (belonging && belonging.hits.length > 0) return belonging
    if (typed.length === 0) {
      const rows = this.#short.first(most).filter((row) => this.#offered(row))
      return { hits: rows.slice(0, limit).map(plainly), more: rows.length > limit }
    }
    const byCode = this.#byCode(text, limit + 1)
    const known = new Set(byCode.map(({ row }) => row.code))
    const found = new Map<string, { found: FoundTerm; rank: Rank }>()
    const gather = (words: readonly TypedWord[], alike: boolean): void => {
      const take = (source: TermSource, preferred: boolean): void => {
        const count = preferred ? most : limit + beyond
        const rows = source.matching(words, count)
        // So many begin so that those with the very word may not be among them.
        const exact = rows.length === count && words.length === 1 ? source.matching(words.map(whole), count) : []
        for (const row of [...exact, ...rows]) {
          if (found.has(row.code) || known.has(row.code)) continue
          if (preferred ? !this.#offered(row) : this.#short.named(row.code)) continue
          const judged = judge(row, words, preferred, alike)
          if (judged) found.set(row.code, judged)
        }
      }
      take(this.#short, true)
      // Misspelt words of the short list are what was meant; the long one has rare words that resemble anything.
      if (stored && !(alike && found.size >= limit)) take(stored, false)
    }
    const words = typed.map(
      (word, at): TypedWord => ({ word, beginning: at === typed.length - 1 || !/^\d+$/.test(word), alike: [] }),
    )
    gather(words, false)
    if (found.size + byCode.length === 0) {
      const alike = words.map((each) => ({ ...each, alike: this.#alike(each.word) }))
      if (alike.some((each) => each.alike.length > 0)) gather(alike, true)
    }
    const ordered = [...found.values()].sort((a, b) => compare(a.rank, b.rank)).map((each) => each.found)
    const hits = [...byCode, ...ordered]
    return { hits: hits.slice(0, limit), more: hits.length > limit }
  }

  /** What a record names, whether it is offered or not. */
  lookup(code: string): FoundTerm | undefined {
    const stored = this.#list()?.named(code)
    const short = this.#short.named(code)
    if (short && stored?.status !== 'retired') return { ...plainly(short), preferred: this.#offered(short) }
    const row = stored ?? short
    return row && { ...plainly(row), preferred: false }
  }

  /** The imported list's row of a code, if there is one. */
  official(code: string): CodeRow | undefined {
    return this.#list()?.named(code)
  }

  #list(): TermSource | undefined {
    const list = currentList(this.#db, this.#system)
    if (!list) this.#stored = undefined
    else if (this.#stored?.list !== list.id) {
      const source = new StoredList(this.#db, list.id)
      this.#stored = { list: list.id, source }
      // Not while somebody waits for the letters they typed.
      setImmediate(() => source.prepare())
    }
    return this.#stored?.source
  }

  /** A diagnosis the clinic's own list does not have any more, or has divided further, cannot be billed. */
  #offered(row: CodeRow): boolean {
    if (this.#system !== 'condition' || !this.#stored) return true
    return this.#stored.source.named(row.code)?.status === 'usable'
  }

  #alike(word: string): TypedWord['alike'] {
    // A code or a strength that resembles another is another.
    if (/\d/.test(word)) return []
    const known = new Map(this.#short.alike(word).map((each) => [each.word + each.beginning, each]))
    for (const each of (this.#stored?.source.alike(word) ?? []).slice(0, mostAlike))
      known.set(each.word + each.beginning, each)
    return [...known.values()].sort((a, b) => a.slips - b.slips).slice(0, 2 * mostAlike)
  }

  #byCode(text: string, count: number): FoundTerm[] {
    const code = codeTyped(this.#system, text)
    if (!code) return []
    const found = new Map<string, FoundTerm>()
    const short = this.#short.beginning(code, most).filter((row) => this.#offered(row))
    const exact = [this.#stored?.source.named(code)].filter((row) => row && row.status !== 'retired') as CodeRow[]
    const preferred = new Set(short.map((row) => row.code))
    const rows = [...short, ...(this.#stored?.source.beginning(code, count) ?? [])]
    const ordered = [
      ...rows.filter((row) => row.code === code),
      ...exact,
      ...short.filter(({ common }) => common),
      ...rows,
    ]
    for (const row of ordered)
      if (!found.has(row.code)) {
        const own = this.#short.named(row.code)
        const isOwn = own !== undefined && preferred.has(row.code)
        found.set(row.code, { ...plainly(isOwn ? own : row), preferred: isOwn })
      }
    return [...found.values()].slice(0, count)
  }

  /** What belongs to a category: everything that can be used, or where that is too much the next division. */
  #within(category: string, typed: readonly string[], limit: number): { hits: FoundTerm[]; more: boolean } {
    const source = this.#stored?.source ?? this.#short
    const rows = source.beginning(category, 2_000).filter((row) => row.code !== category)
    const words = typed.map((word): TypedWord => ({ word, beginning: true, alike: [] }))
    const met = rows.filter((row) => words.length === 0 || judge(row, words, false, false))
    const usable = met.filter((row) => row.status === 'usable')
    const shortest = Math.min(...met.map((row) => row.code.length))
    const chosen =
      usable.length <= limit || words.length > 0 ? usable : met.filter((row) => row.code.length === shortest)
    const hits = chosen.map((row): FoundTerm => {
      const own = this.#short.named(row.code)
      return { ...plainly(own ?? row), preferred: own !== undefined }
    })
    return { hits: hits.slice(0, limit), more: hits.length > limit }
  }
}

const whole = (word: TypedWord): TypedWord => ({ ...word, beginning: false })

const plainly = (row: CodeRow): FoundTerm => ({ row, preferred: true, matched: [], alike: false })

/** A code with a point after it asks for what belongs to it: `E11.`, `E11.2.`. */
const categoryTyped = (text: string): string | undefined =>
  /^([A-Z]\d[\dA-Z](?:\.[\dA-Z]{1,3})?)\.$/.exec(text.trim().toUpperCase())?.[1]

/** The code somebody types, as the list spells it; undefined when it does not look like one. */
function codeTyped(system: TerminologySystem, text: string): string | undefined {
  const typed = text.trim().toUpperCase()
  if (system === 'immunization') return /^\d{1,3}$/.test(typed) ? typed.padStart(2, '0') : undefined
  if (system !== 'condition' || !/^[A-Z]\d[\dA-Z]?\.?[\dA-Z]{0,4}$/.test(typed)) return undefined
  const plain = typed.replace('.', '')
  return plain.length > 3 ? `${plain.slice(0, 3)}.${plain.slice(3)}` : plain
}

function judge(
  row: CodeRow,
  typed: readonly TypedWord[],
  preferred: boolean,
  alike: boolean,
): { found: FoundTerm; rank: Rank } | undefined {
  const words = row.words.split(' ')
  const matched = new Set<string>()
  let slips = 0
  let begun = 0
  for (const each of typed) {
    let best: number | undefined
    let met = ''
    for (const word of words) {
      const how = meeting(word, each)
      if (how !== undefined && (best === undefined || how < best)) [best, met] = [how, word]
    }
    if (best === undefined) return undefined
    matched.add(met)
    if (best === 1) begun += 1
    else if (best > 1) slips += best - 1
  }
  const { nearest, name } = nearestName(row, typed, preferred, begun + slips === 0)
  const isAlike = alike && slips > 0
  const found = { row, preferred, matched: [...matched], alike: isAlike, ...(name !== undefined && { name }) }
  return { found, rank: rankOf(row, preferred, nearest, slips, begun) }
}

/** How near the nearest of a row's names is, and which it is where it is not the title. */
function nearestName(
  row: CodeRow,
  typed: readonly TypedWord[],
  preferred: boolean,
  inFull: boolean,
): { nearest: number; name?: string } {
  if (!preferred) {
    // Of a long list only whether it is called just so matters, and most titles are far too long for that.
    const isShort = inFull && row.title.length < 30 + typed.reduce((sum, { word }) => sum + word.length + 1, 0)
    const [name] = row.names.split('\n')
    return { nearest: isShort ? nameRank(termWords(row.title), typed) : 2, ...(name && namedBy(row, typed)) }
  }
  const names = namesOf(row)
  const ranks = names.map(({ words }) => nameRank(words, typed))
  const nearest = Math.min(...ranks)
  const name = (ranks[0] as number) > nearest ? names[ranks.indexOf(nearest)]?.name : undefined
  return { nearest, ...(name !== undefined && { name }) }
}

/** The brand a product was found by, where its title does not have the word. */
function namedBy(row: CodeRow, typed: readonly TypedWord[]): { name?: string } {
  const title = termWords(row.title)
  const missing = typed.find((each) => !title.some((word) => meeting(word, each) !== undefined))
  const name =
    missing &&
    row.names.split('\n').find((each) => termWords(each).some((word) => meeting(word, missing) !== undefined))
  return name === undefined ? {} : { name }
}

interface Name {
  name: string
  words: readonly string[]
}

/** The names of the rows of the short lists, which are looked at again and again. */
const names = new WeakMap<CodeRow, readonly Name[]>()

function namesOf(row: CodeRow): readonly Name[] {
  let found = names.get(row)
  if (!found) {
    found = [row.title, ...row.names.split('\n').filter(Boolean)].map((name) => ({ name, words: termWords(name) }))
    names.set(row, found)
  }
  return found
}

/** 0 the name itself, 1 it begins so, 2 all the words are in it, 3 they are of several names. */
function nameRank(words: readonly string[], typed: readonly TypedWord[]): number {
  const inOrder = typed.every((each, at) => words[at] !== undefined && meeting(words[at] as string, each) !== undefined)
  if (inOrder)
    return words.length === typed.length && words.every((word, at) => meeting(word, typed[at] as TypedWord) !== 1)
      ? 0
      : 1
  return typed.every((each) => words.some((word) => meeting(word, each) !== undefined)) ? 2 : 3
}

/**
 * First what has the very words, then by likeness. Of these what is called just so and can be used; then the short list,
 * unless its words are of several names, the commonest first; then what can be used before a mere category, words in
 * full, and the order of the list.
 */
function rankOf(row: CodeRow, preferred: boolean, nearest: number, slips: number, begun: number): Rank {
  const usable = row.status === 'usable' ? 0 : 1
  const called = nearest === 0 ? 0 : 1
  const group = preferred ? (nearest === 3 ? 2 : 0) : 1
  const common = preferred && row.common ? 0 : 1
  const near = preferred ? nearest : 0
  return [slips > 0 ? 1 : 0, called + usable === 0 ? 0 : 1, group, called, slips, common, near, usable, begun, row.key]
}

function compare(a: Rank, b: Rank): number {
  for (let at = 0; at < a.length; at++) {
    const difference = (a[at] as number) - (b[at] as number)
    if (difference !== 0) return difference
  }
  return 0
}
