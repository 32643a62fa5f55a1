import { fold, nameWords } from './fold.js'

/** Who a patient is, for matching identifiers. */
export interface Identity {
  /** Every name on record: family and given names, former and preferred ones too. */
  family: readonly string[]
  given: readonly string[]
  preferred: readonly string[]
  birthDate: string | undefined
  mrn: string
}

/** What the patient said or a wristband held. */
export interface Said {
  name: string
  /** `YYYY-MM-DD` */
  birthDate: string
  mrn?: string | undefined
}

const titles = new Set(['mr', 'mrs', 'ms', 'miss', 'mx', 'dr', 'jr', 'sr', 'ii', 'iii', 'iv'])

/**
 * Whether two identifiers match, after the Joint Commission's NPSG.01.01.01: the name in any order, case and accents
 * aside, and the whole birth date. A family name and a given (or preferred) name must both be there, every other word
 * must be the patient's too (an initial stands for a name), and nothing is forgiven: a misspelt name is asked again.
 * A record number given must match as well.
 */
export function identifies(patient: Identity, said: Said): { name: boolean; birthDate: boolean; mrn: boolean } {
  const { whole, stray } = nameSaid(patient, said.name)
  return {
    name: whole && !stray,
    birthDate:
      patient.birthDate !== undefined && patient.birthDate.length === 10 && patient.birthDate === said.birthDate,
    mrn: said.mrn === undefined || said.mrn.replace(/\D/g, '') === patient.mrn.replace(/\D/g, ''),
  }
}

/** What of a patient's name stands in a name that was said or sent. */
export interface NameSaid {
  family: boolean
  given: boolean
  /** A family and a given name, and not one word for both. */
  whole: boolean
  /** A word that is none of the patient's names, nor the first letter of one. */
  stray: boolean
}

export function nameSaid(patient: Pick<Identity, 'family' | 'given' | 'preferred'>, name: string): NameSaid {
  const family = familyForms(patient.family)
  const given = new Set(nameWords([...patient.given, ...patient.preferred]))
  const initials = new Set([...given].map((word) => word[0]))
  const words = joinFamilies(wordsSaid(name), family)
  const isFamily = words.filter((word) => family.has(word))
  const isGiven = words.filter((word) => given.has(word))
  const others = words.filter((word) => !family.has(word) && !given.has(word))
  const distinct = isFamily.some((word) => isGiven.some((other) => other !== word)) || hasTwice(words, family, given)
  return {
    family: isFamily.length > 0,
    given: isGiven.length > 0,
    whole: isFamily.length > 0 && isGiven.length > 0 && distinct,
    stray: others.some((word) => !(word.length === 1 && initials.has(word))),
  }
}

const wordsSaid = (text: string): string[] =>
  fold(text)
    .split(/[\s,]+/)
    .map((word) => word.replace(/[^\p{L}\p{N}]/gu, ''))
    .filter((word) => word !== '' && !titles.has(word))

/** The whole family name joined; its parts alone also stand for it only when it is a double name. */
function familyForms(names: readonly string[]): Set<string> {
  const forms = new Set<string>()
  for (const name of names) {
    const parts = fold(name)
      .split(/[\s-]+/)
      .map((part) => part.replace(/[^\p{L}\p{N}]/gu, ''))
      .filter(Boolean)
    forms.add(parts.join(''))
    for (const part of parts) if (part.length > 3) forms.add(part)
  }
  return forms
}

/** `van der Berg` and `O Brien` said as several words become the one word the family name is kept as. */
function joinFamilies(words: readonly string[], family: ReadonlySet<string>): string[] {
  for (let length = Math.min(4, words.length); length > 1; length--) {
    for (let at = 0; at + length <= words.length; at++) {
      const joined = words.slice(at, at + length).join('')
      if (family.has(joined)) return [...words.slice(0, at), joined, ...words.slice(at + length)]
    }
  }
  return [...words]
}

/** Someone called `Hassan Hassan` must say it twice. */
const hasTwice = (words: readonly string[], family: ReadonlySet<string>, given: ReadonlySet<string>): boolean =>
  words.some((word, at) => family.has(word) && given.has(word) && words.indexOf(word) !== at)
