import type { Finder } from '../search/find.js'
import { readQuery } from '../search/query.js'
import type { Resource } from '../search/values.js'
import type { RecordReader } from '../store/records.js'

/** Someone who can sign in: a practitioner with a role in the practice. */
export interface User {
  /** Id of the Practitioner, and the subject of their tokens. */
  id: string
  name: string
  initials: string
  role: string
}

interface Candidate extends User {
  order: number
  /** Whether this person has a sign-in name. */
  chosen: boolean
}

export interface Users {
  all(): User[]
  find(id: string): User | undefined
}

const ROLE_SYSTEM = 'https://rounds.example/fhir/role'

/** The order the sign-in page shows them in, and the words for what has no display text. */
const ROLES: Record<string, string> = {
  physician: 'Physician',
  'nurse-practitioner': 'Nurse practitioner',
  'supervised-clinician': 'Clinician under supervision',
  'medical-assistant': 'Medical assistant',
  'front-desk': 'Front desk',
  phlebotomist: 'Phlebotomist',
}

/** A practitioner's sign-in name. Where some have one, the others cannot sign in; where nobody has, all may. */
const SIGN_IN_SYSTEM = 'https://rounds.example/fhir/sign-in'

interface Named extends Resource {
  identifier?: { system?: string }[]
  name?: { text?: string; prefix?: string[]; given?: string[]; family?: string; suffix?: string[] }[]
  active?: boolean
}
interface Role extends Resource {
  practitioner?: { reference?: string }
  code?: { text?: string; coding?: { system?: string; code?: string; display?: string }[] }[]
  active?: boolean
}

/** Read from the Practitioner and PractitionerRole resources each time, so that staff can change. */
export function users(records: RecordReader, finder: Finder): Users {
  const userOf = (role: Role): Candidate | undefined => {
    const coding = role.code?.flatMap((each) => each.coding ?? []).find((each) => each.system === ROLE_SYSTEM)
    const id = role.practitioner?.reference?.split('/')[1]
    const practitioner = id ? records.current('Practitioner', id)?.json : undefined
    if (!id || !practitioner || !coding?.code || role.active === false) return undefined
    const named = JSON.parse(practitioner) as Named
    if (named.active === false) return undefined
    const order = Object.keys(ROLES).indexOf(coding.code)
    return {
      id,
      name: nameOf(named),
      initials: initialsOf(named),
      role: ROLES[coding.code] ?? coding.display ?? coding.code,
      chosen: named.identifier?.some((each) => each.system === SIGN_IN_SYSTEM) ?? false,
      order: order < 0 ? Number.MAX_SAFE_INTEGER : order,
    }
  }
  const candidates = () =>
    finder
      .some(readQuery('PractitionerRole', []), 1000)
      .map((hit) => userOf(JSON.parse(hit.json) as Role))
      .filter((user) => user !== undefined)
      .sort((a, b) => a.order - b.order || a.name.localeCompare(b.name))
  const all = () => {
    const found = candidates()
    const chosen = found.filter((user) => user.chosen)
    return (chosen.length > 0 ? chosen : found).map(({ id, name, initials, role }) => ({ id, name, initials, role }))
  }
  return { all, find: (id) => all().find((user) => user.id === id) }
}

function nameOf({ name }: Named): string {
  const first = name?.[0]
  if (first?.text) return first.text
  const parts = [...(first?.prefix ?? []), ...(first?.given ?? []), first?.family ?? '']
  const suffix = first?.suffix?.join(', ')
  return parts.join(' ').trim() + (suffix ? `, ${suffix}` : '')
}

function initialsOf({ name }: Named): string {
  const first = name?.[0]
  return [first?.given?.[0], first?.family].map((part) => part?.[0] ?? '').join('')
}
