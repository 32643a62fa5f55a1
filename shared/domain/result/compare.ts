import { dateForReading } from '../../kernel/dates.js'
import type { DateText } from '../../kernel/ids.js'
import { fold } from '../fold.js'
import { mrnForReading } from '../patient.js'
import { agreesOnBirthDate, agreesOnName, agreesOnNumber, type KnownPerson, type SentAs } from './identity.js'

/** What two people can be told apart by; each stands on its own. */
export const identifierKinds = ['name', 'birth-date', 'record-number', 'order', 'specimen'] as const
export type IdentifierKind = (typeof identifierKinds)[number]

/** One word of an identifier, and whether the other side has it too. */
export interface ComparedWord {
  text: string
  agrees: boolean
}

/** One identifier as it was sent and as it is on record, word by word. */
export interface Compared {
  what: IdentifierKind
  sent: ComparedWord[]
  here: ComparedWord[]
  agrees: boolean
}

/** This many identifiers have to agree, or somebody says why not. */
export const identifiersNeeded = 2

/** Everything the sender wrote about the person, beside what is on record. What was not sent compares nothing. */
export function compare(person: KnownPerson, shown: { name: string }, sent: SentAs): Compared[] {
  const born = agreesOnBirthDate(person, sent)
  const numbered = agreesOnNumber(person, sent)
  const named = agreesOnName(person, sent, { born, numbered })
  const found: Compared[] = []
  if (named !== undefined)
    found.push({
      what: 'name',
      agrees: named,
      ...beside(sent.name ?? '', shown.name, [...person.given, ...person.family]),
    })
  if (born !== undefined)
    found.push({ what: 'birth-date', agrees: born, ...beside(day(sent.birthDate), day(person.birthDate)) })
  if (numbered !== undefined) {
    const system = sent.numbers.find(({ system }) => person.numbers.some((own) => own.system === system))
    const own = person.numbers.find((number) => number.system === system?.system)
    found.push({
      what: 'record-number',
      agrees: numbered,
      ...whole(mrnForReading(system?.value ?? ''), mrnForReading(own?.value ?? ''), numbered),
    })
  }
  return found
}

const day = (date: string | undefined): string => dateForReading(date as DateText | undefined)

/** Two texts as one thing each, such as a number. */
export const whole = (sent: string, here: string, agrees: boolean): Pick<Compared, 'sent' | 'here'> => ({
  sent: [{ text: sent, agrees }],
  here: [{ text: here, agrees }],
})

const key = (word: string): string => fold(word).replace(/[^\p{L}\p{N}]/gu, '')

/** An initial stands for a name. */
const has = (words: ReadonlySet<string>, word: string): boolean =>
  words.has(word) || (word.length === 1 && [...words].some((other) => other.startsWith(word)))

/** Two texts, word by word; `also` are words the second could have as well. */
function beside(sent: string, here: string, also: readonly string[] = []): Pick<Compared, 'sent' | 'here'> {
  const words = (text: string): string[] => text.split(/\s+/).filter(Boolean)
  const known = new Set([...words(here), ...also.flatMap(words)].map(key))
  const said = new Set(words(sent).map(key))
  return {
    sent: words(sent).map((text) => ({ text, agrees: has(known, key(text)) })),
    here: words(here).map((text) => ({ text, agrees: has(said, key(text)) })),
  }
}
