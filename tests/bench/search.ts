import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Patient } from '@medplum/fhirtypes'
import { createCore } from '../../main/core/create.js'
import { openStore } from '../../main/core/store/connection.js'
import { projectors } from '../../main/core/store/projections.js'
import { Store } from '../../main/core/store/store.js'
import { Calendar } from '../../main/ehr/practice/calendar.js'
import type { Chart } from '../../main/ehr/practice/chart.js'
import { patientResource } from '../../main/ehr/practice/patient.js'
import { ordinaryPerson } from '../../main/ehr/practice/person.js'
import { Random } from '../../main/ehr/practice/random.js'
import { staff } from '../../main/ehr/practice/staff.js'
import { typedWords } from '../../shared/domain/fold.js'
import { toInstant } from '../../shared/kernel/dates.js'
import { flag } from './harness/flag.js'
import { type BenchResult, compare, inTurns } from './harness/measure.js'

const keyHex = 'ef'.repeat(32)
const seed = 20261122
const limit = 20

const syllables =
  'ba be bo ca da den do el fa gar go hal in ja ka kel la lin lo ma mar mi na nor o pa pe ra ri ro sa sen ta ti va ver wa wi yo za'.split(
    ' ',
  )
/** The generator has some 1,500 names; a big practice has many rare ones more. One patient in six gets one. */
const rareName = (random: Random): string => {
  const name = Array.from({ length: random.int(2, 4) }, () => random.pick(syllables)).join('')
  return `${name[0]?.toUpperCase()}${name.slice(1)}`
}

function roster(count: number): Patient[] {
  const calendar = new Calendar(new Date())
  const patients: Patient[] = []
  for (let n = 15; n < 15 + count; n++) {
    const random = new Random(seed, n, 99)
    const person = ordinaryPerson(seed, n, calendar.today)
    const named = random.chance(1 / 6) ? { ...person, family: rareName(random) } : person
    patients.push(patientResource({ person: named, calendar, joined: calendar.today - 900 } as Chart))
  }
  return patients
}

/** What is typed to find a patient, as it grows: names in either order, sometimes misspelt, dates, numbers. */
function typing(patient: Patient, random: Random): string[] {
  const name = patient.name?.[0]
  const family = name?.family ?? ''
  const given = name?.given?.[0] ?? ''
  const slip = (word: string): string => {
    const at = random.int(1, Math.max(1, word.length - 2))
    return word.slice(0, at) + word.slice(at + 1, at + 2) + word.slice(at, at + 1) + word.slice(at + 2)
  }
  const wholes = [
    `${given} ${family}`,
    `${family}, ${given}`,
    slip(family),
    `${slip(family)} ${given}`,
    `${family} ${patient.birthDate?.slice(0, 4)}`,
    patient.birthDate?.split('-').reverse().join('/') ?? '',
    patient.identifier?.find(({ system }) => system?.endsWith('/mrn'))?.value ?? '',
    patient.telecom?.[0]?.value?.slice(-8) ?? '',
  ]
  const whole = wholes[random.int(0, wholes.length - 1)] as string
  return Array.from({ length: whole.length }, (_, at) => whole.slice(0, at + 1)).filter((text) => text.trim())
}

/** The words typed as one FTS5 statement would take them: every word a beginning, nothing forgiven, nothing ordered. */
function bareQuery(text: string): { table: 'patient_words' | 'patient_numbers'; match: string } | undefined {
  const words = typedWords(text)
  if (words.length === 0) return undefined
  const numbers = words.every((word) => /^\d+$/.test(word))
  // One digit or two are a beginning of everything; neither side looks them up.
  if (numbers && words.join('').length < 3) return undefined
  const terms = numbers ? [`"m${words.join('')}"*`] : words.map((word) => `"${word}"*`)
  return { table: numbers ? 'patient_numbers' : 'patient_words', match: terms.join(' AND ') }
}

/**
 * Patient search as it is typed, key by key, through the core's `patient.find`, beside the bare FTS5 prefix statement
 * for the same words on the same file: the first 20 rows, no ranking, no misspellings. Milliseconds. `--patients N`.
 */
export async function run(): Promise<BenchResult> {
  const count = flag('patients', 50_000)
  const searches = flag('searches', 150)
  const profile = mkdtempSync(join(tmpdir(), 'rounds-search-'))
  const patients = roster(count)
  const filled = new Store(openStore(profile, keyHex), projectors)
  const started = performance.now()
  for (let at = 0; at < patients.length; at += 500) {
    filled.receive(toInstant(new Date()), (tx) => {
      if (at === 0) for (const resource of staff()) tx.accept(resource)
      for (const patient of patients.slice(at, at + 500)) tx.accept(patient)
    })
  }
  process.stderr.write(`${count} patients taken in within ${((performance.now() - started) / 1000).toFixed(1)} s\n`)
  const user = {
    id: filled.identity.localId('Practitioner', 'das'),
    name: 'das',
    initials: '',
    role: 'front-desk',
    title: '',
  }
  filled.receive(toInstant(new Date()), (tx) => tx.set('session.user', JSON.stringify(user)))
  filled.close()
  const { core, context, stop } = createCore({
    profile,
    keyHex,
    ehrUrl: 'http://127.0.0.1:9/fhir',
    practice: true,
    workstation: randomUUID(),
  })
  const random = new Random(seed, count, 7)
  const texts = Array.from({ length: searches }, () => typing(random.pick(patients), random))
    .flat()
    .filter((text) => bareQuery(text))
  const statements = {
    patient_words: context.store.db.prepare(
      'SELECT p.* FROM patient_words w JOIN patient p ON p.key = w.rowid WHERE patient_words MATCH ? LIMIT ?',
    ),
    patient_numbers: context.store.db.prepare(
      'SELECT p.* FROM patient_numbers w JOIN patient p ON p.key = w.rowid WHERE patient_numbers MATCH ? LIMIT ?',
    ),
  }
  const worst: { text: string; ms: number }[] = []
  const samples = await inTurns(
    { warmUp: Math.min(200, texts.length), counted: texts.length },
    (index) => {
      const text = texts[index % texts.length] as string
      const from = performance.now()
      const answer = core.ask('patient.find', { text, limit })
      if (!answer.ok) throw new Error(answer.refusal.message)
      worst.push({ text, ms: performance.now() - from })
    },
    (index) => {
      const bare = bareQuery(texts[index % texts.length] as string)
      if (bare) statements[bare.table].all(bare.match, limit)
    },
  )
  await stop()
  rmSync(profile, { recursive: true, force: true })
  const slowest = worst
    .slice(200)
    .sort((a, b) => b.ms - a.ms)
    .slice(0, 5)
  process.stderr.write(`slowest: ${slowest.map(({ text, ms }) => `"${text}" ${ms.toFixed(1)} ms`).join(', ')}\n`)
  return compare({ name: 'search', unit: 'ms', ...samples, at: 'p99' })
}
