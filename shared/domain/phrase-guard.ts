import { dateForReading, monthNames } from '../kernel/dates.js'
import { fold } from './fold.js'
import type { PhrasePatient } from './phrase-facts.js'

/** A place of a text that is of one patient alone, and the parameter that says it of anybody. */
export interface Identifier {
  from: number
  to: number
  /** Absent for what is to be filled in anew: a date, a telephone number, a mail address. */
  parameter?: 'name' | 'first' | 'last' | 'dob' | 'mrn'
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Ways a birth date is written: `1979-03-12`, `3/12/1979`, `03/12/79`, `12 Mar 1979`, `March 12, 1979`. */
function datesOf(birthDate: string): string[] {
  const [year = '', month = '', day = ''] = birthDate.split('-')
  if (day === '') return [birthDate]
  const [m, d] = [Number(month), Number(day)]
  const name = monthNames[m - 1] ?? ''
  const short = name.slice(0, 3)
  const slashed = [`${m}/${d}`, `${month}/${day}`].flatMap((start) => [`${start}/${year}`, `${start}/${year.slice(2)}`])
  const written = [name, short].flatMap((word) => [
    `${d} ${word} ${year}`,
    `${word} ${d}, ${year}`,
    `${word} ${d} ${year}`,
  ])
  return [
    birthDate,
    dateForReading(birthDate as never),
    ...slashed,
    ...slashed.map((each) => each.replaceAll('/', '-')),
    ...written,
  ]
}

const month = `(?:${monthNames.map((name) => `${name.slice(0, 3)}(?:${name.slice(3)}|\\.)?`).join('|')})`

/** Days, numbers and addresses of whomever: a phrase for everybody has none. A month alone is in every text. */
const ofSomebody = new RegExp(
  [
    '\\b\\d{4}-\\d{2}-\\d{2}\\b',
    '\\b\\d{1,2}([/.-])\\d{1,2}\\1(?:\\d{4}|\\d{2})\\b',
    `\\b\\d{1,2} ${month}(?:,? \\d{4})?(?![\\w])`,
    `\\b${month} (?:\\d{1,2}(?:, ?\\d{4}| \\d{4})?|\\d{4})(?![\\w.%/]|\\s?(?:mg|mcg|ml|g)\\b)`,
    '(?<![\\w])\\(?\\d{3}\\)?[ .-]\\d{3}[ .-]\\d{4}\\b',
    '\\b\\d{3}-\\d{2}-\\d{4}\\b',
    '[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+',
  ].join('|'),
  'g',
)

/** A text as it is compared, and where each of its characters stood. */
function compared(text: string): { folded: string; place: number[] } {
  let folded = ''
  const place: number[] = []
  let at = 0
  for (const char of text) {
    const plain = fold(char)
    for (let i = 0; i < plain.length; i += 1) place.push(at)
    folded += plain
    at += char.length
  }
  return { folded, place: [...place, at] }
}

/** Shorter names are words, too (`may`, `long`): they are names only where they are written as names. */
const mayBeSmall = 5

/**
 * Where a text has the patient's name, birth date or record number, whatever its case and accents, or any date, telephone
 * number or mail address; the longest reading of each place, in order.
 */
export function identifiersIn(text: string, patient: PhrasePatient): Identifier[] {
  const [last = '', given = ''] = patient.name.split(', ')
  const first = given.split(' ')[0] ?? ''
  const { folded, place } = compared(text)
  const found: Identifier[] = []
  const look = (words: string, parameter: Identifier['parameter']): void => {
    const letters = words.replace(/[^\p{L}\p{N}]/gu, '').length
    // An initial is in every text.
    if (letters < 2) return
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${escaped(fold(words))}(?![\\p{L}\\p{N}])`, 'gu')
    for (const match of folded.matchAll(pattern)) {
      const [from, to] = [place[match.index] as number, place[match.index + match[0].length] as number]
      const isSmall = /^\p{Ll}/u.test(text.slice(from))
      if (isSmall && letters < mayBeSmall) continue
      // `LE`, `ED` and the like are shorthand more often than names.
      if (letters < 3 && /^\p{Lu}+$/u.test(text.slice(from, to))) continue
      found.push({ from, to, ...(parameter && { parameter }) })
    }
  }
  for (const whole of [patient.name, `${given} ${last}`, `${first} ${last}`, `${last}, ${first}`, `${last} ${first}`])
    if (given !== '' && last !== '') look(whole, 'name')
  look(last, 'last')
  // Half of a double name says who it is as well; particles such as `de la` do not.
  const halves = last.split(/[\s-]+/)
  if (halves.length > 1) for (const half of halves) if (half.length > 3) look(half, 'last')
  for (const each of given.split(/\s+/)) look(each, 'first')
  if (patient.preferredName) look(patient.preferredName, 'first')
  if (patient.birthDate) for (const written of datesOf(patient.birthDate)) look(written, 'dob')
  const digits = patient.mrn.replace(/\D/g, '')
  if (digits.length > 3)
    for (const written of new Set([
      patient.mrn,
      digits,
      `${digits.slice(0, 3)} ${digits.slice(3)}`,
      `${digits.slice(0, 3)}-${digits.slice(3)}`,
    ]))
      look(written, 'mrn')
  for (const match of text.matchAll(ofSomebody)) found.push({ from: match.index, to: match.index + match[0].length })
  const longest = found.sort((a, b) => a.from - b.from || b.to - a.to)
  const apart: Identifier[] = []
  for (const each of longest) if (each.from >= (apart.at(-1)?.to ?? 0)) apart.push(each)
  return apart
}
