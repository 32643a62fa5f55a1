import { type Identity, nameSaid } from '../identify.js'

/** A number somebody is known by, with the system it belongs to. */
export interface SentNumber {
  system: string | undefined
  value: string
}

/** What the sender wrote about whose result it is, beside the reference itself. */
export interface SentAs {
  name?: string | undefined
  /** `YYYY-MM-DD` */
  birthDate?: string | undefined
  numbers: readonly SentNumber[]
}

/** The patient a report refers to, as known here. */
export interface KnownPerson extends Identity {
  numbers: readonly SentNumber[]
}

/** Something a report rests on that is held here, and whose it is; `patient` is absent where it names nobody. */
export interface Part {
  patient: string | undefined
}

/** A report as it arrived, with everything held here that says whose it is. Parts that are not held are left out. */
export interface Arrival {
  /** The patient it refers to; absent when it refers to nobody, or by words or a number alone. */
  patient: string | undefined
  /** Who that is; absent when nobody here is. */
  person: KnownPerson | undefined
  sent: readonly SentAs[]
  orders: readonly Part[]
  specimens: readonly Part[]
  values: readonly Part[]
  /** Reports the laboratory sent under the same number for somebody else, before this one as far as can be told. */
  numbered?: readonly Part[]
  /** Whose it is by the decision of a person, with identifiers compared. */
  decided?: string | undefined
  /** Somebody is asked whose it is: another workstation may hold a part of it that is not here. */
  asked?: boolean | undefined
  /** A person found that it is of nobody here. */
  notOurs?: boolean | undefined
}

export const heldReasons = [
  'no-patient',
  'unknown-patient',
  'name',
  'birth-date',
  'record-number',
  'order',
  'specimen',
  'value',
  'report-number',
  'asked',
  'not-ours',
] as const
export type HeldReason = (typeof heldReasons)[number]

/** What is said about each reason: no name, no value. */
export const heldWords: Record<HeldReason, string> = {
  'no-patient': 'It names no patient of this clinic.',
  'unknown-patient': 'The patient it refers to is not known here.',
  name: 'The name the laboratory wrote is not the name of the patient it refers to.',
  'birth-date': 'The birth date the laboratory wrote is not this patient’s.',
  'record-number': 'The record number the laboratory wrote is not this patient’s.',
  order: 'It answers an order that was made for somebody else.',
  specimen: 'The specimen was taken from somebody else.',
  value: 'A value in it belongs to somebody else.',
  'report-number': 'The laboratory sent a report under the same number for another patient.',
  asked: 'Something in it is somebody else’s, as far as another workstation knows.',
  'not-ours': 'Somebody found that it belongs to nobody here.',
}

/**
 * Whether a result may be filed under the patient it refers to: only when nothing about it points to anybody else. No
 * reason answers clear; otherwise it is held for a person, and none of it is shown in any chart.
 *
 * A person's decision settles what the sender wrote and what it answers; a value that still belongs to somebody else is
 * held whatever was decided. Whether it answers an order known here is another question: nothing here needs one.
 */
export function judge(arrival: Arrival): HeldReason[] {
  const { patient, person } = arrival
  if (arrival.notOurs) return ['not-ours']
  if (patient === undefined) return ['no-patient']
  const another = (parts: readonly Part[]): boolean => parts.some((part) => part.patient !== patient)
  const found = new Set<HeldReason>()
  if (!person) found.add('unknown-patient')
  if (another(arrival.values)) found.add('value')
  if (arrival.decided !== patient) {
    if (another(arrival.orders)) found.add('order')
    if (another(arrival.specimens)) found.add('specimen')
    if (another(arrival.numbered ?? [])) found.add('report-number')
    if (person) for (const sent of arrival.sent) for (const reason of contradictions(person, sent)) found.add(reason)
  }
  if (found.size === 0 && arrival.asked && arrival.decided !== patient) return ['asked']
  return heldReasons.filter((reason) => found.has(reason))
}

/** What the sender wrote that is not this person's. What was not written contradicts nothing. */
export function contradictions(person: KnownPerson, sent: SentAs): HeldReason[] {
  const born = agreesOnBirthDate(person, sent)
  const numbered = agreesOnNumber(person, sent)
  const named = agreesOnName(person, sent, { born, numbered })
  return [
    ...(named === false ? (['name'] as const) : []),
    ...(born === false ? (['birth-date'] as const) : []),
    ...(numbered === false ? (['record-number'] as const) : []),
  ]
}

export function agreesOnBirthDate(person: KnownPerson, { birthDate }: SentAs): boolean | undefined {
  if (birthDate?.length !== 10 || person.birthDate?.length !== 10) return undefined
  return birthDate === person.birthDate
}

const digits = (value: string): string => value.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase()

/** Numbers are compared within one system: a laboratory's own number for somebody says nothing here. */
export function agreesOnNumber(person: KnownPerson, { numbers }: SentAs): boolean | undefined {
  let agrees: boolean | undefined
  for (const { system, value } of numbers) {
    const own = person.numbers.filter((number) => number.system === system)
    if (own.length === 0) continue
    if (!own.some((number) => digits(number.value) === digits(value))) return false
    agrees = true
  }
  return agrees
}

/**
 * A name agrees when every word of it is the patient's. Further given names are forgiven where the birth date or the
 * record number agrees too; another family name (marriage) only where both do. Another given name never is: twins share
 * everything else.
 */
export function agreesOnName(
  person: KnownPerson,
  { name }: SentAs,
  others: { born: boolean | undefined; numbered: boolean | undefined },
): boolean | undefined {
  if (name === undefined || !isName(name)) return undefined
  const { family, given, whole, stray } = nameSaid(person, name)
  if (!name.trim().includes(' ') && !name.includes(',')) return family || given
  if (whole && !stray) return true
  if (whole) return Boolean(others.born || others.numbered)
  return given && Boolean(others.born && others.numbered)
}

/** Some servers write a number or the word for a patient where a name belongs. */
const isName = (text: string): boolean =>
  /^[\p{L}\p{M}\s.,'’‘`´()-]{3,}$/u.test(text) && !/\b(patient|unknown|anonymous|subject)\b/i.test(text)
