import { randomUUID } from 'node:crypto'
import type { Patient } from '@medplum/fhirtypes'
import { createCore } from '../../main/core/create.js'
import { openStore } from '../../main/core/store/connection.js'
import { projectors } from '../../main/core/store/projections.js'
import { Store } from '../../main/core/store/store.js'
import { Calendar } from '../../main/ehr/practice/calendar.js'
import { patientResource } from '../../main/ehr/practice/patient.js'
import { ordinaryPerson } from '../../main/ehr/practice/person.js'
import { Random } from '../../main/ehr/practice/random.js'
import { staff } from '../../main/ehr/practice/staff.js'
import { typedWords } from '../../shared/domain/fold.js'
import { toInstant } from '../../shared/kernel/dates.js'
import { cached, storeForm } from './harness/cache.js'
import { benchKey } from './harness/clinic.js'
import { flag } from './harness/flag.js'
import { type BenchResult, compare, inTurns } from './harness/measure.js'

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

/** Patient number `n` of the roster. */
function patientOf(n: number, calendar: Calendar): Patient {
  const random = new Random(seed, n, 99)
  const person = ordinaryPerson(seed, n, calendar.today)
  const named = random.chance(1 / 6) ? { ...person, family: rareName(random) } : person
  return patientResource({ person: named, calendar, joined: calendar.today - 900 })
}

const first = 15

/** A workstation that holds so many patients and nothing else. */
const rosterProfile = (count: number, calendar: Calendar): Promise<string> =>
  cached(`roster-${count}.${storeForm()}`, async (folder) => {
    const filled = new Store(openStore(folder, benchKey), projectors)
    filled.db.pragma('wal_autocheckpoint = 8000')
    const started = performance.now()
    for (let at = 0; at < count; at += 500) {
      filled.receive(toInstant(new Date()), (tx) => {
        if (at === 0) for (const resource of staff()) tx.accept(resource)
        for (let n = first + at; n < first + Math.min(count, at + 500); n += 1) tx.accept(patientOf(n, calendar))
      })
    }
    process.stderr.write(`${count} patients taken in within ${((performance.now() - started) / 1000).toFixed(1)} s\n`)
    const id = filled.identity.localId('Practitioner', 'das')
    const user = { id, name: 'das', initials: '', role: 'front-desk', title: '' }
    filled.receive(toInstant(new Date()), (tx) => tx.set('session.user', JSON.stringify(user)))
    filled.close()
  })

interface Typed {
  text: string
  /** A name is in it with two letters exchanged. */
  isMisspelt: boolean
}

/** What is typed to find a patient, as it grows: names in either order, sometimes misspelt, dates, numbers. */
function typing(patient: Patient, random: Random): Typed[] {
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
  const chosen = random.int(0, wholes.length - 1)
  const whole = wholes[chosen] as string
  const isMisspelt = chosen === 2 || chosen === 3
  return Array.from({ length: whole.length }, (_, at) => ({ text: whole.slice(0, at + 1), isMisspelt })).filter(
    ({ text }) => bareQuery(text),
  )
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
  const calendar = new Calendar('2026-11-02T12:00:00Z')
  const profile = await rosterProfile(count, calendar)
  const { core, context, stop } = createCore({
    profile,
    keyHex: benchKey,
    ehrUrl: 'http://127.0.0.1:9/fhir',
    practice: true,
    workstation: randomUUID(),
  })
  const random = new Random(seed, count, 7)
  const anybody = () => patientOf(first + random.int(0, count - 1), calendar)
  const texts = Array.from({ length: searches }, () => typing(anybody(), random)).flat()
  const statements = {
    patient_words: context.store.db.prepare(
      'SELECT p.* FROM patient_words w JOIN patient p ON p.key = w.rowid WHERE patient_words MATCH ? LIMIT ?',
    ),
    patient_numbers: context.store.db.prepare(
      'SELECT p.* FROM patient_numbers w JOIN patient p ON p.key = w.rowid WHERE patient_numbers MATCH ? LIMIT ?',
    ),
  }
  const at = (index: number) => texts[index % texts.length] as Typed
  const warmUp = Math.min(200, texts.length)
  const samples = await inTurns(
    { warmUp, counted: texts.length },
    (index) => {
      const answer = core.ask('patient.find', { text: at(index).text, limit })
      if (!answer.ok) throw new Error(answer.refusal.message)
    },
    (index) => {
      const bare = bareQuery(at(index).text)
      if (bare) statements[bare.table].all(bare.match, limit)
    },
  )
  await stop()
  const [name, unit] = ['search', 'ms']
  const misspelt = (values: number[]) => values.filter((_, index) => at(warmUp + index).isMisspelt)
  const slipped = compare({
    name,
    unit,
    ours: misspelt(samples.ours),
    baseline: misspelt(samples.baseline),
    at: 'p99',
  })
  const more = { patients: count, 'misspelt, p99, ms': slipped.ours.p99, 'misspelt, p99, ratio': slipped.ratio }
  return { ...compare({ name, unit, ...samples, at: 'p99' }), more }
}
