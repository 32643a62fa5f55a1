import type { Communication, DiagnosticReport, Observation, Task } from '@medplum/fhirtypes'
import { describe, expect, it } from 'vitest'
import { resultsQueries } from '../../../main/core/handlers/work/results.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { inbox } from '../../support/inbox.js'
import { amara, luis, on, report, result, to } from './support/day.js'
import {
  act,
  basedOn,
  bmp,
  held,
  id,
  loop,
  next,
  potassium,
  review,
  sent,
  spoke,
  station,
  telling,
  view,
  withPortal,
  withResults,
} from './support/results.js'

withResults()

it('says in the list of the inbox how far a result is, where that is not simply final', () => {
  const standing = () => station.ask('task.view', { task: id('Task', 't1') })?.standing
  expect(standing()).toBeUndefined()
  const now = (status: DiagnosticReport['status'], version: string) =>
    station.receive({
      ...report('r1', luis, on(9, 27), 'Basic metabolic panel', ['k1']),
      ...{ status, ...basedOn('bmp'), meta: next(version) },
    } as DiagnosticReport)
  now('preliminary', '2')
  expect(standing()).toBe('preliminary')
  now('amended', '3')
  expect(standing()).toBe('corrected')
})

describe('the review lane', () => {
  it('has a card as soon as its patient is here, and is read again then', async () => {
    const cards = () => station.ask('result.lane', {}).cards.map(({ patient: { id: whose } }) => whose)
    const later = { ...luis, id: 'later' }
    station.receive(result('k5', later, on(9), potassium(4.1)))
    station.receive(report('r5', later, on(9, 30), 'Basic metabolic panel', ['k5']))
    station.receive(review('t5', 'r5', later))
    expect(cards()).not.toContain(station.patient('later'))
    const { context } = station.running
    const { topics } = resultsQueries['result.lane'].run(context)
    const heard: boolean[] = []
    context.store.onChange((changed) => heard.push(topics.some((topic) => changed.has(topic))))
    station.receive(withPortal(later))
    expect(heard).toContain(true)
    expect(cards()).toContain(station.patient('later'))
  })
})

describe('a report that names a panel', () => {
  const panel = (...members: string[]): Observation => ({
    ...{ resourceType: 'Observation', id: 'panel', meta: next('1'), status: 'final' },
    subject: to.patient(luis),
    code: { text: 'Electrolytes' },
    hasMember: members.map((member) => to.thing('Observation', member)),
  })
  const critical = { code: '2823-3', name: 'Potassium', value: 6.9, unit: 'mmol/L', flag: 'HH' }
  const named = () => station.receive(report('rp', luis, on(9, 40), 'Electrolytes', ['panel']))

  it('says what its members say, in whatever order they came', () => {
    named()
    expect(view('rp')).toMatchObject({ missing: 1 })
    station.receive(panel('inner'))
    station.receive({ ...panel('k9'), id: 'inner' })
    station.receive(result('k9', luis, on(9, 30), critical))
    expect(view('rp')).toMatchObject({
      missing: 0,
      weight: 'critical',
      report: { rows: [{ text: '6.9', flag: 'HH' }] },
    })
    const before = view('rp').fingerprint
    station.receive({ ...result('k9', luis, on(9, 30), { ...critical, value: 7.2 }), meta: next('2') })
    expect(view('rp').fingerprint).not.toBe(before)
  })

  it('is held where a member is another patient’s, and nothing of it is in a chart', () => {
    station.receive(result('k9', amara, on(9, 30), critical))
    station.receive(panel('k9'))
    named()
    const held = station.store.db.prepare('SELECT observation FROM held_value').pluck().all()
    expect(held).toEqual(expect.arrayContaining([id('Observation', 'panel'), id('Observation', 'k9')]))
  })
})

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

  it('that is sent twice under one number closes its loop with one review and one message', async () => {
    const numbered: DiagnosticReport = {
      ...report('r1', luis, on(9, 27), 'Basic metabolic panel', ['k1']),
      ...basedOn('bmp'),
      identifier: [{ system: 'https://lab.example/report', value: 'H-1' }],
      code: { text: 'Basic metabolic panel', coding: [{ system: 'http://loinc.org', code: '51990-0' }] },
    }
    station.receive({ ...numbered, id: 'r1', meta: next('2') })
    station.receive({ ...numbered, id: 'again', meta: next('3') })
    expect(view().again).toMatchObject([{ same: true }])
    await station.do('result.act', await act({ message: 'Your potassium is a little high.' }))
    expect(loop()).toMatchObject({ step: 'reviewed', awaited: 'told' })
    station.acknowledgeAll()
    expect(loop()?.step).toBe('closed')
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
