import type { LocalId } from '../../../shared/kernel/ids.js'
import type { Sqlite } from '../store/connection.js'
import type { PatientRow } from '../store/patient.js'
import { all } from '../store/statement.js'
import { type NumberAlternatives, readSearch, type TypedSearch } from './typed.js'
import { type Alike, Vocabulary } from './vocabulary.js'

export type Matched = 'name' | 'birth date' | 'MRN' | 'phone'

export interface Found {
  row: PatientRow
  matched: Matched[]
  /** True when a word matched only by likeness. */
  alike: boolean
}

/** Patients looked at per step of the search; what lies beyond is told apart by typing more. */
const most = 60
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
    const numbers = numberQuery(search.numbers)
    let more = false
    if (search.words.length === 0) {
      const rows = this.#byNumbers(numbers as string, most + 1)
      more = rows.length > most
      take(rows, [])
    } else {
      const favoured = [...context.expected, ...context.recent]
      if (favoured.length > 0) take(this.#rows(favoured), [])
      const exact = this.#byNames(search.words.map(quoted), numbers, most)
      take(exact, [])
      if (exact.length < most) {
        const begun = this.#byNames(
          search.words.map((word) => `${quoted(word)}*`),
          numbers,
          most + 1,
        )
        more = begun.length > most
        take(begun, [])
      } else more = true
      if (found.size < Math.min(few, limit)) {
        const alike = search.words.map((word) => this.#vocabulary.alike(word))
        if (alike.some((words) => words.length > 0)) {
          const terms = search.words.map((word, at) => anyOf(word, alike[at] as Alike[]))
          const rows = this.#byNames(terms, numbers, most * 2)
          take(rows, alike)
        }
      }
    }
    const ordered = [...found.values()].sort((a, b) => compare(a.rank, b.rank) || byName(a.found.row, b.found.row))
    return { hits: ordered.slice(0, limit).map((entry) => entry.found), more: more || ordered.length > limit }
  }

  #byNames(terms: readonly string[], numbers: string | undefined, count: number): PatientRow[] {
    const words = terms.join(' AND ')
    if (numbers === undefined) return all(this.#db, byWords, words, count)
    return all(this.#db, byWordsAndNumbers, words, numbers, count)
  }

  #byNumbers(numbers: string, count: number): PatientRow[] {
    return all(this.#db, byNumbers, numbers, count)
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
      const closest = (alike[at] ?? []).find(({ word }) => words.includes(word))
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

const anyOf = (word: string, alike: readonly Alike[]): string =>
  `(${[`${quoted(word)}*`, ...alike.map((each) => quoted(each.word))].join(' OR ')})`

function numberQuery(numbers: readonly NumberAlternatives[]): string | undefined {
  if (numbers.length === 0) return undefined
  const term = (word: string): string => (word.endsWith('*') ? `${quoted(word.slice(0, -1))}*` : quoted(word))
  return numbers.map((alternatives) => `(${alternatives.map(term).join(' OR ')})`).join(' AND ')
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
