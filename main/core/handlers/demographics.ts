import type { Address, CodeableConcept, ContactPoint, Extension, HumanName, Patient } from '@medplum/fhirtypes'
import type { ParsedOf } from '../../../shared/contract/contract.js'
import { languageCode } from '../../../shared/domain/language.js'
import { officialName } from '../../../shared/domain/name.js'
import type { Instant } from '../../../shared/kernel/ids.js'
import { withExtension } from './fhir.js'
import { confirmedExtension, demographicsOf, relationshipOf } from './patient-view.js'

export type DemographicsInput = ParsedOf<'patient.register'>['demographics']

/**
 * Writes demographics into a Patient. Only what differs from what is shown is touched, so that extensions, periods and
 * fields Rounds does not know stay as they are; what was cleared is taken away. A changed name or address keeps the
 * earlier one as `old`.
 */
export function writeDemographics(patient: Patient, next: DemographicsInput, at: Instant): void {
  const now = demographicsOf(patient)
  // What comes from a window has no blanks around it; that alone is no change.
  const plain = (value: string | string[] | undefined): string => JSON.stringify(value ?? '', trimmed)
  const differs = (...keys: (keyof DemographicsInput)[]): boolean =>
    keys.some((key) => plain(now[key]) !== plain(next[key]))

  if (differs('family', 'given')) writeName(patient, next, at)
  if (differs('preferredName')) writePreferredName(patient, next.preferredName)
  if (differs('birthDate')) writeBirthDate(patient, next.birthDate)
  if (differs('sex')) {
    patient.gender = next.sex
    withoutReason(patient, 'gender')
  }
  if (differs('phone'))
    writeTelecom(patient, (point) => point.system === 'phone' && point.use !== 'mobile', 'home', next.phone)
  if (differs('mobile'))
    writeTelecom(patient, (point) => point.system === 'phone' && point.use === 'mobile', 'mobile', next.mobile)
  if (differs('email')) writeTelecom(patient, ({ system }) => system === 'email', 'home', next.email)
  if (differs('line', 'city', 'state', 'postalCode')) writeAddress(patient, next, at)
  if (differs('language')) writeLanguage(patient, next.language)
  if (differs('emergencyName', 'emergencyPhone', 'emergencyRelationship')) writeContact(patient, next)
}

const trimmed = (_key: string, value: unknown): unknown => (typeof value === 'string' ? value.trim() : value)

const absent = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason'

/** Takes extensions from beside a value, `_family` of `family`: those that are not true of the new value. */
function dropBeside(of: object, element: string, isUntrue: (extension: Extension) => boolean): void {
  const holder = of as Record<string, { extension?: Extension[] } | undefined>
  const beside = holder[`_${element}`]
  if (!beside?.extension) return
  const others = beside.extension.filter((extension) => !isUntrue(extension))
  if (others.length > 0) holder[`_${element}`] = { ...beside, extension: others }
  else {
    const { extension: _gone, ...rest } = beside
    if (Object.keys(rest).length > 0) holder[`_${element}`] = rest
    else delete holder[`_${element}`]
  }
}

/** A value that is there now is not absent for any reason. */
const withoutReason = (of: object, element: string): void => dropBeside(of, element, ({ url }) => url === absent)

/** What stands beside the items of a list stays with the items that stay, and goes with the others. */
function alignBeside(of: object, element: string, before: readonly unknown[], after: readonly unknown[]): void {
  const holder = of as Record<string, unknown>
  const beside = holder[`_${element}`]
  if (!Array.isArray(beside)) return
  const next = after.map((item, at) => (item === before[at] ? (beside[at] ?? null) : null))
  if (next.every((item) => item === null)) delete holder[`_${element}`]
  else holder[`_${element}`] = next
}

const birthTime = 'http://hl7.org/fhir/StructureDefinition/patient-birthTime'

/** A time of birth on another day than the birth date would contradict it, so it goes with the date it belonged to. */
function writeBirthDate(patient: Patient, birthDate: string): void {
  patient.birthDate = birthDate
  dropBeside(patient, 'birthDate', ({ url }) => url === birthTime || url === absent)
}

function writeName(patient: Patient, { family, given }: DemographicsInput, at: Instant): void {
  const names = patient.name ?? []
  const official = officialName(names)
  const isSpelling = official && (!official.family || sameLetters(official, family, given))
  const changed: HumanName = { ...official, use: official?.use ?? 'official', family, given }
  delete changed.text
  delete (changed as { _text?: unknown })._text
  withoutReason(changed, 'family')
  alignBeside(changed, 'given', official?.given ?? [], given)
  if (!official) patient.name = [...names, changed]
  else if (isSpelling) patient.name = names.map((name) => (name === official ? changed : name))
  else {
    const former: HumanName = { ...official, use: 'old', period: { ...official.period, end: at } }
    if (changed.period) changed.period = { ...changed.period, start: at }
    patient.name = [...names.map((name) => (name === official ? changed : name)), former]
  }
}

/** A corrected spelling replaces the name; another name keeps the former one, by which people still ask for the patient. */
function sameLetters(official: HumanName, family: string, given: string[]): boolean {
  const letters = (parts: (string | undefined)[]): string =>
    parts
      .join('')
      .normalize('NFD')
      .replace(/[^A-Za-z]/g, '')
      .toLowerCase()
  return letters([official.family, ...(official.given ?? [])]) === letters([family, ...given])
}

function writePreferredName(patient: Patient, preferred: string | undefined): void {
  const others = (patient.name ?? []).filter(({ use }) => use !== 'nickname')
  const nickname = patient.name?.find(({ use }) => use === 'nickname')
  const names = preferred ? [...others, { ...nickname, use: 'nickname' as const, given: [preferred] }] : others
  if (nickname?.text && preferred) delete names.at(-1)?.text
  patient.name = names
}

function withValue(point: ContactPoint, value: string): ContactPoint {
  const next = { ...point, value }
  withoutReason(next, 'value')
  return next
}

function writeTelecom(
  patient: Patient,
  isIt: (point: ContactPoint) => boolean,
  use: 'home' | 'mobile',
  value: string | undefined,
): void {
  const points = patient.telecom ?? []
  const found = points.find((point) => isIt(point) && point.use !== 'old')
  const system = use === 'mobile' || isIt({ system: 'phone' }) ? 'phone' : 'email'
  let next: ContactPoint[]
  if (!value) next = points.filter((point) => point !== found)
  else if (found) next = points.map((point) => (point === found ? withValue(point, value) : point))
  else next = [...points, { system, use, value }]
  if (next.length > 0) patient.telecom = next
  else delete patient.telecom
}

/** Parts of an address that the desk writes each on its own. */
const addressParts = ['city', 'state', 'postalCode'] as const

function writeAddress(patient: Patient, next: DemographicsInput, at: Instant): void {
  const addresses = patient.address ?? []
  const home = addresses.find(({ use }) => use !== 'old') ?? addresses[0]
  if (!next.line && addressParts.every((part) => !next[part])) {
    patient.address = addresses.filter((address) => address !== home)
    if (patient.address.length === 0) delete patient.address
    return
  }
  const shown = home?.line?.join(', ')
  const changed: Address = { ...home, use: home?.use && home.use !== 'old' ? home.use : 'home' }
  delete changed.text
  delete (changed as { _text?: unknown })._text
  // A part that reads the same keeps its spelling, its lines and what stands beside it.
  if ((shown ?? '').trim() !== (next.line ?? '')) {
    if (next.line) changed.line = [next.line]
    else delete changed.line
    delete (changed as { _line?: unknown })._line
  }
  for (const part of addressParts) {
    const value = next[part]
    if ((home?.[part] ?? '').trim() === (value ?? '')) continue
    if (value) changed[part] = value
    else delete changed[part]
    delete (changed as Record<string, unknown>)[`_${part}`]
  }
  const moved = shown !== undefined && next.line && shown.trim() !== next.line
  if (moved && changed.period) changed.period = { ...changed.period, start: at }
  const former: Address[] = home && moved ? [{ ...home, use: 'old', period: { ...home.period, end: at } }] : []
  patient.address = home
    ? [...addresses.map((address) => (address === home ? changed : address)), ...former]
    : [changed, ...addresses]
}

function writeLanguage(patient: Patient, language: string | undefined): void {
  const spoken = patient.communication ?? []
  const main = spoken.find(({ preferred }) => preferred) ?? spoken[0]
  const others = spoken.filter((each) => each !== main)
  if (!language) patient.communication = others
  else patient.communication = [{ ...main, language: languageOf(language), preferred: true }, ...others]
  if (patient.communication.length === 0) delete patient.communication
}

function languageOf(name: string): CodeableConcept {
  const code = languageCode(name)
  return { ...(code && { coding: [{ system: 'urn:ietf:bcp:47', code, display: name }] }), text: name }
}

function writeContact(patient: Patient, next: DemographicsInput): void {
  const [first, ...others] = patient.contact ?? []
  const { emergencyName: name, emergencyPhone: phone, emergencyRelationship: relationship } = next
  if (!name && !phone && !relationship) {
    patient.contact = others
    if (others.length === 0) delete patient.contact
    return
  }
  const shown = demographicsOf({ resourceType: 'Patient', contact: first ? [first] : [] })
  const contact = { ...first }
  if (shown.emergencyName !== name) {
    if (name) contact.name = { text: name }
    else delete contact.name
  }
  if (shown.emergencyPhone !== phone) {
    const rest = (contact.telecom ?? []).filter(({ system }) => system !== 'phone')
    const points: ContactPoint[] = phone ? [{ system: 'phone', value: phone }, ...rest] : rest
    if (points.length > 0) contact.telecom = points
    else delete contact.telecom
  }
  if (shown.emergencyRelationship !== relationship) {
    const kind = relationshipOf(contact.relationship)
    const others = (contact.relationship ?? []).filter((each) => each !== kind)
    const next = relationship ? [...others, { text: relationship }] : others
    if (next.length > 0) contact.relationship = next
    else delete contact.relationship
  }
  patient.contact = [contact, ...others]
}

/** Notes that the patient said the demographics are right. */
export function writeConfirmation(patient: Patient, at: Instant): void {
  const extensions = withExtension(patient.extension, confirmedExtension, { valueDateTime: at })
  if (extensions) patient.extension = extensions
}
