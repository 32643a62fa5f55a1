import { randomInt } from 'node:crypto'
import type { Patient } from '@medplum/fhirtypes'
import { fold } from '../../../shared/domain/fold.js'
import { slips, slipsAllowed } from '../../../shared/domain/likeness.js'
import { mrnForReading } from '../../../shared/domain/patient.js'
import { dateForReading, localDate } from '../../../shared/kernel/dates.js'
import type { DateText, LocalId } from '../../../shared/kernel/ids.js'
import { ok, refuse } from '../../../shared/kernel/result.js'
import { mrnSystem, type PatientRow } from '../store/patient.js'
import { all, one } from '../store/statement.js'
import type { CommandHandlers, Context } from './context.js'
import { type DemographicsInput, writeConfirmation, writeDemographics } from './demographics.js'
import { hl7, practiceMark } from './fhir.js'
import { denied } from './people.js'

/** Record numbers given at a workstation begin here: see docs/decisions. */
const provisionalFrom = 900_000

/**
 * People on record who may be the one being registered: the same birth date and a like name, or a like birth date (day
 * and month exchanged, or one digit) and the same name.
 */
function likelyDuplicates({ store }: Context, { family, given, birthDate }: DemographicsInput): PatientRow[] {
  const digits = birthDate.replaceAll('-', '')
  const [year, month, day] = birthDate.split('-') as [string, string, string]
  const sameDate = all<PatientRow>(
    store.db,
    'SELECT p.* FROM patient_numbers n JOIN patient p ON p.key = n.rowid WHERE patient_numbers MATCH ? LIMIT 400',
    `b${digits} OR b${year}${day}${month}`,
  )
  const names = [family, given[0] as string].map((name) => fold(name).replace(/[^\p{L}\p{N}]/gu, '')).filter(Boolean)
  const sameName =
    names.length < 2
      ? []
      : all<PatientRow>(
          store.db,
          'SELECT p.* FROM patient_words w JOIN patient p ON p.key = w.rowid WHERE patient_words MATCH ? LIMIT 400',
          names.map((name) => `"${name}"`).join(' AND '),
        )
  const alike = (row: PatientRow): boolean => {
    const words = row.words.split(' ')
    return names.every((name) =>
      words.some((word) => word === name || slips(name, word, slipsAllowed(name)) <= slipsAllowed(name)),
    )
  }
  const near = (row: PatientRow): boolean => slips(row.birth_date ?? '', birthDate, 1) <= 1
  const found = new Map<LocalId, PatientRow>()
  for (const row of sameDate.filter(alike)) found.set(row.id, row)
  for (const row of sameName.filter(near)) found.set(row.id, row)
  return [...found.values()].sort((a, b) => (a.sort < b.sort ? -1 : 1)).slice(0, 5)
}

/** A record number nobody here has; random, so that two workstations offline rarely choose the same one. */
function freeRecordNumber({ store }: Context): string {
  for (let attempt = 0; attempt < 1000; attempt++) {
    const mrn = String(randomInt(provisionalFrom, 1_000_000))
    if (!one(store.db, 'SELECT rowid FROM patient_numbers WHERE patient_numbers MATCH ? LIMIT 1', `m${mrn}`)) return mrn
  }
  throw new Error('no free record number was found')
}

function dateProblem(context: Context, birthDate: string): string | undefined {
  const [year, month, day] = birthDate.split('-').map(Number) as [number, number, number]
  const real = new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10) === birthDate
  if (!real) return 'This birth date is not a day of the calendar.'
  const today = localDate(context.clock.now())
  if (birthDate > today) return 'This birth date lies in the future.'
  return Number(today.slice(0, 4)) - year > 130 ? 'This birth date is more than 130 years ago.' : undefined
}

export const patientCommands = {
  'patient.open': {
    run(context, { open }, { who }) {
      if (open === null) return ok(null)
      if (!one(context.store.db, 'SELECT 1 FROM patient WHERE id = ?', open)) {
        return refuse('not-found', 'This patient is not on this workstation’s list.')
      }
      context.store.commit({ who: who.id, at: context.at() }, (tx) => tx.audit('open', 'Patient', open, open))
      context.sync.openChart(open)
      return ok(null)
    },
  },

  'patient.register': {
    run(context, { demographics, evenIfAlike }, { who }) {
      const no = denied(who, 'patient.register')
      if (no) return no
      const problem = dateProblem(context, demographics.birthDate)
      if (problem) return refuse('invalid', problem)
      const alike = evenIfAlike ? [] : likelyDuplicates(context, demographics)
      if (alike.length > 0) {
        const said = alike.map(
          (row) =>
            `${row.name}, born ${dateForReading((row.birth_date ?? undefined) as DateText | undefined)}, MRN ${mrnForReading(row.mrn)}`,
        )
        return refuse('conflict', `This may be someone already registered: ${said.join('; ')}.`)
      }
      const id = context.newId()
      const mrn = freeRecordNumber(context)
      const at = context.at()
      const patient: Patient = {
        resourceType: 'Patient',
        ...practiceMark(context),
        active: true,
        gender: demographics.sex,
        identifier: [
          { use: 'temp', type: hl7('v2-0203', 'MR', 'Medical record number'), system: mrnSystem, value: mrn },
        ],
      }
      writeDemographics(patient, demographics, at)
      context.store.commit({ who: who.id, at }, (tx) => {
        tx.create(id, patient)
        tx.audit('register', 'Patient', id, id)
      })
      context.sync.poke()
      return ok({ id, mrn: mrnForReading(mrn) })
    },
  },

  'patient.update': {
    run(context, { patient, demographics, confirmed }, { who }) {
      const no = denied(who, 'patient.update')
      if (no) return no
      const problem = dateProblem(context, demographics.birthDate)
      if (problem) return refuse('invalid', problem)
      const at = context.at()
      const edited = context.store.commit({ who: who.id, at }, (tx) =>
        tx.edit('Patient', patient, (resource) => {
          writeDemographics(resource, demographics, at)
          if (confirmed) writeConfirmation(resource, at)
        }),
      )
      if (!edited) return refuse('not-found', 'This patient is not held on this workstation.')
      context.sync.poke()
      return ok(null)
    },
  },
} satisfies Partial<CommandHandlers>
