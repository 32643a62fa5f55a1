import { readTypedDate } from '../../../shared/domain/birth-date.js'
import { typedWords } from '../../../shared/domain/fold.js'
import { phoneDigits } from '../../../shared/domain/patient.js'

/** A number someone typed and everything it may be. A word ending in `*` is a beginning. */
export type NumberAlternatives = readonly string[]

/** A patient search as understood: words of a name, and numbers each with its possible meanings. */
export interface TypedSearch {
  words: string[]
  numbers: NumberAlternatives[]
}

const monthName = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\\.?'
/** Dates with the month's name, before words and numbers are told apart. */
const namedDate = new RegExp(
  `\\b(?:\\d{1,2}(?:st|nd|rd|th)?[\\s./-]*${monthName}(?:[\\s.,/-]*\\d{2,4})?|${monthName}[\\s./-]*\\d{1,2}(?:st|nd|rd|th)?(?:[\\s.,/-]+\\d{2,4})?|${monthName}[\\s.,/-]*\\d{4})(?![\\p{L}\\d])`,
  'giu',
)
/** A run of digits with the marks that stand between the digits of dates, telephones and record numbers. */
const numericRun = /[+(]?\d(?:[\d\s().+/-]*\d)?\)?[-/.]?/g

/**
 * Reads what was typed into the patient search. Names come in any order and any length; a number may be a record
 * number, a birth date or a telephone, and is looked up as each of them.
 */
export function readSearch(text: string, thisYear: number): TypedSearch {
  const numbers: NumberAlternatives[] = []
  const rest = text
    .replace(namedDate, (typed) => {
      const alternatives = dateWords(typed, thisYear)
      if (alternatives.length === 0) return typed
      numbers.push(alternatives)
      return ' '
    })
    .replace(/\b(?:mrn|dob|tel|phone|born)\b\.?:?/gi, ' ')
    .replace(numericRun, (run) => {
      const alternatives = meanings(run, thisYear)
      if (alternatives.length > 0) numbers.push(alternatives)
      return ' '
    })
  return { words: typedWords(rest), numbers }
}

function dateWords(text: string, thisYear: number): string[] {
  const { full, months, days } = readTypedDate(text, thisYear)
  return [
    ...full.map((date) => `b${date.replaceAll('-', '')}`),
    ...months.map((month) => `c${month.replace('-', '')}`),
    ...days.map((day) => `d${day.replace('-', '')}`),
  ]
}

/** All a run of digits can stand for; a lone digit or two say nothing yet. */
function meanings(run: string, thisYear: number): string[] {
  const typed = run.trim().replace(/[-/.]$/, '')
  const digits = typed.replace(/\D/g, '')
  const words = dateWords(typed, thisYear)
  const isPlain = /^\d+$/.test(typed)
  if (digits.length >= 3 && digits.length <= 10 && !/[/.()+]/.test(typed)) words.push(`m${digits}*`)
  if (digits.length === 4) words.push(`l${digits}`)
  if (digits.length === 4 && isPlain && /^(?:18|19|20)/.test(digits)) words.push(`y${digits}`)
  if (digits.length >= 7 && !typed.includes('/')) {
    const national = phoneDigits(digits)
    words.push(national.length < 10 ? `p${national}*` : `p${national}`)
    if (national.length === 7) words.push(`s${national}`)
  }
  return words
}
