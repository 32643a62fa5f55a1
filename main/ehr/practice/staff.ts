import type {
  CareTeam,
  ContactPoint,
  Location,
  Organization,
  Practitioner,
  PractitionerRole,
  PractitionerRoleNotAvailable,
  Reference,
  Resource,
} from '@medplum/fhirtypes'
import type { Calendar } from './calendar.js'
import { hl7, ours, ROUNDS, reference } from './coding.js'
import { meta } from './meta.js'

/** The role codes of docs/FHIR.md. */
export type StaffRole =
  | 'physician'
  | 'nurse-practitioner'
  | 'supervised-clinician'
  | 'medical-assistant'
  | 'front-desk'
  | 'phlebotomist'

export interface StaffMember {
  /** The Practitioner's id. */
  id: string
  given: string
  family: string
  prefix?: string
  suffix?: string
  role: StaffRole
  /** As said and shown: `Dr Lena Novak`, `Marcus Hale, NP`. */
  name: string
  /** What the PractitionerRole says when it is more than the role's own title. */
  title?: string
  /** One of those who sign in to the practice clinic. */
  signsIn: boolean
  gender: 'female' | 'male'
}

/** Everyone who works at the practice. */
export const team: readonly StaffMember[] = [
  {
    id: 'novak',
    given: 'Lena',
    family: 'Novak',
    prefix: 'Dr',
    suffix: 'MD',
    role: 'physician',
    name: 'Dr Lena Novak',
    signsIn: true,
    gender: 'female',
  },
  {
    id: 'hale',
    given: 'Marcus',
    family: 'Hale',
    suffix: 'NP',
    role: 'nurse-practitioner',
    name: 'Marcus Hale, NP',
    signsIn: true,
    gender: 'male',
  },
  {
    id: 'ruiz',
    given: 'Jo',
    family: 'Ruiz',
    suffix: 'MA',
    role: 'medical-assistant',
    name: 'Jo Ruiz, MA',
    signsIn: true,
    gender: 'female',
  },
  { id: 'das', given: 'Priya', family: 'Das', role: 'front-desk', name: 'Priya Das', signsIn: true, gender: 'female' },
  {
    id: 'mbeki',
    given: 'Tom',
    family: 'Mbeki',
    suffix: 'PBT',
    role: 'phlebotomist',
    name: 'Tom Mbeki',
    signsIn: true,
    gender: 'male',
  },
  {
    id: 'cole',
    given: 'Imani',
    family: 'Cole',
    prefix: 'Dr',
    suffix: 'MD',
    role: 'physician',
    name: 'Dr Imani Cole',
    signsIn: false,
    gender: 'female',
  },
  {
    id: 'osei',
    given: 'Samuel',
    family: 'Osei',
    prefix: 'Dr',
    suffix: 'MD',
    role: 'physician',
    name: 'Dr Samuel Osei',
    signsIn: false,
    gender: 'male',
  },
  {
    id: 'walsh',
    given: 'Erin',
    family: 'Walsh',
    role: 'supervised-clinician',
    name: 'Erin Walsh, NP student',
    title: 'Nurse practitioner student',
    signsIn: true,
    gender: 'female',
  },
  {
    id: 'whitlock',
    given: 'Dana',
    family: 'Whitlock',
    suffix: 'MA',
    role: 'medical-assistant',
    name: 'Dana Whitlock, MA',
    signsIn: false,
    gender: 'female',
  },
  {
    id: 'lindgren',
    given: 'Nils',
    family: 'Lindgren',
    role: 'front-desk',
    name: 'Nils Lindgren',
    signsIn: false,
    gender: 'male',
  },
]

const byId = new Map(team.map((member) => [member.id, member]))
const references = new Map(team.map((member) => [member.id, reference('Practitioner', member.id, member.name)]))

export const member = (id: string): StaffMember => {
  const found = byId.get(id)
  if (!found) throw new Error(`no such colleague: ${id}`)
  return found
}

/** Shared by reference; never change it in place. */
export const practitioner = (id: string): Reference<never> => {
  const found = references.get(id)
  if (!found) throw new Error(`no such colleague: ${id}`)
  return found
}

export const organization = reference('Organization', 'alder-street', 'Alder Street Practice')
export const insurers = [
  { id: 'cascade-health', name: 'Cascade Health Plan' },
  { id: 'northline-mutual', name: 'Northline Mutual' },
  { id: 'medicare', name: 'Medicare' },
  { id: 'state-medicaid', name: 'State Medicaid' },
] as const

const areas = [
  ...[1, 2, 3, 4, 5, 6].map((n) => ({ id: `room-${n}`, name: `Room ${n}`, type: 'ro' as const })),
  { id: 'chair-1', name: 'Chair 1', type: 'area' as const },
  { id: 'chair-2', name: 'Chair 2', type: 'area' as const },
  { id: 'lab', name: 'Lab area', type: 'area' as const },
]
export const room = (n: number): Reference<never> => reference('Location', `room-${n}`, `Room ${n}`)

export const careTeams = {
  blue: reference('CareTeam', 'blue-team', 'Blue team'),
  frontDesk: reference('CareTeam', 'front-desk', 'Front desk'),
  phlebotomy: reference('CareTeam', 'phlebotomy', 'Phlebotomy'),
}

const roleTitles: Record<StaffRole, string> = {
  physician: 'Physician',
  'nurse-practitioner': 'Nurse practitioner',
  'supervised-clinician': 'Clinician under supervision',
  'medical-assistant': 'Medical assistant',
  'front-desk': 'Front desk',
  phlebotomist: 'Phlebotomist',
}

const teams = [
  {
    id: 'blue-team',
    name: 'Blue team',
    code: 'care',
    members: ['novak', 'hale', 'cole', 'osei', 'ruiz', 'whitlock', 'walsh'],
  },
  { id: 'front-desk', name: 'Front desk', code: 'front-desk', members: ['das', 'lindgren', 'ruiz'] },
  { id: 'phlebotomy', name: 'Phlebotomy', code: 'phlebotomy', members: ['mbeki', 'ruiz'] },
]

const since = '2019-03-04T16:00:00.000Z'

function practice(): Organization[] {
  const clinic: Organization = {
    resourceType: 'Organization',
    id: 'alder-street',
    meta: meta(since),
    active: true,
    type: [hl7('organization-type', 'prov', 'Healthcare Provider')],
    name: 'Alder Street Practice',
    telecom: [
      { system: 'phone', value: '(206) 555-0100', use: 'work' },
      { system: 'email', value: 'desk@alderstreet.example', use: 'work' },
    ],
    address: [
      { use: 'work', line: ['14 Alder Street'], city: 'Alderbrook', state: 'WA', postalCode: '98200', country: 'US' },
    ],
  }
  const payers = insurers.map(
    ({ id, name }): Organization => ({
      resourceType: 'Organization',
      id,
      meta: meta(since),
      active: true,
      type: [hl7('organization-type', 'pay', 'Payer')],
      name,
    }),
  )
  return [clinic, ...payers]
}

const locations = (): Location[] =>
  areas.map(({ id, name, type }) => ({
    resourceType: 'Location',
    id,
    meta: meta(since),
    status: 'active',
    name,
    mode: 'instance',
    physicalType: hl7('location-physical-type', type, type === 'ro' ? 'Room' : 'Area'),
    managingOrganization: organization,
  }))

const workMail = (id: string): ContactPoint[] => [{ system: 'email', value: `${id}@alderstreet.example`, use: 'work' }]

const practitioners = (): Practitioner[] =>
  team.map((m) => ({
    resourceType: 'Practitioner',
    id: m.id,
    meta: meta(since),
    identifier: [
      { system: `${ROUNDS}staff`, value: m.id },
      ...(m.signsIn ? [{ system: `${ROUNDS}sign-in`, value: m.id }] : []),
    ],
    active: true,
    name: [
      {
        use: 'official',
        text: m.name,
        family: m.family,
        given: [m.given],
        ...(m.prefix && { prefix: [m.prefix] }),
        ...(m.suffix && { suffix: [m.suffix] }),
      },
    ],
    gender: m.gender,
    telecom: workMail(m.id),
  }))

const practitionerRoles = (calendar: Calendar | undefined): PractitionerRole[] =>
  team.map((m) => ({
    resourceType: 'PractitionerRole',
    id: `${m.id}-role`,
    meta: meta(since),
    active: true,
    practitioner: practitioner(m.id),
    organization,
    code: [{ ...ours('role', m.role, roleTitles[m.role]), text: m.title ?? roleTitles[m.role] }],
    telecom: workMail(m.id),
    ...(calendar && m.id === 'cole' && { notAvailable: [leave(calendar)] }),
  }))

/** Dr Cole is away today; Dr Novak stands in for her. */
const leave = (calendar: Calendar): PractitionerRoleNotAvailable => ({
  extension: [{ url: `${ROUNDS}covered-by`, valueReference: practitioner('novak') }],
  description: 'Annual leave',
  during: { start: calendar.at(calendar.today - 2, 0), end: calendar.at(calendar.today, 1439) },
})

const teamResources = (): CareTeam[] =>
  teams.map(({ id, name, code, members }) => ({
    resourceType: 'CareTeam',
    id,
    meta: meta(since),
    status: 'active',
    name,
    category: [{ coding: [{ system: `${ROUNDS}team`, code, display: name }], text: name }],
    participant: members.map((who) => ({ member: practitioner(who) })),
    managingOrganization: [organization],
  }))

/**
 * The practice itself: organisations, rooms and chairs, colleagues with their roles, teams. The same for every seed; with a
 * day, who is away then.
 */
export const staff = (calendar?: Calendar): Resource[] => [
  ...practice(),
  ...locations(),
  ...practitioners(),
  ...practitionerRoles(calendar),
  ...teamResources(),
]
