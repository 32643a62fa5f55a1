import type { LocalId } from '../../../shared/kernel/ids.js'
import type { Sqlite } from '../store/connection.js'
import type { PatientRow } from '../store/patient.js'
import { all } from '../store/statement.js'
import type { Alike } from './sorted-words.js'
import { type NumberAlternatives, readSearch, type TypedSearch } from './typed.js'
import { Vocabulary } from './vocabulary.js'

export type Matched = 'name' | 'birth date' | 'MRN' | 'phone'

export interface Found {
  row: PatientRow
  matched: Matched[]
  /** True when a word matched only by likeness. */
  alike: boolean
}

/** Resembling patients looked at. */
const mostAlike = 80
/** With fewer sure hits than this, resembling names are looked for too. */
const few = 5

/** How well a row answers the search; compared from the first field to the last. */
interface Rank {
  /** 0 every word of several typed in full, 1 words begun or a single word, 2 a word by likeness. */
  tier: number
  /** 0 on today's schedule, 1 opened recently, 2 neither. */
  place: number
  slips: number
  /** Words that are only begun. */
  begun: number
}

/** Finds patients as a name, a birth date, a record number or a telephone number is typed. */
export class PatientSearch {
  readonly #db: Sqlite
  readonly #vocabulary: Vocabulary

  constructor(db: Sqlite) {
    this.#db = db
    this.#vocabulary = new Vocabulary(db)
  }

  /**
   * The best `limit` hits. `expected` and `recent` are patients seen first among equals: today's schedule and those
   * opened last. The order is the same for the same store and the same words.
   */
  find(
    text: string,
    limit: number,
    context: { thisYear: number; expected: ReadonlySet<LocalId>; recent: ReadonlySet<LocalId> },
  ): { hits: Found[]; more: boolean } {
    const search = readSearch(text, context.thisYear)
    if (search.words.length === 0 && search.numbers.length === 0) return { hits: [], more: false }
    const found = new Map<number, { found: Found; rank: Rank }>()
    const take = (rows: readonly PatientRow[], alike: readonly Alike[][]): void => {
      for (const row of rows) {
        if (found.has(row.key)) continue
        const judged = this.#judge(row, search, alike, context)
        if (judged) found.set(row.key, judged)
      }
    }
    // One more than is shown tells whether there are more; of so many more, typing on tells them apart.
    const most = limit + 1
    let more = false
    if (search.words.length === 0) {
      take(this.#byNumbers(search.numbers, most), [])
    } else {
      const favoured = [...context.expected, ...context.recent]
      if (favoured.length > 0) take(this.#rows(favoured), [])
      const byName = (beginning: boolean): PatientRow[] =>
        this.#byNames(
          search.words.map((word) => term(word, beginning)),
          search.numbers,
          most,
        )
      const begun = byName(true)
      // All whose names begin so are here, those whose names are exactly so among them; else those are looked for first.
      const exact = begun.length >= most ? byName(false) : []
      more = exact.length >= most
      take(exact, [])
      if (!more) take(begun, [])
      if (found.size < Math.min(few, limit)) {
        const alike = search.words.map((word) => this.#vocabulary.alike(word))
        if (alike.some((words) => words.length > 0)) {
          const terms = search.words.map((word, at) => anyOf(word, alike[at] as Alike[]))
          take(this.#byNames(terms, search.numbers, mostAlike), alike)
        }
      }
    }
    const ordered = [...found.values()].sort((a, b) => compare(a.rank, b.rank) || byName(a.found.row, b.found.row))
    return { hits: ordered.slice(0, limit).map((entry) => entry.found), more: more || ordered.length > limit }
  }

  /**
   * By name, narrowed by numbers. A year of birth stands among the words and is looked up there; only where nobody of
   * that name was born in it may the same digits be something else.
   */
  #byNames(terms: readonly string[], numbers: readonly NumberAlternatives[], count: number): PatientRow[] {
    const isYear = (word: string): boolean => word.startsWith('y')
    const yearly = numbers.find((alternatives) => alternatives.some(isYear))
    if (yearly) {
      const years = yearly.filter(isYear).map((word) => term(word.slice(1), false))
      const others = numbers.filter((alternatives) => alternatives !== yearly)
      const rows = this.#matching([...terms, `(${years.join(' OR ')})`], others, count)
      if (rows.length > 0) return rows
    }
    const rest = numbers.map((alternatives) => alternatives.filter((word) => !isYear(word)))
    return rest.every((alternatives) => alternatives.length > 0) ? this.#matching(terms, rest, count) : []
  }

  #matching(terms: readonly string[], numbers: readonly NumberAlternatives[], count: number): PatientRow[] {
    const words = terms.join(' AND ')
    if (numbers.length === 0) return all(this.#db, byWords, words, count)
    return all(this.#db, byWordsAndNumbers, words, numberQuery(numbers), count)
  }

  #byNumbers(numbers: readonly NumberAlternatives[], count: number): PatientRow[] {
    return all(this.#db, byNumbers, numberQuery(numbers), count)
  }

  #rows(ids: readonly LocalId[]): PatientRow[] {
    return all(this.#db, 'SELECT p.* FROM json_each(?) j JOIN patient p ON p.id = j.value', JSON.stringify(ids))
  }

  #judge(
    row: PatientRow,
    search: TypedSearch,
    alike: readonly Alike[][],
    { expected, recent }: { expected: ReadonlySet<LocalId>; recent: ReadonlySet<LocalId> },
  ): { found: Found; rank: Rank } | undefined {
    const words = row.words.split(' ')
    const matched = new Set<Matched>()
    let slips = 0
    let begun = 0
    for (const [at, typed] of search.words.entries()) {
      matched.add('name')
      if (words.includes(typed)) continue
      if (words.some((word) => word.startsWith(typed))) {
        begun += 1
        continue
      }
      const closest = (alike[at] ?? []).find((each) => isAlike(words, each))
      if (!closest) return undefined
      slips += closest.slips
    }
    const numbers = search.numbers.length > 0 ? row.numbers.split(' ') : []
    for (const alternatives of search.numbers) {
      const kinds = alternatives.flatMap((word) => kindOfNumber(word, numbers))
      if (kinds.length === 0) return undefined
      for (const kind of kinds) matched.add(kind)
    }
    const typedInFull = slips === 0 && begun === 0 && search.words.length + search.numbers.length > 1
    return {
      found: { row, matched: [...matched], alike: slips > 0 },
      rank: {
        tier: slips > 0 ? 2 : typedInFull ? 0 : 1,
        place: expected.has(row.id) ? 0 : recent.has(row.id) ? 1 : 2,
        slips,
        begun,
      },
    }
  }
}

const byWords = `SELECT p.* FROM patient_words w JOIN patient p ON p.key = w.rowid WHERE patient_words MATCH ? LIMIT ?`
const byNumbers = `SELECT p.* FROM patient_numbers n JOIN patient p ON p.key = n.rowid WHERE patient_numbers MATCH ? LIMIT ?`
// The plus keeps SQLite from looking every number's row up among the names one by one.
const byWordsAndNumbers = `SELECT p.* FROM patient_words w JOIN patient p ON p.key = w.rowid
  WHERE patient_words MATCH ? AND +w.rowid IN (SELECT rowid FROM patient_numbers WHERE patient_numbers MATCH ?) LIMIT ?`

const quoted = (word: string): string => `"${word}"`

const term = (word: string, beginning: boolean): string => (beginning ? `${quoted(word)}*` : quoted(word))

const isAlike = (words: readonly string[], { word, beginning }: Alike): boolean =>
  beginning ? words.some((each) => each.startsWith(word)) : words.includes(word)

const anyOf = (word: string, alike: readonly Alike[]): string =>
  `(${[term(word, true), ...alike.map((each) => term(each.word, each.beginning))].join(' OR ')})`

function numberQuery(numbers: readonly NumberAlternatives[]): string {
  const meaning = (word: string): string => (word.endsWith('*') ? term(word.slice(0, -1), true) : term(word, false))
  return numbers.map((alternatives) => `(${alternatives.map(meaning).join(' OR ')})`).join(' AND ')
}

const numberKinds: Record<string, Matched> = {
  m: 'MRN',
  b: 'birth date',
  c: 'birth date',
  y: 'birth date',
  d: 'birth date',
  p: 'phone',
  s: 'phone',
  l: 'phone',
}

function kindOfNumber(word: string, numbers: readonly string[]): Matched[] {
  const hit = word.endsWith('*')
    ? numbers.some((number) => number.startsWith(word.slice(0, -1)))
    : numbers.includes(word)
  return hit ? [numberKinds[word[0] as string] as Matched] : []
}

const compare = (a: Rank, b: Rank): number => {
  if (a.tier !== b.tier) return a.tier - b.tier
  return a.place - b.place || a.slips - b.slips || a.begun - b.begun
}

/** By name, then birth date, record number and id, so that equal names never change places. */
function byName(a: PatientRow, b: PatientRow): number {
  const keys: (keyof PatientRow)[] = ['sort', 'birth_date', 'mrn', 'id']
  for (const key of keys) {
    const [left, right] = [a[key] ?? '', b[key] ?? '']
    if (left !== right) return left < right ? -1 : 1
  }
  return 0
}
