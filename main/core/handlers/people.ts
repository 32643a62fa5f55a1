import type { PractitionerRole, Reference } from '@medplum/fhirtypes'
import type { PatientCore, Sex } from '../../../shared/contract/views/patient.js'
import type { Staff } from '../../../shared/contract/views/session.js'
import { mrnForReading } from '../../../shared/domain/patient.js'
import { may, type Permission } from '../../../shared/domain/role.js'
import { ageText } from '../../../shared/kernel/dates.js'
import type { DateText, LocalId } from '../../../shared/kernel/ids.js'
import { parseJson } from '../../../shared/kernel/json.js'
import { type Result, refuse } from '../../../shared/kernel/result.js'
import type { PatientRow } from '../store/patient.js'
import { all, one } from '../store/statement.js'
import type { Reader } from '../store/store.js'

export const patientRow = ({ db }: Reader, id: LocalId | null): PatientRow | undefined =>
  id === null ? undefined : one<PatientRow>(db, 'SELECT * FROM patient WHERE id = ?', id)

/** Rows of several patients by id. */
export function patientRows({ db }: Reader, ids: readonly LocalId[]): Map<LocalId, PatientRow> {
  const rows = all<PatientRow>(
    db,
    'SELECT p.* FROM json_each(?) j JOIN patient p ON p.id = j.value',
    JSON.stringify(ids),
  )
  return new Map(rows.map((row) => [row.id, row]))
}

export function patientCore(row: PatientRow, now: Date): PatientCore {
  return {
    id: row.id,
    name: row.name,
    shortName: row.short_name,
    initials: row.initials,
    sex: row.sex as Sex,
    ...(row.birth_date && { birthDate: row.birth_date as DateText }),
    age: row.deceased ? 'deceased' : ageText((row.birth_date ?? undefined) as DateText | undefined, now),
    mrn: mrnForReading(row.mrn),
    colour: row.colour,
    ...(row.deceased ? { deceased: true } : {}),
    ...(row.inactive ? { inactive: true } : {}),
  }
}

/** A patient whose demographics are not here (yet): shown as such, never as someone else. */
export const unknownPatient = (id: LocalId, named?: string): PatientCore => ({
  id,
  name: named ?? 'Patient not held here',
  shortName: named ?? 'Not held here',
  asNamed: true,
  initials: '?',
  sex: 'unknown',
  age: '',
  mrn: '',
  colour: 0,
})

export const coreOf = (reader: Reader, id: LocalId, now: Date): PatientCore => {
  const row = patientRow(reader, id)
  return row ? patientCore(row, now) : unknownPatient(id)
}

/** A colleague's or a team's name. */
export function nameOf({ db }: Reader, id: LocalId | null | undefined): string | undefined {
  if (!id) return undefined
  return one<{ name: string }>(
    db,
    'SELECT name FROM practitioner WHERE id = ? UNION ALL SELECT name FROM care_team WHERE id = ?',
    id,
    id,
  )?.name
}

/** The organisation a colleague works for, as their role in it refers to it. */
export function employerOf({ db }: Reader, who: LocalId): Reference<never> | undefined {
  const roles = all<{ json: string }>(
    db,
    `SELECT r.json FROM practitioner_role p JOIN resource r ON r.id = p.id AND r.type = 'PractitionerRole'
     WHERE p.practitioner = ? ORDER BY p.active DESC, p.id`,
    who,
  ).map(({ json }) => parseJson(json) as PractitionerRole)
  return roles.find(({ organization }) => organization?.reference)?.organization as Reference<never> | undefined
}

/** A refusal when the person's role may not do this; undefined when it may. */
export function denied(who: Staff, permission: Permission): Result<never> | undefined {
  if (may(who.role, permission)) return undefined
  return refuse('not-permitted', `As ${who.title.toLowerCase()} you may not ${words[permission]}.`)
}

const words: Record<Permission, string> = {
  'chart.read': 'read charts',
  'note.write': 'write notes',
  'note.sign': 'sign notes',
  'vitals.write': 'record vitals',
  'patient.register': 'register patients',
  'patient.update': 'change demographics',
  'visit.check-in': 'check patients in',
  'visit.room': 'put patients in rooms',
  'visit.see': 'start or finish a visit',
  'task.work': 'work on tasks',
  'draw.collect': 'collect specimens',
  'phrase.clinic': 'change the clinic’s phrases',
  'result.review': 'review results',
  'result.co-review': 'look again at a supervised colleague’s review',
  'order.write': 'order tests or change medicines from the inbox',
  'message.patient': 'write to patients',
  'identity.decide': 'decide whose a held result is',
  'work.rules': 'change who gets which work',
  'work.insight': 'see how the clinic’s work waits',
}
