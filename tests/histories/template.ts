import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEhr } from '../../main/ehr/server.js'
import { type Loaded, smallClinic } from '../support/small-clinic.js'
import { install } from './computer.js'
import { World } from './world.js'

/** A clinic and signed-in workstations made once per process and copied for each history. */
export interface Template {
  /** When every history begins, milliseconds since 1970. */
  began: number
  ehr: string
  /** The folder of a workstation this person is signed in to, with all it holds; undefined for an empty one. */
  profile(person: string): string | undefined
}

/** Who works in the histories' clinic. */
export const people = ['novak', 'hale', 'ruiz', 'das', 'flint'] as const
export const patients = ['p1', 'p2', 'p3'] as const

/** In memory where there is such a place: a history is hundreds of small writes that nobody needs afterwards. */
export const fast = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

let made: Promise<Template> | undefined

export function template(): Promise<Template> {
  made ??= make()
  return made
}

async function make(): Promise<Template> {
  install()
  const folder = mkdtempSync(join(fast, 'rounds-histories-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const began = new Date(2026, 2, 10, 10, 0).getTime()
  const ehr = join(folder, 'ehr')
  await (await createEhr({ data: ehr, resources: clinic(new Date(began)), clock: () => began - 86_400_000 })).close()
  // An hour earlier: no workstation may know of a time that has not come yet.
  const world = new World(join(folder, 'world'), { began: began - 3_600_000, ehr, profile: () => undefined }, 1)
  await world.begin([{ name: 'T', person: 'novak' }])
  const [station] = world.stations
  if (!station) throw new Error('no workstation')
  mkdirSync(station.profile, { recursive: true })
  for (const person of people) {
    station.start()
    if (!(await station.signIn(person))) throw new Error(`${person} cannot sign in`)
    for (let i = 0; i < 3; i++) {
      station.pass(6_000)
      await world.quiet()
    }
    await station.quit()
    cpSync(station.profile, join(folder, person), { recursive: true })
  }
  await world.end()
  return { began, ehr, profile: (person) => join(folder, person) }
}

/** The small clinic, with a medicine and an order for every patient. The third patient is not expected today. */
function* clinic(now: Date): Generator<Loaded> {
  yield* smallClinic(patients.length, 2, now)
  const meta = { lastUpdated: '2026-01-05T08:00:00.000Z', tag: [] }
  for (const id of patients) {
    const subject = { reference: `Patient/${id}` }
    yield {
      resourceType: 'MedicationRequest',
      id: `medicine-${id}`,
      meta,
      status: 'active',
      intent: 'order',
      subject,
      medicationCodeableConcept: { text: 'Lisinopril 10 mg' },
      dosageInstruction: [{ text: 'One in the morning' }],
      note: [{ text: 'Started by the hospital' }],
    }
    yield {
      resourceType: 'ServiceRequest',
      id: `order-${id}`,
      meta,
      status: id === 'p3' ? 'completed' : 'active',
      intent: 'order',
      subject,
      code: { text: 'Potassium' },
      note: [{ text: 'Fasting' }],
      patientInstruction: 'Come before ten',
    }
  }
}
