import type { Communication, DiagnosticReport, Observation, Patient, ServiceRequest, Task } from '@medplum/fhirtypes'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { inbox } from '../../support/inbox.js'
import { amara, luis, message, on, order, patient, practice, report, result, task, to } from './support/day.js'
import { Workstation } from './support/workstation.js'

const portal = [{ url: 'https://rounds.example/fhir/portal', valueBoolean: true }]
const withPortal = (who: typeof luis): Patient => ({ ...(patient(who) as Patient), extension: portal })
const next = (version: string) => ({ versionId: version, lastUpdated: '2026-11-22T09:30:00.000Z' })

const potassium = (value: number, flag?: string) => ({
  code: '2823-3',
  name: 'Potassium',
  value,
  unit: 'mmol/L',
  low: 3.5,
  high: 5.1,
  ...(flag && { flag }),
})
const basedOn = (id: string) => ({ basedOn: [to.thing('ServiceRequest', id)] })
const review = (id: string, of: string, who = luis, more: Partial<Task> = {}): Task =>
  task(id, 'result-review', `Potassium of ${of}`, {
    owner: to.practitioner('novak'),
    for: to.patient(who),
    focus: to.thing('DiagnosticReport', of),
    ...more,
  })

/** Marcus Hale is at it. */
const telling = (id: string, of: string, who: typeof luis): Task =>
  task(id, 'tell-patient', 'Tell them', {
    status: 'in-progress',
    owner: to.practitioner('hale'),
    for: to.patient(who),
    focus: to.thing('DiagnosticReport', of),
  })
const spoke = { way: 'phone', reached: 'patient', words: 'Told her.' } as const

let station: Workstation
beforeEach(() => {
  station = new Workstation([
    ...practice(),
    withPortal(luis),
    patient(amara),
    order('bmp', luis, '24321-2', 'Basic metabolic panel'),
    order('lipids', luis, '24331-1', 'Lipid panel', { authoredOn: '2026-11-10T09:00:00Z' }),
    result('k1', luis, on(9), potassium(5.4, 'H')),
    { ...report('r1', luis, on(9, 27), 'Basic metabolic panel', ['k1']), ...basedOn('bmp') },
    review('t1', 'r1', luis, basedOn('bmp')),
    result('k2', amara, on(9), potassium(4.4)),
    report('r2', amara, on(9, 30), 'Basic metabolic panel', ['k2']),
    review('t2', 'r2', amara),
  ])
})
afterEach(() => station.stop())

const id = (type: string, name: string): LocalId => station.id(type, name)
const held = (name: string): Task => station.store.read('Task', id('Task', name)) as Task
const bmp = (): ServiceRequest => station.store.read('ServiceRequest', id('ServiceRequest', 'bmp')) as ServiceRequest
const view = (name = 'r1', who = luis) => {
  const found = station.ask('result.view', { patient: station.patient(who.id), report: id('DiagnosticReport', name) })
  if (!found) throw new Error(`${name} is not shown`)
  return found
}
const loop = (name = 'r1', who = luis) => view(name, who).loop
const act = async (more: object = {}, name = 't1', of = 'r1', who = luis) => {
  const about = { patient: station.patient(who.id), task: id('Task', name), seen: view(of, who).fingerprint }
  await station.open(about.patient)
  return { ...about, ...more }
}
const sent = (made: LocalId[]): Communication =>
  station.store.read('Communication', made[0] as LocalId) as Communication

describe('a result', () => {
  it('is shown with its loop, its trend and what may be done with it', () => {
    expect(view()).toMatchObject({ weight: 'abnormal', missing: 0, portal: 'yes' })
    expect(view().series.map(({ name }) => name)).toEqual(['Potassium'])
    expect(view().alone).not.toEqual([])
    expect(loop()?.stations.map(({ name, state }) => [name, state])).toEqual([
      ['ordered', 'done'],
      ['collected', 'done'],
      ['received', 'done'],
      ['reviewed', 'now'],
      ['told', 'ahead'],
    ])
  })

  it('is reviewed, told, followed up and its medicine stopped in one act', async () => {
    const { made } = await station.do(
      'result.act',
      await act({
        comment: 'Not haemolysed',
        message: 'Your potassium is a little high.',
        orders: [{ category: 'laboratory', codings: [], display: 'Repeat potassium', due: '2026-11-29' }],
      }),
    )
    expect(held('t1')).toMatchObject({
      status: 'completed',
      output: [{ type: { text: 'reviewed' }, valueString: view().fingerprint }],
      note: [{ text: 'Not haemolysed' }],
    })
    expect(sent(made)).toMatchObject({
      about: [{ reference: 'DiagnosticReport/r1' }],
      basedOn: [{ reference: 'Task/t1' }],
      recipient: [{ reference: 'Patient/luis' }],
    })
    expect(station.store.read('ServiceRequest', made[1] as LocalId)).toMatchObject({
      status: 'active',
      code: { text: 'Repeat potassium' },
      supportingInfo: [{ reference: 'DiagnosticReport/r1' }],
    })
    expect(station.ask('inbox.page', inbox('mine')).rows.map(({ kind }) => kind)).toEqual(['result-review'])
  })

  it('closes only when the EHR has the message and the order so marked', async () => {
    await station.do('result.act', await act({ message: 'Your potassium is a little high.' }))
    expect(bmp()).toMatchObject({
      status: 'completed',
      extension: [{ url: 'https://rounds.example/fhir/loop-closed' }],
    })
    expect(loop()).toMatchObject({ step: 'reviewed', awaited: 'told' })
    expect(loop()?.stations.at(-1)).toMatchObject({ state: 'now', words: 'message leaving' })
    station.acknowledgeAll()
    expect(loop()?.step).toBe('closed')
  })

  it('is not closed by a message that was refused, taken back or not done', async () => {
    const { made } = await station.do('result.act', await act({ message: 'Your potassium is a little high.' }))
    const word = made[0] as LocalId
    station.store.db.prepare(`UPDATE outbox SET state = 'parked' WHERE resource = ?`).run(word)
    expect(loop()?.step).toBe('reviewed')
    station.acknowledgeAll()
    for (const status of ['entered-in-error', 'not-done'] as const) {
      station.receive({ ...sent([word]), status, meta: next(status === 'not-done' ? '11' : '10') } as Communication)
      expect(loop()?.step).not.toBe('closed')
      expect(loop()?.awaited).toBe('told')
    }
  })

  it('leaves somebody who tells when nobody was told', async () => {
    await station.do('result.act', await act({ tell: { to: id('Practitioner', 'ruiz'), words: 'Slightly high' } }))
    expect(bmp().status).toBe('active')
    const left = station.store.db.prepare(`SELECT * FROM task WHERE kind = 'tell-patient'`).all()
    expect(left).toMatchObject([
      { status: 'open', owner: id('Practitioner', 'ruiz'), focus: id('DiagnosticReport', 'r1') },
    ])
    expect(loop()).toMatchObject({ step: 'reviewed', awaited: 'told' })
    expect(loop()?.stations.at(-1)).toMatchObject({ owner: expect.stringContaining('Ruiz') })
  })

  it('is told by phone; a voicemail tells nobody', async () => {
    await station.do('result.act', await act({ told: { way: 'phone', reached: 'voicemail', words: '' } }))
    station.acknowledgeAll()
    expect(loop()).toMatchObject({ step: 'reviewed', awaited: 'told' })
    const tell = station.ask('inbox.page', inbox('mine')).rows.find(({ kind }) => kind === 'tell-patient')
    const again = { patient: station.patient('luis'), task: tell?.id as LocalId, seen: view().fingerprint }
    expect((await station.refused('result.act', again)).code).toBe('invalid')
    await station.do('result.act', { ...again, told: { way: 'phone', reached: 'patient', words: 'Understood' } })
    expect(station.store.read('Task', tell?.id as LocalId)?.status).toBe('completed')
    station.acknowledgeAll()
    expect(loop()?.step).toBe('closed')
  })

  it('keeps what was written for a patient who was not reached', async () => {
    const missed = { way: 'phone', reached: 'voicemail', words: 'Your potassium is a little high.' } as const
    const { made } = await station.do('result.act', await act({ told: missed }))
    const tell = made.find((each) => station.store.read('Task', each)) as LocalId
    expect(station.store.read('Task', tell)?.input?.[0]?.valueString).toBe(missed.words)
    await station.do('work.draft', { task: tell, what: 'reply', text: missed.words })
    const about = { patient: station.patient('luis'), task: tell, seen: view().fingerprint }
    await station.do('result.act', { ...about, told: missed })
    expect(station.ask('work.drafts', {})).toMatchObject([{ what: 'reply', text: missed.words }])
    await station.do('result.act', { ...about, told: { ...missed, reached: 'patient' } })
    expect(station.ask('work.drafts', {})).toEqual([])
  })

  it('cannot be acted on once it says something else', async () => {
    const seen = await act({ message: 'Your potassium is a little high.' })
    station.receive({
      ...result('k1', luis, on(9), potassium(6.4, 'HH')),
      status: 'corrected',
      meta: next('2'),
    } as Observation)
    expect((await station.refused('result.act', seen)).code).toBe('stale')
    expect(held('t1').status).toBe('requested')
    expect(station.store.db.prepare('SELECT count(*) AS n FROM outbox').get()).toEqual({ n: 0 })
  })

  it('is reviewed and told again when it is corrected after the patient was told', async () => {
    await station.do('result.act', await act({ message: 'Your potassium is a little high.' }))
    station.acknowledgeAll()
    expect(loop()?.step).toBe('closed')
    station.receive(
      { ...result('k1', luis, on(9), potassium(6.4, 'HH')), status: 'corrected', meta: next('2') } as Observation,
      {
        ...report('r1', luis, on(9, 27), 'Basic metabolic panel', ['k1']),
        ...basedOn('bmp'),
        status: 'corrected',
        meta: next('2'),
      } as DiagnosticReport,
      review('t3', 'r1', luis, basedOn('bmp')),
    )
    const mine = station
      .ask('loop.list', { view: 'mine' })
      .rows.find(({ report: of }) => of === id('DiagnosticReport', 'r1'))
    expect(mine).toMatchObject({ step: 'corrected', awaited: 'reviewed', weight: 'critical', ordered: false })
    await station.do('result.act', await act({ message: 'It is higher than we said.' }, 't3'))
    station.acknowledgeAll()
    expect(
      station.ask('loop.list', { view: 'mine' }).rows.find(({ report: of }) => of === id('DiagnosticReport', 'r1')),
    ).toMatchObject({
      step: 'told',
      awaited: 'read',
    })
  })

  it('keeps a critical one open until the message was read', async () => {
    station.receive({ ...result('k1', luis, on(9), potassium(6.4, 'HH')), meta: next('2') } as Observation)
    const { made } = await station.do('result.act', await act({ message: 'Come in today.' }))
    station.acknowledgeAll()
    expect(bmp().status).toBe('active')
    expect(loop()).toMatchObject({ step: 'told', awaited: 'read' })
    station.receive({ ...sent(made), received: on(10, 5), meta: next('9') } as Communication)
    expect(loop()?.awaited).toBeUndefined()
  })

  it('is not for everybody: a message needs a portal, a review a clinician, a medicine its patient', async () => {
    expect((await station.refused('result.act', await act({ message: 'All well.' }, 't2', 'r2', amara))).code).toBe(
      'no-portal',
    )
    const other = { medicine: id('MedicationRequest', 'nobody’s') }
    expect((await station.refused('result.act', await act({ stops: [other] }))).code).toBe('wrong-patient')
    await station.signIn('das')
    expect((await station.refused('result.act', await act())).code).toBe('not-permitted')
  })

  it('is nobody’s to act on while it is not certain whose it is', async () => {
    const seen = await act()
    const somebody = { reference: 'Patient/luis', display: 'Somebody Else' } as never
    station.receive({
      ...report('r1', luis, on(9, 27), 'Basic metabolic panel', ['k1']),
      ...basedOn('bmp'),
      subject: somebody,
      meta: next('2'),
    } as DiagnosticReport)
    expect((await station.refused('result.act', seen)).code).toBe('locked')
    const line = station
      .ask('loop.list', { view: 'open' })
      .rows.find(({ id: of }) => of === id('ServiceRequest', 'bmp'))
    expect(line).toMatchObject({ step: 'ordered', awaited: 'collected' })
    expect(await station.do('result.review-many', { items: [{ task: seen.task, seen: seen.seen }] })).toMatchObject({
      done: 0,
    })
    station.receive({
      ...report('r1', luis, on(9, 27), 'Basic metabolic panel', ['k1']),
      ...basedOn('bmp'),
      meta: next('3'),
    } as DiagnosticReport)
    expect(loop()?.awaited).toBe('reviewed')
  })

  it('of another patient after all is not told to the first, and what the first was told does not count', async () => {
    const seen = await act({ message: 'Your potassium is a little high.' })
    const filedFor = (who: typeof luis, version: string): DiagnosticReport =>
      ({
        ...report('r1', who, on(9, 27), 'Basic metabolic panel', ['k1']),
        meta: next(version),
      }) as DiagnosticReport
    const ofWhom = (who: typeof luis, version: string): Observation =>
      ({ ...result('k1', who, on(9), potassium(5.4, 'H')), meta: next(version) }) as Observation
    station.receive(ofWhom(amara, '2'), filedFor(amara, '2'))
    expect((await station.refused('result.act', seen)).code).toBe('wrong-patient')
    expect(held('t1').status).toBe('requested')
    station.receive(ofWhom(luis, '3'), filedFor(luis, '3'))
    await station.do('result.act', seen)
    station.acknowledgeAll()
    expect(loop()?.step).toBe('closed')
    station.receive(ofWhom(amara, '4'), filedFor(amara, '4'), review('t9', 'r1', amara))
    expect(loop('r1', amara)).toMatchObject({ step: 'final', awaited: 'reviewed' })
    expect(view('r1', amara).reviewed).toBeUndefined()
  })

  it('changed since its review is told only after it was reviewed again', async () => {
    await station.do('result.act', await act())
    const telling = station.store.db.prepare(`SELECT id FROM task WHERE kind = 'tell-patient'`).get() as {
      id: LocalId
    }
    station.acknowledgeAll()
    station.receive({ ...result('k1', luis, on(9), potassium(6.0, 'H')), meta: next('2') } as Observation)
    const told = { way: 'phone', reached: 'patient', words: '' } as const
    const telling2 = { ...(await act({ told })), task: telling.id }
    expect((await station.refused('result.act', telling2)).code).toBe('stale')
    expect(bmp().status).toBe('active')
  })

  it('of critical value reviewed by a supervised clinician is looked at again by who supervises, and nobody else', async () => {
    station.receive({ ...result('k1', luis, on(9), potassium(6.4, 'HH')), meta: next('2') } as Observation)
    await station.signIn('walsh')
    const { made } = await station.do('result.act', await act({ comment: 'Repeat today', message: 'Come in today.' }))
    const again = made.map((of) => station.store.read('Task', of)).find(Boolean) as Task
    expect(again).toMatchObject({
      status: 'requested',
      priority: 'urgent',
      code: { coding: [{ code: 'co-review' }] },
      description: expect.stringContaining('Walsh'),
      focus: { reference: 'DiagnosticReport/r1' },
      owner: { reference: 'Practitioner/novak' },
      note: [{ text: 'Repeat today' }],
    })
    const task = made.find((of) => station.store.read('Task', of)) as LocalId
    expect((await station.refused('task.complete', { task })).code).toBe('not-permitted')
    await station.signIn('novak')
    await station.do('task.complete', { task })
  })

  it('that is not critical, or reviewed by who signs alone, needs no second look', async () => {
    await station.signIn('walsh')
    await station.do('result.act', await act({ message: 'A little high.' }))
    expect(station.store.db.prepare(`SELECT count(*) AS n FROM task WHERE kind = 'co-review'`).get()).toEqual({ n: 0 })
  })

  it('that was taken back can be put away', async () => {
    const voided = { ...report('r1', luis, on(9, 27), 'Basic metabolic panel', ['k1']), ...basedOn('bmp') }
    station.receive({ ...voided, status: 'entered-in-error', meta: next('2') } as DiagnosticReport)
    await station.do('task.complete', { task: id('Task', 't1') })
    expect(held('t1').status).toBe('completed')
  })

  it('is left alone while a colleague has it, until their claim has run out', async () => {
    const until = (minutes: number): string => new Date(station.clock.time.getTime() + minutes * 60_000).toISOString()
    const claimed = (end: string, version: string): Task => ({
      ...review('t1', 'r1'),
      status: 'in-progress',
      owner: to.practitioner('hale'),
      extension: [{ url: 'https://rounds.example/fhir/lease', valuePeriod: { start: on(9), end } }],
      meta: next(version),
    })
    station.receive(claimed(until(20), '2'))
    expect((await station.refused('result.act', await act())).code).toBe('conflict')
    station.receive(claimed(until(-1), '3'))
    await station.do('result.act', await act())
    expect(held('t1').status).toBe('completed')
  })

  it('is not told by one person while a colleague is telling it; reviewing it is', async () => {
    station.receive(telling('tell', 'r1', luis))
    expect((await station.refused('result.act', await act({ message: 'A little high.' }))).code).toBe('conflict')
    expect((await station.refused('result.act', await act({ told: spoke }))).code).toBe('conflict')
    expect([held('t1').status, held('tell').status]).toEqual(['requested', 'in-progress'])
    await station.do('result.act', await act({ told: { ...spoke, reached: 'voicemail' } }))
    expect([held('t1').status, held('tell').status]).toEqual(['completed', 'in-progress'])
  })
})

describe('many normal results', () => {
  it('are in the review lane, each as it says', () => {
    expect(station.ask('result.lane', {})).toMatchObject({ cards: [{ task: id('Task', 't2') }], others: 1 })
  })

  it('are reviewed together; what has to be read by itself is left and named', async () => {
    const seen = [
      { task: id('Task', 't1'), seen: view().fingerprint },
      { task: id('Task', 't2'), seen: view('r2', amara).fingerprint, message: 'Amara, all your values are normal.' },
    ]
    const { done, left } = await station.do('result.review-many', {
      items: seen,
      message: 'All your values are normal.',
    })
    expect(done).toBe(1)
    expect(left).toMatchObject([{ task: id('Task', 't1'), name: expect.stringContaining('Romero') }])
    expect([held('t1').status, held('t2').status]).toEqual(['requested', 'completed'])
    // No portal: somebody tells her, with the same words.
    const tell = station.ask('inbox.page', inbox('mine')).rows.find(({ kind }) => kind === 'tell-patient')
    expect(station.store.read('Task', tell?.id as LocalId)?.input?.[0]?.valueString).toBe(
      'Amara, all your values are normal.',
    )
  })

  it('each once, whatever names it twice', async () => {
    station.receive({ ...(patient(amara) as Patient), extension: portal, meta: next('2') } as Patient)
    station.receive(review('t2b', 'r2', amara))
    const { fingerprint: seen } = view('r2', amara)
    const items = ['t2', 't2', 't2b'].map((name) => ({ task: id('Task', name), seen }))
    expect(await station.do('result.review-many', { items, message: 'All is well.' })).toMatchObject({
      done: 1,
      left: [{ task: id('Task', 't2b'), why: 'it stands here twice' }],
    })
    const written = station.running.context.outbox.rows().filter(({ type }) => type === 'Communication')
    expect(written).toHaveLength(1)
  })

  it('but for one a colleague is telling the patient of', async () => {
    station.receive({ ...(patient(amara) as Patient), extension: portal, meta: next('2') } as Patient)
    station.receive(telling('tell', 'r2', amara))
    const items = [{ task: id('Task', 't2'), seen: view('r2', amara).fingerprint }]
    expect(await station.do('result.review-many', { items, message: 'All is well.' })).toMatchObject({
      done: 0,
      left: [{ why: expect.stringContaining('Hale') }],
    })
    expect(held('tell').status).toBe('in-progress')
  })

  it.each<[string, () => void]>([
    [
      'one that changed meanwhile',
      () => station.receive({ ...result('k2', amara, on(9), potassium(4.6)), meta: next('2') } as Observation),
    ],
    [
      'one that is not final',
      () =>
        station.receive({
          ...report('r2', amara, on(9, 30), 'BMP', ['k2']),
          status: 'preliminary',
          meta: next('2'),
        } as DiagnosticReport),
    ],
    [
      'that of a patient who died',
      () => station.receive({ ...(patient(amara) as Patient), deceasedBoolean: true, meta: next('2') } as Patient),
    ],
    [
      'that of a patient who waits for an answer',
      () =>
        station.receive(
          message('m1', amara, on(9), 'I feel faint.'),
          task('tm', 'patient-message', 'Faint', {
            owner: to.team('blue-team'),
            for: to.patient(amara),
            focus: to.thing('Communication', 'm1'),
          }),
        ),
    ],
  ])('leave out %s', async (_what, happens) => {
    const items = [{ task: id('Task', 't2'), seen: view('r2', amara).fingerprint }]
    happens()
    expect(await station.do('result.review-many', { items })).toMatchObject({ done: 0, left: [{}] })
    expect(held('t2').status).toBe('requested')
  })
})

describe('loops', () => {
  const names = (which: 'overdue' | 'open' | 'mine') =>
    station.ask('loop.list', { view: which }).rows.map(({ name }) => name)

  it('are listed, overdue ones apart, with who is to do the next step', () => {
    expect(names('overdue')).toEqual(['Lipid panel'])
    expect(names('open')).toEqual(['Lipid panel', 'Basic metabolic panel', 'Basic metabolic panel'])
    expect(station.ask('loop.list', { view: 'open' })).toMatchObject({
      rows: [{ awaited: 'collected', owner: 'Phlebotomy' }, { owner: 'Dr Lena Novak', mine: true }, { mine: true }],
      counts: { open: 3, overdue: 1, critical: 0 },
    })
  })

  it('get a new date or end, with a reason, while no result has come', async () => {
    const lipids = { patient: station.patient('luis'), loop: id('ServiceRequest', 'lipids') }
    await station.open(lipids.patient)
    await station.do('loop.expect', { ...lipids, until: '2026-12-01', reason: 'away until then' })
    expect(names('overdue')).toEqual([])
    await station.do('loop.end', { ...lipids, reason: 'done elsewhere' })
    expect(station.ask('loop.view', lipids)).toMatchObject({
      step: 'ended',
      ended: 'Not needed any more: done elsewhere',
    })
    expect(bmp().status).toBe('active')
    const late = { ...lipids, loop: id('ServiceRequest', 'bmp') }
    expect((await station.refused('loop.end', { ...late, reason: 'no' })).code).toBe('stale')
  })

  it('are not ended or put off while a colleague is settling them, nor awaited until a day that is over', async () => {
    const lipids = { patient: station.patient('luis'), loop: id('ServiceRequest', 'lipids') }
    await station.open(lipids.patient)
    const asks = (status: Task['status'], version: string): Task =>
      task('late', 'loop-overdue', 'Lipid panel: no result', {
        ...{ status, owner: to.practitioner('hale'), for: to.patient(luis) },
        ...{ focus: to.thing('ServiceRequest', 'lipids'), meta: next(version) },
      })
    station.receive(asks('in-progress', '2'))
    const order = () => station.store.read('ServiceRequest', lipids.loop)
    const before = order()
    const until = { ...lipids, until: '2026-12-01', reason: 'away until then' }
    expect((await station.refused('loop.expect', until)).message).toContain('Hale')
    expect((await station.refused('loop.end', { ...lipids, reason: 'no' })).message).toContain('Hale')
    station.receive(asks('requested', '3'))
    expect((await station.refused('loop.expect', { ...until, until: '2026-11-21' })).code).toBe('invalid')
    expect((await station.refused('loop.expect', { ...until, until: '2026-13-40' })).code).toBe('invalid')
    expect([order(), held('late').status]).toEqual([before, 'requested'])
    await station.do('loop.expect', until)
    expect(held('late').status).toBe('completed')
    expect(order()?.note?.at(-1)?.text).toBe('Awaited until 1 Dec 2026: away until then')
  })

  it('are the same when everything is worked out anew', async () => {
    await station.do('result.act', await act({ message: 'A little high.' }))
    const rows = () => station.store.db.prepare('SELECT * FROM loop ORDER BY id').all()
    const before = rows()
    station.store.db.exec(`INSERT OR REPLACE INTO setting (key, value) VALUES ('projections', '0')`)
    await station.signIn('novak')
    expect(rows()).toEqual(before)
    expect(before.length).toBeGreaterThan(2)
  })
})
