import fc from 'fast-check'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { until, type Workstation } from '../../support/clinic.js'
import type { Window } from '../../support/window.js'
import { extensions, oddParts, oddText } from './odd.js'

/** A type of resource that another system filled with odd things, and how Rounds and others go on to change it. */
export interface Kind {
  type: 'Patient' | 'Task' | 'Appointment' | 'Observation'
  made: fc.Arbitrary<object>
  /** Elements that Rounds' own command changes; all others are to stay. */
  touched: readonly string[]
  /** The command, another time each `n`. */
  act(at: Workstation, window: Window, id: LocalId, n: number): Promise<void>
  /** Another system's change of something else, and of the very same. */
  elsewhere: { element: string; value: unknown }
  same: { element: string; value: unknown }
  /** Two versions of it are put together without a person, also where both changed the very same. */
  merges?: true
}

const siblings = fc.record({ extension: extensions, id: fc.constant('s1') })

const patient = fc
  .record({
    odd: oddParts,
    family: fc.constantFrom('Núñez', 'Nu\u0301n\u0303ez ', 'de la Cruz', 'O’Brien'),
    given: fc.constantFrom(['Ana'], ['Ana', 'Zoë'], [' Ana', 'María José']),
    beside: siblings,
    text: oddText,
    lines: fc.constantFrom(['1 High St'], ['1 High St', 'Apt 2']),
    more: extensions,
  })
  .map(({ odd, family, given, beside, text, lines, more }) => ({
    resourceType: 'Patient',
    ...odd,
    _active: { extension: more },
    identifier: [{ system: 'https://elsewhere.example/id', value: text.slice(0, 30).trim() || 'x', _value: beside }],
    name: [
      { use: 'old', text },
      { period: { start: '1999' }, family, _family: beside, given, _given: given.map((_, at) => (at ? beside : null)) },
      { use: 'nickname', given: ['Nan'] },
    ],
    telecom: [
      { system: 'phone', use: 'home', value: '555-0100', rank: 2, extension: more },
      { system: 'fax', value: text },
    ],
    gender: 'female',
    birthDate: '1961-07-09',
    _birthDate: beside,
    address: [{ line: lines, _line: lines.map(() => beside), city: 'Alderbrook', period: { start: '2001-01' } }],
    contact: [{ name: { text: 'Somebody', _text: beside }, extension: more }],
    multipleBirthInteger: 2,
    _deceasedBoolean: { extension: [{ url: 'https://elsewhere.example/reason', valueCode: 'unknown' }] },
  }))

const work = oddParts.map((odd) => ({
  resourceType: 'Task',
  ...odd,
  status: 'requested',
  _status: { extension: odd.extension },
  intent: 'order',
  code: { coding: [{ system: 'https://rounds.example/fhir/task-kind', code: 'call', _display: { id: 'x' } }] },
  description: 'To be done',
  for: { reference: 'Patient/p1', type: 'Patient', extension: odd.extension },
  owner: { reference: 'CareTeam/blue' },
  authoredOn: '2026-01-05T10:00:00.120+05:30',
  note: [{ text: 'Said before', extension: odd.extension }],
  input: [{ type: { text: 'weight' }, valueQuantity: { value: odd.anotherOne ?? null } }],
}))

const booking = oddParts.map((odd) => ({
  resourceType: 'Appointment',
  ...odd,
  status: 'booked',
  start: new Date().toISOString(),
  _start: { extension: odd.extension },
  end: new Date(Date.now() + 1_200_000).toISOString(),
  participant: [
    { actor: { reference: 'Patient/p1' }, status: 'accepted', modifierExtension: odd.extension },
    { actor: { reference: 'Practitioner/novak' }, status: 'tentative', _status: { id: 'y' } },
  ],
}))

const measured = fc.record({ odd: oddParts, more: extensions }).map(({ odd, more }) => ({
  resourceType: 'Observation',
  ...odd,
  status: 'final',
  code: { text: 'Potassium', extension: more },
  subject: { reference: 'Patient/p1' },
  effectiveDateTime: '2026',
  valueQuantity: {
    value: (more[0] as { valueDecimal?: unknown }).valueDecimal ?? 4.2,
    unit: 'mmol/L',
    extension: more,
  },
}))

export const kinds: readonly Kind[] = [
  {
    type: 'Patient',
    made: patient,
    touched: ['telecom'],
    async act(_at, window, id, n) {
      await window.open(id)
      const { demographics } = window.see('patient.demographics', { patient: id }) ?? {}
      if (!demographics?.birthDate) throw new Error('the patient is not here')
      const { birthDate } = demographics
      const next = { ...demographics, birthDate, phone: `555-02${String(n).padStart(2, '0')}` }
      await window.do('patient.update', { patient: id, demographics: next, confirmed: false })
    },
    elsewhere: {
      element: 'maritalStatus',
      value: { text: 'Widowed', extension: [{ url: 'urn:x', valueString: 'y' }] },
    },
    same: { element: 'telecom', value: [{ system: 'phone', use: 'home', value: '555-0399' }] },
  },
  {
    type: 'Task',
    made: work,
    touched: ['status', 'owner', 'note', 'lastModified', 'executionPeriod'],
    async act(at, window, id, n) {
      await window.do('task.assign', { task: id, to: at.id('Practitioner', n % 2 ? 'hale' : 'ruiz'), note: `${n}` })
    },
    elsewhere: { element: 'groupIdentifier', value: { value: 'g1' } },
    same: { element: 'note', value: [{ text: 'Said elsewhere' }] },
    merges: true,
  },
  {
    type: 'Appointment',
    made: booking,
    touched: ['status'],
    async act(at, window, id) {
      const patient = at.id('Patient', 'p1')
      await window.open(patient)
      const visit = { patient, appointment: id }
      const booked = at.read('Appointment', id)?.status === 'booked'
      if (booked) await window.do('visit.no-show', visit)
      else at.edit('Appointment', id, (resource) => Object.assign(resource, { status: 'booked' }))
    },
    elsewhere: { element: 'comment', value: 'Called twice' },
    same: { element: 'status', value: 'waitlist' },
  },
  {
    type: 'Observation',
    made: measured,
    touched: ['status'],
    async act(at, _window, id, n) {
      await until(() => at.read('Observation', id))
      at.edit('Observation', id, (resource) => Object.assign(resource, { status: n % 2 ? 'amended' : 'corrected' }))
    },
    elsewhere: { element: 'bodySite', value: { text: 'Left arm' } },
    same: { element: 'status', value: 'cancelled' },
  },
]
