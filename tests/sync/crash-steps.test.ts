import { cpSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { DocumentReference, Observation, Resource, Task } from '@medplum/fhirtypes'
import { beforeAll, expect, test } from 'vitest'
import type { LocalId } from '../../shared/kernel/ids.js'
import { type Clinic, clinic, until, type Workstation } from '../support/clinic.js'
import { CoreProcess } from '../support/core-process.js'
import { copyOf, flip, pagesOf, rawStore } from '../support/damage.js'
import { bundleDyingCore, dyingCore } from '../support/dying-core-bundle.js'
import { temporaryFolder } from '../support/folder.js'

beforeAll(bundleDyingCore, 120_000)

type Place = Awaited<ReturnType<typeof signedIn>>

/** A workstation on which somebody has signed in and nothing has been pulled. */
async function signedIn(): Promise<{ ehr: Clinic; a: Workstation; ids: Record<'novak' | 'p1', LocalId> }> {
  const ehr = await clinic()
  const a = await ehr.workstation('A')
  const fhirUser = 'Practitioner/novak'
  const accessToken = await ehr.ehr.mintToken({ fhirUser, expiresIn: 3600 })
  await a.context.session.adopt({ accessToken, refreshToken: undefined, expiresAt: Date.now() + 3_600_000 }, fhirUser)
  const ids = {
    novak: a.id('Practitioner', 'novak'),
    p1: a.id('Patient', 'p1'),
  }
  await a.running.stop()
  return { ehr, a, ids }
}

/** What the person at the workstation does in the course of the test; what was answered is never asked again. */
class Person {
  readonly #place: Place
  readonly answered = new Map<string, unknown>()
  /** Words the editor was told are saved, by note. */
  readonly saved = new Map<LocalId, string[]>()
  round = 0
  #core: CoreProcess | undefined

  constructor(place: Place) {
    this.#place = place
  }

  /** Waits until the clinic is here: true; or the core has died: false. */
  async arrive(core: CoreProcess): Promise<boolean> {
    this.#core = core
    const held = (value: unknown): boolean => {
      const { charts } = value as { charts: { state?: string; asOf?: string }[] }
      return charts.length >= 4 && charts.every(({ asOf }) => asOf !== undefined)
    }
    return (
      (await this.#until('sync.status', (view) => (view as { asOf?: string }).asOf !== undefined)) &&
      (await this.#until('workstation.holdings', held))
    )
  }

  /** One more round of a day's work, or what is left of the one begun: true when it is done, false when the core died. */
  async work(core: CoreProcess): Promise<boolean> {
    this.#core = core
    const { novak, p1 } = this.#place.ids
    const patient = { patient: p1 }
    const call = { kind: 'call', text: `Call ${this.round}`, to: novak, priority: 'routine' }
    if (!(await this.#until('sync.status', (view) => (view as { asOf?: string }).asOf !== undefined))) return false
    if (!(await this.#once('task.create', call))) return false
    if (!(await this.#reply('patient.open', { open: p1 }, 'open'))) return false
    if (!(await this.#once('vitals.record', { ...patient, values: { pulse: 60 + this.round } }))) return false
    if (!(await this.#once('note.create', { ...patient, title: 'Visit' }))) return false
    const { note } = this.answered.get(`${this.round} note.create`) as { note: LocalId }
    const saved = this.saved.get(note) ?? []
    this.saved.set(note, saved)
    while (saved.length < 2) {
      const view = (await core.ask('note.view', { note })) as { version: number } | undefined
      if (!view) return false
      const word = `word${this.round}x${view.version} `
      const step = { stepType: 'replace', from: 2, to: 2, slice: { content: [{ type: 'text', text: word }] } }
      const typed = await this.#reply('note.steps', { ...patient, note, version: view.version, steps: [step] }, word)
      if (!typed) return false
      saved.push(word)
    }
    if (!(await this.#sent())) return false
    const view = (await core.ask('note.view', { note })) as { version: number } | undefined
    if (!view || !(await this.#once('note.sign', { ...patient, note, version: view.version }))) return false
    if (!(await this.#sent())) return false
    this.round += 1
    return true
  }

  #sent(): Promise<boolean> {
    return this.#until('outbox.list', (items) => (items as unknown[]).length === 0)
  }

  /** A command under an id of its own, repeated under it until it is answered. */
  async #once(name: string, input: object, as = name): Promise<boolean> {
    const id = `${this.round} ${as}`
    if (this.answered.has(id)) return true
    const value = await this.#reply(name, input, id)
    if (value !== undefined) this.answered.set(id, value.value)
    return value !== undefined
  }

  async #reply(name: string, input: object, id: string): Promise<{ value: unknown } | undefined> {
    const reply = await this.#core?.call(name, input, id)
    if (!reply) return undefined
    if (!reply.ok) throw new Error(`${name}: ${reply.refusal.message}`)
    return { value: reply.value }
  }

  async #until(query: string, holds: (value: unknown) => boolean): Promise<boolean> {
    const core = this.#core as CoreProcess
    for (const end = Date.now() + 60_000; Date.now() < end; ) {
      const value = await core.ask(query, {})
      if (!core.alive) return false
      if (value !== undefined && holds(value)) return true
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
    throw new Error(`${query} never came true`)
  }
}

/** What a workstation that was killed may never hold, whatever the moment: read from its file alone. */
function checkFile(a: Workstation, person: Person, moment: string): void {
  const profile = copyOf(a.profile)
  const db = rawStore(profile, a.keyHex)
  const list = <T>(sql: string): T[] => db.prepare(sql).all() as T[]
  const number = (sql: string): number => db.prepare(sql).pluck().get() as number
  try {
    const pulled = new Set(
      list<{ type: string }>(`SELECT type FROM pull_cursor WHERE first_done = 1 AND type LIKE 'first/%'`).map(
        ({ type }) => type,
      ),
    )
    const whole = number(`SELECT count(*) FROM setting WHERE key = 'first-pull.done'`) > 0
    const has = (type: string): number =>
      number(`SELECT count(*) FROM resource WHERE type = '${type}' AND server_id IS NOT NULL`)
    if (whole || pulled.has('first/Patient')) expect(has('Patient'), `${moment}: patients`).toBe(6)
    if (whole || pulled.has('first/Task/open')) expect(has('Task'), `${moment}: tasks`).toBeGreaterThanOrEqual(4)
    if (whole || pulled.has('first/Appointment/today')) expect(has('Appointment'), `${moment}: schedule`).toBe(4)
    for (const { patient } of list<{ patient: string }>(`SELECT patient FROM held_chart WHERE state = 'held'`))
      expect(
        number(`SELECT count(DISTINCT type) FROM resource WHERE patient = '${patient}'
          AND type IN ('Condition', 'AllergyIntolerance', 'Observation')`),
        `${moment}: a chart called held`,
      ).toBe(3)
    expect(number('SELECT count(*) FROM patient'), `${moment}: rows of the search`).toBe(
      number(`SELECT count(*) FROM resource WHERE type = 'Patient'`),
    )
    expect(
      number(`SELECT count(*) FROM outbox o WHERE NOT EXISTS
        (SELECT 1 FROM resource r WHERE r.id = o.resource AND r.type = o.type)`),
      `${moment}: changes without content`,
    ).toBe(0)
    expect(
      number(`SELECT count(*) FROM resource r WHERE (base IS NOT NULL OR server_id IS NULL) AND NOT EXISTS
        (SELECT 1 FROM outbox o WHERE r.id = o.resource AND r.type = o.type)`),
      `${moment}: edits that would never leave`,
    ).toBe(0)
    const words = list<{ text: string }>(
      'SELECT step AS text FROM note_step UNION ALL SELECT document FROM note_snapshot',
    )
      .map(({ text }) => text)
      .join()
    for (const word of [...person.saved.values()].flat())
      expect(words, `${moment}: ${word} was saved`).toContain(word.trim())
  } finally {
    db.close()
    rmSync(profile, { recursive: true, force: true })
  }
}

/** Every step is taken when `CRASH_ALL` is set; else those at which most is at stake. */
const all = process.env.CRASH_ALL !== undefined
const isAtStake = (step: string): boolean => /commit|receive|POST|PATCH|rename/.test(step)

/** The steps a workstation takes, in the order they are first taken. */
async function stepsOf(place: Place, until: (core: CoreProcess) => Promise<boolean>): Promise<string[]> {
  const steps = join(temporaryFolder('steps'), 'steps')
  const core = await new CoreProcess(dyingCore, place.a, { ROUNDS_STEPS: steps }).ready()
  expect(await until(core)).toBe(true)
  await core.stop()
  return readFileSync(steps, 'utf8').trim().split('\n')
}

test('killed at every step of a first pull, nothing is skipped, doubled or called whole before it is', {
  timeout: 600_000,
}, async () => {
  const place = await signedIn()
  const { a, ehr } = place
  const empty = copyOf(a.profile)
  const person = new Person(place)
  // The second copy of unsent work is written when there was time for it: such steps may never come.
  const targets = (await stepsOf(place, (core) => person.arrive(core))).filter(
    (step) => all || (isAtStake(step) && !/rename$/.test(step)) || /answer GET (Patient|Appointment)$/.test(step),
  )
  const anew = (): void => {
    rmSync(a.profile, { recursive: true, force: true })
    cpSync(empty, a.profile, { recursive: true })
  }
  anew()
  const missed: string[] = []
  for (const target of targets) {
    for (let tries = 0; ; tries++) {
      const core = await new CoreProcess(dyingCore, a, { ROUNDS_DIE_AT: target }).ready()
      const whole = await person.arrive(core)
      await core.kill()
      checkFile(a, person, target)
      if (!whole) break
      // All was here before it came to that step: once more from the beginning.
      anew()
      if (tries === 1) {
        missed.push(target)
        break
      }
    }
  }
  const core = await new CoreProcess(dyingCore, a).ready()
  expect(await person.arrive(core)).toBe(true)
  await core.stop()
  expect(missed).toEqual([])
  const db = rawStore(a.profile, a.keyHex)
  for (const type of ['Patient', 'Appointment', 'Task', 'Condition', 'Observation', 'AllergyIntolerance']) {
    const there = (await ehr.all<Resource>(`${type}?_count=200`)).map(({ id }) => id).sort()
    const here = db.prepare('SELECT server_id FROM resource WHERE type = ?').pluck().all(type).sort()
    const held = ['Patient', 'Appointment', 'Task'].includes(type)
      ? there
      : there.filter((id) => !/p[56]$/.test(id ?? ''))
    expect(here, type).toEqual(held)
  }
  db.close()
})

test('killed at every step of the work, what was answered is in the EHR once', { timeout: 600_000 }, async () => {
  const place = await signedIn()
  const { a, ehr } = place
  const person = new Person(place)
  const first = await new CoreProcess(dyingCore, a).ready()
  expect(await person.arrive(first)).toBe(true)
  await first.stop()
  const targets = (await stepsOf(place, (core) => person.work(core))).filter((step) => all || isAtStake(step))
  const missed: string[] = []
  for (const target of targets) {
    const core = await new CoreProcess(dyingCore, a, { ROUNDS_DIE_AT: target }).ready()
    // A round that was left unfinished is finished first, and another begun.
    if ((await person.work(core)) && (await person.work(core))) missed.push(target)
    await core.kill()
    checkFile(a, person, target)
  }
  const core = await new CoreProcess(dyingCore, a).ready()
  expect(await person.work(core)).toBe(true)
  expect(core.unsent).toBe(0)
  await core.stop()
  expect(missed.length, missed.join()).toBeLessThan(targets.length / 4)

  const rounds = person.round
  const tasks = await ehr.all<Task>('Task?_count=200')
  for (let round = 0; round < rounds; round++)
    expect(
      tasks.filter(({ description }) => description === `Call ${round}`),
      `Call ${round}`,
    ).toHaveLength(1)
  const pulses = (await ehr.all<Observation>('Observation?_count=200')).flatMap(({ valueQuantity }) =>
    valueQuantity?.unit === '/min' ? [valueQuantity.value] : [],
  )
  expect(pulses.sort()).toEqual(Array.from({ length: rounds }, (_, round) => 60 + round))
  const notes = await ehr.all<DocumentReference>('DocumentReference?_count=200')
  expect(notes).toHaveLength(rounds)
  expect(notes.every(({ docStatus }) => docStatus === 'final')).toBe(true)
  expect(await ehr.all('Provenance?_count=200')).toHaveLength(rounds)
  const text = notes.map(({ content }) => Buffer.from(content?.[0]?.attachment?.data ?? '', 'base64').toString()).join()
  for (const word of [...person.saved.values()].flat()) expect(text.split(word.trim()).length - 1, word).toBe(1)
})

test('killed at every step of a repair, the next start ends it', { timeout: 300_000 }, async () => {
  const place = await signedIn()
  const { a, ehr } = place
  const person = new Person(place)
  const first = await new CoreProcess(dyingCore, a).ready()
  expect(await person.arrive(first)).toBe(true)
  await ehr.stopEhr()
  const call = { kind: 'call', text: 'Call once', to: place.ids.novak, priority: 'routine' }
  expect(await first.call('task.create', call, 'c')).toMatchObject({ ok: true })
  await first.stop()
  for (const { page } of pagesOf(a.profile, a.keyHex).filter(({ of, kind }) => of === 'outbox' && kind === 'leaf'))
    flip(join(a.profile, 'rounds.db'), page)

  const rehearsal = { ...a, name: a.name, keyHex: a.keyHex, ehrUrl: a.ehrUrl, profile: copyOf(a.profile) }
  const steps = join(temporaryFolder('steps'), 'steps')
  const whole = await new CoreProcess(dyingCore, rehearsal, { ROUNDS_STEPS: steps }).ready()
  await whole.stop()
  const targets = readFileSync(steps, 'utf8')
    .trim()
    .split('\n')
    .filter((step) => /move of rounds|rebuild|reproject|catchUp|migration/.test(step))
  expect(targets.filter((step) => /move of rounds/.test(step)).length).toBeGreaterThanOrEqual(4)
  const damaged = copyOf(a.profile)
  for (const target of targets) {
    rmSync(a.profile, { recursive: true, force: true })
    cpSync(damaged, a.profile, { recursive: true })
    const dying = await new CoreProcess(dyingCore, a, { ROUNDS_DIE_AT: target }).ready()
    expect(dying.alive, target).toBe(false)
    const next = await new CoreProcess(dyingCore, a).ready()
    expect(await next.ask('outbox.list', {}), target).toHaveLength(1)
    await next.stop()
  }
  await ehr.startEhr()
  const last = await new CoreProcess(dyingCore, a).ready()
  expect(await person.arrive(last)).toBe(true)
  await until(() => last.unsent === 0)
  await last.stop()
  const tasks = await ehr.all<Task>('Task?_count=200')
  expect(tasks.filter(({ description }) => description === 'Call once')).toHaveLength(1)
})
