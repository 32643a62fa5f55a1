import type { Communication, Observation, ServiceRequest, Task } from '@medplum/fhirtypes'
import { describe, expect, it } from 'vitest'
import type { Rule } from '../../../shared/domain/rule/language.js'
import type { Clinic, Workstation } from '../../support/clinic.js'
import { clinic, until } from '../../support/clinic.js'
import { Window } from '../../support/window.js'
import { done, one, post, quiet, result, tasksAbout, three } from './arrivals.js'

const toBlue = (a: Workstation): Rule[] => [
  {
    id: 'critical',
    title: 'Critical potassium',
    on: 'arrival',
    when: {
      all: [
        { fact: 'flag', op: 'is', value: ['HH', 'LL'] },
        { fact: 'textHas', op: 'has', value: ['potassium'] },
      ],
    },
    // biome-ignore lint/suspicious/noThenProperty: the rule's consequence, nothing to be awaited.
    then: { to: `team:${a.id('CareTeam', 'blue')}`, due: { minutes: 30 } },
  },
]

const holding = (station: Workstation, type: string, id: string): Task[] =>
  (
    station.context.store.db
      .prepare(`SELECT r.json FROM task t JOIN resource r ON r.id = t.id AND r.type = 'Task' WHERE t.focus = ?`)
      .all(station.id(type, id)) as { json: string }[]
  ).map(({ json }) => JSON.parse(json) as Task)

const openOf = (tasks: readonly Task[]): Task[] => tasks.filter(({ status }) => status === 'requested')

/** Until the EHR has a task about it and every workstation does. */
async function arrived(to: Clinic, stations: readonly Workstation[], type: string, id: string): Promise<Task[]> {
  await until(() => stations.every((station) => holding(station, type, id).some(({ meta }) => meta?.versionId)))
  return tasksAbout(to, type, id)
}

describe('what arrives', () => {
  it('one report by plain FHIR POST, three workstations, exactly one Task', async () => {
    const itself = await clinic()
    const stations = await three(itself, toBlue)
    const { report } = await result(itself, 'p5', 6.7, 'HH')
    const [task] = await arrived(itself, stations, 'DiagnosticReport', report)
    // Every workstation has had its turn by now, whether or not it used it.
    await quiet(1_500)
    expect(await tasksAbout(itself, 'DiagnosticReport', report)).toHaveLength(1)
    for (const station of stations) expect(holding(station, 'DiagnosticReport', report)).toHaveLength(1)
    expect(task).toMatchObject({
      status: 'requested',
      priority: 'stat',
      description: 'Potassium 6.7 mmol/L HH',
      owner: { reference: 'CareTeam/blue', display: 'Blue team' },
      for: { reference: 'Patient/p5', display: 'Family5, Given5' },
      focus: { reference: `DiagnosticReport/${report}` },
    })
    expect(task?.requester).toBeUndefined()
    expect(Date.parse(task?.restriction?.period?.end ?? '') - Date.parse(task?.authoredOn ?? '')).toBe(30 * 60_000)

    // None hears of the others' before its own turn: each of them makes it, and the EHR has it once all the same.
    itself.ehr.faults.add({
      when: { method: 'GET', path: '^Task' },
      behaviour: { kind: 'latency', milliseconds: 2_500 },
    })
    const late = await result(itself, 'p6', 6.6, 'HH')
    await until(() => stations.every((station) => holding(station, 'DiagnosticReport', late.report).length === 1))
    itself.ehr.faults.clear()
    await until(() => stations.every(({ context }) => context.outbox.counts().sending === 0))
    expect(await arrived(itself, stations, 'DiagnosticReport', late.report)).toHaveLength(1)
  })

  it('becomes one piece of work where the EHR ignores If-None-Exist and is slow to show what it has', async () => {
    const itself = await clinic({
      ehr: {
        faults: [
          { when: { method: 'POST', path: '^Task' }, behaviour: { kind: 'ignore-if-none-exist' } },
          { when: { method: 'POST', path: '^Task' }, behaviour: { kind: 'slow-commit', milliseconds: 1_600 } },
        ],
      },
    })
    const stations = await three(itself, toBlue)
    const { report } = await result(itself, 'p5', 6.7, 'HH')
    await until(async () => (await tasksAbout(itself, 'DiagnosticReport', report)).length > 1)
    await quiet(1_500)
    const settled = async (): Promise<boolean> =>
      openOf(await tasksAbout(itself, 'DiagnosticReport', report)).length === 1 &&
      stations.every((station) => openOf(holding(station, 'DiagnosticReport', report)).length === 1)
    await until(settled)
    const tasks = await tasksAbout(itself, 'DiagnosticReport', report)
    const [stays] = openOf(tasks)
    for (const station of stations) expect(openOf(holding(station, 'DiagnosticReport', report))[0]?.id).toBe(stays?.id)
    for (const other of tasks.filter(({ id }) => id !== stays?.id)) {
      expect(other).toMatchObject({ status: 'cancelled', statusReason: { text: 'Made twice' } })
    }
    for (const { context } of stations) expect(context.outbox.counts().needsYou).toBe(0)
  })

  it('is made once by a workstation that is killed while the answer is lost', async () => {
    const itself = await clinic()
    const a = await one(itself)
    await itself.stopEhr()
    await itself.startEhr({
      faults: [{ when: { method: 'POST', path: '^Task' }, times: 1, behaviour: { kind: 'lost-response' } }],
    })
    await until(() => a.context.sync.view().state === 'online')
    const { report } = await result(itself, 'p5', 4.1, 'N')
    await until(async () => (await tasksAbout(itself, 'DiagnosticReport', report)).length > 0)
    await a.restart()
    const tasks = await arrived(itself, [a], 'DiagnosticReport', report)
    expect(tasks).toHaveLength(1)
    expect(tasks[0]).toMatchObject({ description: 'Basic metabolic panel', owner: { reference: 'Practitioner/hale' } })
  })

  it('before somebody has begun, or long ago, floods nobody; and offline nothing is made', async () => {
    const itself = await clinic()
    const a = await one(itself, false)
    const before = await result(itself, 'p1', 6.9, 'HH')
    await until(() => a.read('DiagnosticReport', a.id('DiagnosticReport', before.report)))
    await quiet(50)
    await done(a, 'rules.begin', {})
    const old = await result(itself, 'p2', 6.9, 'HH', { issued: '2025-02-01T10:00:00Z' })
    const after = await result(itself, 'p3', 6.9, 'HH')
    await arrived(itself, [a], 'DiagnosticReport', after.report)
    await a.offline()
    const offline = await result(itself, 'p4', 6.9, 'HH')
    const [report, observation] = await Promise.all([
      itself.get(`DiagnosticReport/${offline.report}`),
      itself.get(`Observation/${offline.observation}`),
    ])
    await until(() => a.context.sync.view().state === 'offline')
    a.context.store.receive(a.context.at(), (tx) => [observation, report].map((each) => tx.accept(each)))
    await quiet(2_000)
    for (const { report: id } of [before, old, offline]) expect(holding(a, 'DiagnosticReport', id)).toEqual([])
    await a.online()
    await arrived(itself, [a], 'DiagnosticReport', offline.report)
    expect(holding(a, 'DiagnosticReport', before.report)).toEqual([])
    expect(holding(a, 'DiagnosticReport', old.report)).toEqual([])
  })

  it('corrected after its review it is to be reviewed again; while it waits it is not made twice', async () => {
    const itself = await clinic()
    const a = await one(itself)
    const { report, observation } = await result(itself, 'p5', 4.4, 'N', { status: 'preliminary' })
    const [first] = await arrived(itself, [a], 'DiagnosticReport', report)
    expect(first?.description).toBe('Basic metabolic panel, preliminary')
    const patch = (type: string, id: string, ...operations: unknown[]) =>
      itself.send('PATCH', `${type}/${id}`, operations)
    const status = (value: string) => ({ op: 'replace', path: '/status', value })
    await patch('DiagnosticReport', report, status('final'))
    await until(async () => {
      const [now, ...others] = await tasksAbout(itself, 'DiagnosticReport', report)
      return others.length === 0 && now?.description === 'Basic metabolic panel'
    })
    await patch('Task', first?.id ?? '', status('completed'))
    await until(() => holding(a, 'DiagnosticReport', report)[0]?.status === 'completed')
    await patch(
      'Observation',
      observation,
      { op: 'replace', path: '/valueQuantity/value', value: 6.8 },
      {
        op: 'replace',
        path: '/interpretation/0/coding/0/code',
        value: 'HH',
      },
    )
    await patch('DiagnosticReport', report, status('corrected'))
    const again = await until(async () => openOf(await tasksAbout(itself, 'DiagnosticReport', report))[0])
    expect(again).toMatchObject({ description: 'Corrected: Potassium 6.8 mmol/L HH', priority: 'stat' })
  })

  it('corrected before its review arrived, which saw it as it was, it is to be reviewed again', async () => {
    const itself = await clinic()
    const a = await one(itself)
    const { report, observation } = await result(itself, 'p5', 4.4, 'N')
    const [first] = await arrived(itself, [a], 'DiagnosticReport', report)
    const seen = await until(() => {
      const view = a.running.core.ask('result.view', {
        patient: a.id('Patient', 'p5'),
        report: a.id('DiagnosticReport', report),
      } as never) as { ok: true; value: { fingerprint: string } | null }
      return view.value?.fingerprint
    })
    await itself.send('PATCH', `Observation/${observation}`, [
      { op: 'replace', path: '/valueQuantity/value', value: 6.8 },
    ])
    await itself.send('PATCH', `DiagnosticReport/${report}`, [{ op: 'replace', path: '/status', value: 'corrected' }])
    const end = new Date(Date.now() + 5_000).toISOString()
    await itself.send('PATCH', `Task/${first?.id}`, [
      { op: 'add', path: '/output', value: [{ type: { text: 'reviewed' }, valueString: seen }] },
      { op: 'add', path: '/executionPeriod', value: { end } },
      { op: 'replace', path: '/status', value: 'completed' },
    ])
    await until(async () => openOf(await tasksAbout(itself, 'DiagnosticReport', report))[0])
  })

  it('a value corrected alone, its report as it was, is reviewed again', async () => {
    const itself = await clinic()
    const a = await one(itself)
    const { report, observation } = await result(itself, 'p5', 4.4, 'N')
    const [first] = await arrived(itself, [a], 'DiagnosticReport', report)
    const of = { patient: a.id('Patient', 'p5'), report: a.id('DiagnosticReport', report) }
    const room = new Window(a)
    const seen = await until(() => room.see('result.view', of)?.fingerprint)
    await room.open(of.patient)
    await room.do('result.act', { patient: of.patient, task: a.id('Task', first?.id ?? ''), seen })
    await until(() => holding(a, 'DiagnosticReport', report).some(({ status }) => status === 'completed'))
    await until(() => a.context.sync.view().line === 'All in the EHR')
    await itself.send('PATCH', `Observation/${observation}`, [
      { op: 'replace', path: '/valueQuantity/value', value: 6.8 },
    ])
    const again = await until(async () =>
      openOf(await tasksAbout(itself, 'DiagnosticReport', report)).find(
        ({ code }) => code?.coding?.[0]?.code === 'result-review',
      ),
    )
    expect(again.id).not.toBe(first?.id)
  })

  it('taken back after it was reviewed somebody looks again, and nobody reviews or tells of it any more', async () => {
    const itself = await clinic()
    const a = await one(itself)
    const { report } = await result(itself, 'p5', 6.4, 'H')
    const [first] = await arrived(itself, [a], 'DiagnosticReport', report)
    const of = { patient: a.id('Patient', 'p5'), report: a.id('DiagnosticReport', report) }
    const room = new Window(a)
    const seen = await until(() => room.see('result.view', of)?.fingerprint)
    await room.open(of.patient)
    await room.do('result.act', { patient: of.patient, task: a.id('Task', first?.id ?? ''), seen })
    const named = async (kind: string): Promise<Task | undefined> =>
      (await tasksAbout(itself, 'DiagnosticReport', report)).find(({ code }) => code?.coding?.[0]?.code === kind)
    await until(() => named('tell-patient'))
    await itself.send('PATCH', `DiagnosticReport/${report}`, [
      { op: 'replace', path: '/status', value: 'entered-in-error' },
    ])
    const look = await until(() => named('follow-up'))
    expect(look).toMatchObject({
      description: 'Basic metabolic panel: taken back by the laboratory, after it was reviewed',
      for: { reference: 'Patient/p5' },
      owner: { reference: 'Practitioner/novak' },
      priority: 'urgent',
    })
    await until(async () => (await named('tell-patient'))?.status === 'cancelled')
  })

  it('messages in a row are one piece of work; what was answered is none; the next one after it is new', async () => {
    const itself = await clinic()
    const a = await one(itself)
    const message = (text: string, before?: string, sender = 'Patient/p5'): Communication => ({
      resourceType: 'Communication',
      status: 'completed',
      subject: { reference: 'Patient/p5' },
      sender: { reference: sender },
      sent: new Date().toISOString(),
      payload: [{ contentString: text }],
      ...(before && { inResponseTo: [{ reference: `Communication/${before}` }] }),
    })
    const first = await post(itself, message('Dizzy since the new tablets.'))
    const [task] = await arrived(itself, [a], 'Communication', first.id)
    expect(task).toMatchObject({ description: 'Dizzy since the new tablets.', priority: 'routine' })
    const second = await post(itself, message('And a rash.', first.id))
    const answer = await post(itself, message('Please stop them.', second.id, 'Practitioner/novak'))
    await itself.send('PATCH', `Task/${task?.id}`, [{ op: 'replace', path: '/status', value: 'completed' }])
    await until(() => holding(a, 'Communication', first.id)[0]?.status === 'completed')
    await quiet(300)
    expect(holding(a, 'Communication', second.id)).toEqual([])
    const third = await post(itself, message('Thank you. When do I come back?', answer.id))
    const [next] = await arrived(itself, [a], 'Communication', third.id)
    expect(next?.description).toBe('Thank you. When do I come back?')

    // What else was made of a message, or was asked about it, keeps no later one from anybody.
    await itself.send('PATCH', `Task/${next?.id}`, [{ op: 'replace', path: '/status', value: 'completed' }])
    await until(() => holding(a, 'Communication', third.id)[0]?.status === 'completed')
    const coding = next?.code?.coding?.[0]
    for (const kind of ['referral', 'mention']) {
      const code = { coding: [{ ...coding, code: kind }] }
      const { id: _id, meta: _meta, identifier: _own, note: _note, ...made } = next as Task
      await post(itself, { ...made, status: 'requested', code, description: kind })
    }
    await until(() => openOf(holding(a, 'Communication', third.id)).length === 2)
    const fourth = await post(itself, message('My chest hurts now.', third.id))
    expect((await arrived(itself, [a], 'Communication', fourth.id))[0]?.description).toBe('My chest hurts now.')
  })

  it('a value that turns critical while its review waits makes the review critical', async () => {
    const itself = await clinic()
    const a = await one(itself)
    const { report, observation } = await result(itself, 'p5', 4.4, 'N')
    await arrived(itself, [a], 'DiagnosticReport', report)
    await itself.send('PATCH', `Observation/${observation}`, [
      { op: 'replace', path: '/valueQuantity/value', value: 6.9 },
      { op: 'replace', path: '/interpretation/0/coding/0/code', value: 'HH' },
    ])
    const task = await until(async () =>
      (await tasksAbout(itself, 'DiagnosticReport', report)).find(({ priority }) => priority === 'stat'),
    )
    expect(task.description).toBe('Potassium 6.9 mmol/L HH')
    expect(task.note?.map(({ text }) => text)).toEqual(['Changed: Potassium 6.9 mmol/L HH.'])
    expect(Date.parse(task.restriction?.period?.end ?? '')).toBeLessThan(Date.now() + 61 * 60_000)
  })

  it('a value that changes twice in what the EHR calls the same second is compared twice', async () => {
    const itself = await clinic()
    const a = await one(itself)
    const { report, observation } = await result(itself, 'p5', 4.4, 'N')
    await arrived(itself, [a], 'DiagnosticReport', report)
    const say = async (value: number) => {
      const { meta: _meta, ...was } = await itself.get<Observation>(`Observation/${observation}`)
      const now = { ...was, valueQuantity: { value, unit: 'mmol/L' }, interpretation: [{ coding: [{ code: 'H' }] }] }
      await itself.send('PUT', `Observation/${observation}`, now)
      await until(() => a.read('Observation', a.id('Observation', observation))?.valueQuantity?.value === value)
    }
    const { store } = a.context
    const [earlier] = [new Date(Date.now() - 60_000).toISOString()]
    store.onChange(() => {
      store.db.prepare(`UPDATE resource SET last_updated = ? WHERE type = 'Observation'`).run(earlier)
      store.db.prepare(`UPDATE resource SET last_updated = ? WHERE type = 'DiagnosticReport'`).run(earlier)
    })
    for (const value of [5.8, 5.9]) {
      await say(value)
      await until(async () =>
        (await tasksAbout(itself, 'DiagnosticReport', report)).some(({ description }) =>
          description?.includes(`${value}`),
        ),
      )
    }
    const [task] = await tasksAbout(itself, 'DiagnosticReport', report)
    expect(new Set(task?.note?.map(({ id }) => id)).size).toBe(2)
  })

  it('an order nobody answered in time is somebody’s to settle, once the EHR has said that it has no result', async () => {
    const itself = await clinic()
    const a = await one(itself)
    const ago = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString()
    const order = (extension: ServiceRequest['extension']): ServiceRequest => ({
      resourceType: 'ServiceRequest',
      status: 'active',
      intent: 'order',
      category: [{ text: 'Laboratory' }],
      authoredOn: ago(40),
      subject: { reference: 'Patient/p6' },
      requester: { reference: 'Practitioner/hale' },
      code: { text: 'Ferritin' },
      ...(extension && { extension }),
    })
    const soon = new Date(Date.now() + 1_500).toISOString()
    const expected = [{ url: 'https://rounds.example/fhir/expected-by', valueDateTime: soon }]
    const waits = await post(itself, order(expected))
    const before = await post(itself, order(undefined))
    // What is preliminary is no answer.
    await post(itself, {
      resourceType: 'DiagnosticReport',
      status: 'registered',
      code: { text: 'Ferritin' },
      subject: { reference: 'Patient/p6' },
      basedOn: [{ reference: `ServiceRequest/${waits.id}` }],
    })
    const [task] = await arrived(itself, [a], 'ServiceRequest', waits.id)
    expect(task).toMatchObject({ code: { coding: [{ code: 'loop-overdue' }] }, owner: { display: 'Marcus Hale' } })
    expect(task?.description).toMatch(/^Ferritin: no result, expected by /)
    // It was overdue before anybody began.
    expect(holding(a, 'ServiceRequest', before.id)).toEqual([])
  })

  it('a task without owner is given to somebody', async () => {
    const itself = await clinic()
    const a = await one(itself)
    const task = await post<Task>(itself, {
      resourceType: 'Task',
      status: 'requested',
      intent: 'order',
      authoredOn: new Date().toISOString(),
      code: { coding: [{ system: 'https://rounds.example/fhir/task-kind', code: 'refill-request' }] },
      description: 'Lisinopril 10 mg',
      for: { reference: 'Patient/p5' },
    })
    const owned = await until(async () => {
      const now = await itself.get<Task>(`Task/${task.id}`)
      return now.owner && now
    })
    expect(owned.owner?.reference).toBe('CareTeam/blue')
    expect(a.context.outbox.counts().needsYou).toBe(0)
  })
})
