import type { DocumentReference, Observation } from '@medplum/fhirtypes'
import { describe, expect, test } from 'vitest'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { clinic, until, type Workstation } from '../../support/clinic.js'
import { arrivedOnce } from '../../support/queue.js'
import { madeBy, observation, state } from '../../support/sending.js'
import { clinicThat, counts, held, imports, plays } from '../../support/servers.js'

/** How many rows of any table still speak of a patient. */
const rowsOf = (a: Workstation, patient: LocalId): number =>
  (a.context.store.db.prepare('SELECT count(*) AS n FROM resource WHERE patient = ?').get(patient) as { n: number }).n

const isFound = (a: Workstation, patient: LocalId): boolean =>
  a.context.store.db.prepare('SELECT 1 FROM patient WHERE id = ?').get(patient) !== undefined

test.each([403, 404] as const)(
  'access to a patient revoked (%i): opening the chart finds out, the local copy goes, unsent work stays and needs a person',
  async (status) => {
    const { ehr, a } = await clinicThat([])
    const p1 = a.id('Patient', 'p1')
    plays(ehr, { kind: 'status', status: 503 }, { when: { method: ['POST', 'PATCH'], path: '^(Observation|Task)' } })
    const unsent = a.create({
      resourceType: 'Observation',
      status: 'final',
      code: { text: 'Pulse' },
      subject: { reference: 'Patient/p1' },
    } as Observation)
    a.edit('Task', a.id('Task', 'task-p1'), (task) => {
      task.status = 'in-progress'
    })
    plays(ehr, { kind: 'hidden-patient', patient: 'p1', status })
    a.context.sync.openChart(p1)
    await until(() => !isFound(a, p1))
    await until(() => a.context.outbox.counts().needsYou === 2)
    expect(rowsOf(a, p1)).toBe(2)
    expect(a.read('AllergyIntolerance', a.id('AllergyIntolerance', 'allergy-p1'))).toBeUndefined()
    expect(a.context.sync.held(p1).state).toBe('not-held')
    const rows = a.context.outbox.rows()
    expect(rows.map(({ state }) => state)).toEqual(['needs-you', 'needs-you'])
    expect(rows[0]?.reason).toMatch(/no longer shows this patient’s record/)
    const { bundle, count } = a.context.outbox.exportBundle()
    expect([count, JSON.stringify(bundle).includes(unsent)]).toEqual([2, true])
    expect(held(a, 'Patient')).toBe(5)
    expect(a.context.sync.view().state).toBe('online')
  },
)

test('words being typed for a patient who is taken away stay, and so does their note', async () => {
  const { ehr, a } = await clinicThat([])
  const { body } = await ehr.send<DocumentReference>('POST', 'DocumentReference', {
    resourceType: 'DocumentReference',
    status: 'current',
    docStatus: 'preliminary',
    subject: { reference: 'Patient/p1' },
    content: [{ attachment: { contentType: 'text/plain', data: 'QQ==' } }],
  })
  const note = a.id('DocumentReference', body.id as string)
  await until(() => a.read('DocumentReference', note))
  const { db } = a.context.store
  db.prepare(`INSERT INTO note_journal (note, published, hash) VALUES (?, 0, '')`).run(note)
  db.prepare(`INSERT INTO note_step (note, version, step, at) VALUES (?, 0, '{}', '2026-01-01T00:00:00Z')`).run(note)
  plays(ehr, { kind: 'hidden-patient', patient: 'p1', status: 404 })
  a.context.sync.openChart(a.id('Patient', 'p1'))
  await until(() => !isFound(a, a.id('Patient', 'p1')))
  expect(a.read('DocumentReference', note)).toBeDefined()
  expect(db.prepare('SELECT count(*) AS n FROM note_step').get()).toEqual({ n: 1 })
})

test('access revoked while a window shows the chart and a note is being written: nothing typed is lost, nothing else is shown', async () => {
  const { ehr, a } = await clinicThat([])
  const p1 = a.id('Patient', 'p1')
  const window = { window: 1, bound: null as LocalId | null }
  const call = async <T>(name: string, input: object): Promise<T> => {
    const done = await a.running.core.call(name, input, crypto.randomUUID(), window)
    if (!done.ok) throw new Error(`${name}: ${done.refusal.message}`)
    return done.value as T
  }
  const ask = <T>(name: string, input: object): T => {
    const answer = a.running.core.ask(name, input)
    if (!answer.ok) throw new Error(`${name}: ${answer.refusal.message}`)
    return answer.value as T
  }
  const type = async (note: LocalId, text: string): Promise<void> => {
    const { version } = ask<{ version: number }>('note.view', { note })
    const step = { stepType: 'replace', from: 2, to: 2, slice: { content: [{ type: 'text', text }] } }
    await call('note.steps', { patient: p1, note, version, steps: [step] })
  }
  await call('patient.open', { open: p1 })
  plays(
    ehr,
    { kind: 'status', status: 503 },
    { when: { method: ['POST', 'PATCH', 'PUT'], path: '^DocumentReference|^$' } },
  )
  const { note } = await call<{ note: LocalId }>('note.create', { patient: p1, title: 'Visit' })
  await type(note, 'before ')
  plays(ehr, { kind: 'hidden-patient', patient: 'p1', status: 403 })
  a.context.sync.openChart(p1)
  await until(() => !isFound(a, p1))
  await type(note, 'after ')
  expect(JSON.stringify(ask('note.view', { note }))).toMatch(/after before|before.*after/)
  await until(() => a.context.outbox.counts().needsYou === 1)
  expect(ask('patient.banner', { patient: p1 })).toBeNull()
  expect(JSON.stringify(ask('chart.view', { patient: p1 }))).not.toMatch(/Penicillin|Pulse/)
  expect(ask('outbox.list', {})).toHaveLength(1)
  expect(ask('workstation.holdings', {})).toBeDefined()
  const kept = await call<{ words: string; count: number }>('outbox.export', {})
  expect([kept.count, kept.words]).toEqual([1, expect.stringMatching(/after before/)])
  await a.restart()
  expect(JSON.stringify(ask('note.view', { note }))).toMatch(/after before/)
})

test('a patient who vanishes from searches is found by the census, and their chart goes', async () => {
  const { ehr, a } = await clinicThat([])
  const p2 = a.id('Patient', 'p2')
  plays(ehr, { kind: 'hidden-patient', patient: 'p2', status: 404 })
  a.context.sync.compare()
  await until(() => !isFound(a, p2))
  await until(() => rowsOf(a, p2) === 0)
  expect(held(a, 'Patient')).toBe(5)
})

test('a chart that may not be read is not taken for an empty one', async () => {
  const { ehr, a } = await clinicThat([])
  const p6 = a.id('Patient', 'p6')
  plays(ehr, { kind: 'hidden-patient', patient: 'p6', status: 403 })
  a.context.sync.openChart(p6)
  await until(() => !isFound(a, p6))
  expect(a.context.sync.held(p6).state).not.toBe('held')
})

test('a server that refuses everybody has said nothing about one patient', async () => {
  const { ehr, a } = await clinicThat([])
  const p1 = a.id('Patient', 'p1')
  for (const status of [403, 404] as const) {
    const fault = plays(ehr, { kind: 'status', status }, { when: { method: 'GET', path: '^(Patient|Observation)' } })
    a.context.sync.openChart(p1)
    await until(() => fault.struck() > 0)
    await a.context.sync.once('pull').catch(() => undefined)
    expect(isFound(a, p1)).toBe(true)
    expect(rowsOf(a, p1)).toBeGreaterThan(3)
    fault.end()
  }
})

test('a proxy’s error page about one patient is not believed', async () => {
  const { ehr, a } = await clinicThat([])
  plays(ehr, { kind: 'html-page', status: 404 }, { when: { method: 'GET', path: '^Patient/p1' } })
  const looked = counts(ehr, '^Patient/p1')
  a.context.sync.openChart(a.id('Patient', 'p1'))
  await until(() => looked() > 0)
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(isFound(a, a.id('Patient', 'p1'))).toBe(true)
})

test('`$everything` refused: the chart comes type by type', async () => {
  const { ehr, a } = await clinicThat([])
  plays(ehr, { kind: 'status', status: 403 }, { when: { path: '\\$everything' } })
  const p6 = a.id('Patient', 'p6')
  a.context.sync.openChart(p6)
  await until(() => a.context.sync.held(p6).state === 'held')
  expect(a.read('AllergyIntolerance', a.id('AllergyIntolerance', 'allergy-p6'))).toBeDefined()
})

test('`$everything` that leaves types out, and pages in a circle: what it lacks is searched for', async () => {
  const ehr = await clinic({
    ehr: { faults: [{ behaviour: { kind: 'partial-everything', types: ['Observation', 'AllergyIntolerance'] } }] },
  })
  const a = await (await (await ehr.workstation('A')).as('novak')).ready()
  expect(a.read('Observation', a.id('Observation', 'observation-p1'))).toBeDefined()
  expect(a.read('AllergyIntolerance', a.id('AllergyIntolerance', 'allergy-p1'))).toBeDefined()
  await imports(
    ehr,
    Array.from({ length: 520 }, () => ({
      resourceType: 'Immunization' as const,
      status: 'completed' as const,
      vaccineCode: { text: 'Influenza' },
      patient: { reference: 'Patient/p6' },
      occurrenceDateTime: '2025-10-01',
    })),
  )
  plays(ehr, { kind: 'next-link', form: 'loop' })
  const p6 = a.id('Patient', 'p6')
  a.context.sync.openChart(p6)
  await until(() => a.context.sync.held(p6).state === 'held')
  expect(held(a, 'Immunization')).toBe(520)
})

test('a type that is not declared: the rest goes on', async () => {
  const { ehr, a } = await clinicThat([{ kind: 'undeclared', types: ['Provenance', 'Specimen'] }])
  const asked = counts(ehr, '^(Provenance|Specimen)')
  await ehr.send('PATCH', 'Task/task-p1', [{ op: 'replace', path: '/status', value: 'in-progress' }])
  await until(() => a.read('Task', a.id('Task', 'task-p1'))?.status === 'in-progress')
  expect(asked()).toBe(0)
  expect(a.context.sync.view().problem).toBeUndefined()
})

test('a type forbidden to this person: the rest goes on, and `as of` does not speak for it', async () => {
  const ehr = await clinic()
  plays(ehr, { kind: 'status', status: 403 }, { when: { method: 'GET', path: '^Observation' } })
  plays(ehr, { kind: 'partial-everything', types: ['Observation'] })
  const a = await (await (await ehr.workstation('A')).as('novak')).ready()
  await until(() => a.context.sync.view().problem)
  expect(a.context.sync.view().problem).toBe('The EHR does not show you: results and vital signs.')
  const before = a.context.sync.view().asOf as string
  await until(() => (a.context.sync.view().asOf as string) > before)
  const p1 = a.id('Patient', 'p1')
  expect(a.context.sync.held(p1)).toMatchObject({ state: 'held', without: 'results and vital signs' })
  const { watermark } = a.context.store.db
    .prepare(`SELECT watermark FROM pull_cursor WHERE type = 'Observation'`)
    .get() as { watermark: string }
  expect(watermark < (a.context.sync.held(p1).asOf as string)).toBe(true)
})

describe.each([403, 404] as const)('access revoked (%i), found out by sending what is new', (status) => {
  const pulse = (patient: string): Observation => ({ ...observation(patient), code: { text: 'Pulse' } })
  test.each([
    ['alone', 1],
    ['together with others', 3],
  ])(
    '%s: it needs a person, the local copy goes, others go on, and it arrives once when access is back',
    async (_, n) => {
      const { ehr, a } = await clinicThat([])
      const p1 = a.id('Patient', 'p1')
      await a.offline()
      const hidden = plays(ehr, { kind: 'hidden-patient', patient: 'p1', status })
      const made = Array.from({ length: n }, () => a.create(pulse('Patient/p1')))
      const other = a.create(pulse('Patient/p2'))
      await a.online()
      await until(() => a.context.outbox.counts().needsYou === n)
      await until(() => !isFound(a, p1) && state(a, 'Observation', other) === undefined)
      expect(rowsOf(a, p1)).toBe(n)
      for (const row of a.context.outbox.rows()) expect(row.reason).toMatch(/no longer shows this patient’s record/)
      hidden.end()
      expect(await ehr.all(`Observation?${madeBy(made[0] as LocalId)}`)).toHaveLength(0)
      for (const { item } of a.context.outbox.rows()) a.context.outbox.fix(item, 'retry')
      a.context.sync.now()
      await arrivedOnce(ehr, a, 'Observation', ...made)
    },
  )
})

test('sent, its answer lost, then access revoked and given back: what had arrived is not made a second time', async () => {
  const { ehr, a } = await clinicThat([{ kind: 'ignore-if-none-exist' }])
  const lost = plays(ehr, { kind: 'lost-response' }, { when: { method: 'POST', path: '^Observation' } })
  const made = a.create(observation('Patient/p1'))
  await until(() => lost.struck() > 0)
  const hidden = plays(ehr, { kind: 'hidden-patient', patient: 'p1', status: 403 })
  // With answers being lost the EHR counts as away by turns, and a chart opened just then is not asked about.
  await until(async () => {
    a.context.sync.openChart(a.id('Patient', 'p1'))
    await new Promise((resolve) => setTimeout(resolve, 200))
    return state(a, 'Observation', made) === 'needs-you'
  })
  lost.end()
  hidden.end()
  a.context.outbox.fix(a.context.outbox.rows()[0]?.item as string, 'retry')
  a.context.sync.now()
  await arrivedOnce(ehr, a, 'Observation', made)
})

test('allergies that are not shown are not said to be none', async () => {
  const ehr = await clinic()
  plays(ehr, { kind: 'status', status: 403 }, { when: { method: 'GET', path: '^AllergyIntolerance' } })
  plays(ehr, { kind: 'partial-everything', types: ['AllergyIntolerance'] })
  const a = await (await (await ehr.workstation('A')).as('novak')).ready()
  await until(() => a.context.sync.held(a.id('Patient', 'p1')).without === 'allergies')
  expect(a.running.core.ask('patient.banner', { patient: a.id('Patient', 'p1') })).toMatchObject({
    ok: true,
    value: { allergyState: 'not-held', allergies: [] },
  })
})
