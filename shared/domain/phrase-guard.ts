import { dateForReading, monthNames } from '../kernel/dates.js'
import type { PhrasePatient } from './phrase-facts.js'

/** A place of a text that says who the patient is, and the parameter that says it for anybody. */
export interface Identifier {
  from: number
  to: number
  parameter: 'name' | 'first' | 'last' | 'dob' | 'mrn'
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

/** Where a text has the patient's name, birth date or record number; the longest reading of each place, in order. */
export function identifiersIn(text: string, patient: PhrasePatient): Identifier[] {
  const [last = '', given = ''] = patient.name.split(', ')
  const first = given.split(' ')[0] ?? ''
  const found: Identifier[] = []
  const look = (words: string, parameter: Identifier['parameter']): void => {
    // A name of a letter or two is in every text.
    if (words.replace(/[^\p{L}\p{N}]/gu, '').length < 3) return
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${escaped(words)}(?![\\p{L}\\p{N}])`, 'giu')
    for (const match of text.matchAll(pattern))
      found.push({ from: match.index, to: match.index + match[0].length, parameter })
  }
  for (const whole of [patient.name, `${given} ${last}`, `${first} ${last}`, `${last}, ${first}`, `${last} ${first}`])
    if (given !== '' && last !== '') look(whole, 'name')
  look(last, 'last')
  for (const each of given.split(/\s+/)) look(each, 'first')
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
  const longest = found.sort((a, b) => a.from - b.from || b.to - a.to)
  const apart: Identifier[] = []
  for (const each of longest) if (each.from >= (apart.at(-1)?.to ?? 0)) apart.push(each)
  return apart
}
