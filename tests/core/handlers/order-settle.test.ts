import type { ServiceRequest } from '@medplum/fhirtypes'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { InputOf } from '../../../shared/contract/contract.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { amara, luis, on, order, patient, practice, report, task, to } from './support/day.js'
import { Workstation } from './support/workstation.js'

const referral = (id: string, more: Partial<ServiceRequest> = {}): ServiceRequest =>
  order(id, amara, 'x', 'Referral to cardiology', {
    category: [{ coding: [{ system: 'http://snomed.info/sct', code: '3457005' }] }],
    authoredOn: '2026-10-12T09:00:00Z',
    reasonCode: [{ text: 'Palpitations' }],
    ...more,
  })
const about = (id: string, more = {}) =>
  task(id, 'referral', 'Referral to cardiology: no letter back', {
    owner: to.practitioner('novak'),
    for: to.patient(amara),
    focus: to.thing('ServiceRequest', id),
    ...more,
  })

const kind = (code: string) => ({ code: { coding: [{ system: 'https://rounds.example/fhir/task-kind', code }] } })

let station: Workstation
beforeEach(() => {
  station = new Workstation([
    ...practice(),
    patient(amara),
    patient(luis),
    referral('sent', { bodySite: [{ text: 'left knee' }] }),
    referral('answered'),
    { ...report('letter', amara, on(8), 'Cardiology letter', []), basedOn: [to.thing('ServiceRequest', 'answered')] },
    about('sent'),
    about('answered'),
    about('overdue', { ...kind('loop-overdue'), focus: to.thing('ServiceRequest', 'sent') }),
    about('other', { focus: to.thing('ServiceRequest', 'answered') }),
  ])
})
afterEach(() => station.stop())

const id = (name: string): LocalId => station.id('Task', name)
const orderId = (name: string): LocalId => station.id('ServiceRequest', name)
const settling = (name: string, decision: InputOf<'order.settle'>['decision'], of = name): InputOf<'order.settle'> => ({
  patient: station.patient('amara'),
  task: id(name),
  order: orderId(of),
  decision,
})
const later = { as: 'later', until: '2026-12-01', reason: 'booked for 30 Nov' } as const
beforeEach(() => station.open(station.patient('amara')))

describe('an order that never came back', () => {
  it('does not vanish with its task, and keeps its side when it is ordered again', async () => {
    const drop = await station.refused('task.drop', { tasks: [id('overdue')], reason: 'old' })
    expect(drop.message).toContain('Say what becomes of the order')
    const again = { as: 'again', due: '2026-12-01', reason: 'never arrived' } as const
    const { order: made } = await station.do('order.settle', settling('sent', again))
    expect(station.store.read('ServiceRequest', made as LocalId)).toMatchObject({ bodySite: [{ text: 'left knee' }] })
  })

  it('shows what was sent, when, why and what came', () => {
    const view = (name: string) =>
      station.ask('order.view', { patient: station.patient('amara'), order: orderId(name) })
    expect(view('sent')).toMatchObject({
      kind: 'referral',
      text: 'Referral to cardiology',
      orderedAt: '2026-10-12T09:00:00.000Z',
      orderedBy: 'Dr Lena Novak',
      reason: 'Palpitations',
      open: true,
      reports: [],
    })
    expect(view('answered')?.reports).toMatchObject([{ name: 'Cardiology letter', status: 'final' }])
  })

  it('is awaited until another day, and the work is done', async () => {
    await station.do('order.settle', settling('sent', later))
    expect(station.store.read('ServiceRequest', orderId('sent'))).toMatchObject({
      status: 'active',
      extension: [{ url: 'https://rounds.example/fhir/expected-by' }],
      note: [{ text: 'Referral to cardiology: awaited until 1 Dec 2026, booked for 30 Nov' }],
    })
    expect(station.store.read('Task', id('sent'))?.status).toBe('completed')
  })

  it('ends all the work that asked about it, unless a colleague is at some of it', async () => {
    const asks = (version: string, more: object) =>
      about('overdue', {
        ...kind('loop-overdue'),
        ...{ focus: to.thing('ServiceRequest', 'sent'), meta: { versionId: version, lastUpdated: on(9, 30) } },
        ...more,
      })
    station.receive(asks('2', { status: 'in-progress', owner: to.practitioner('hale') }))
    expect((await station.refused('order.settle', settling('sent', later))).message).toContain('Hale')
    expect(station.store.read('Task', id('sent'))?.status).toBe('requested')
    station.receive(asks('3', {}))
    expect((await station.refused('order.settle', settling('sent', { ...later, until: '2026-11-21' }))).code).toBe(
      'invalid',
    )
    await station.do('order.settle', settling('sent', later))
    expect(['sent', 'overdue'].map((name) => station.store.read('Task', id(name))?.status)).toEqual([
      'completed',
      'completed',
    ])
  })

  it('is not a way past reading what came', async () => {
    const early = { ...report('early', amara, on(8), 'Cardiology letter', []), status: 'preliminary' as const }
    station.receive({ ...early, basedOn: [to.thing('ServiceRequest', 'sent')] })
    const review = { ...kind('result-review'), basedOn: [to.thing('ServiceRequest', 'sent')] }
    station.receive(about('review', { ...review, focus: to.thing('DiagnosticReport', 'early') }))
    expect((await station.refused('order.settle', settling('review', later, 'sent'))).code).toBe('invalid')
    await station.signIn('das')
    await station.open(station.patient('amara'))
    expect((await station.refused('order.settle', settling('review', later, 'sent'))).code).toBe('not-permitted')
  })

  it('does not vanish by finishing its task', async () => {
    expect((await station.refused('task.complete', { task: id('overdue') })).code).toBe('invalid')
    await station.do('order.settle', settling('overdue', later, 'sent'))
    expect(station.store.read('Task', id('overdue'))?.status).toBe('completed')
  })

  it('is ordered again in its place', async () => {
    const again = { as: 'again', due: '2026-11-25', reason: 'the fax was lost' } as const
    const { order: made } = await station.do('order.settle', settling('sent', again))
    expect(station.store.read('ServiceRequest', made as LocalId)).toMatchObject({
      status: 'active',
      code: { text: 'Referral to cardiology' },
      replaces: [{ reference: 'ServiceRequest/sent' }],
      reasonCode: [{ text: 'Palpitations' }],
      requester: { reference: 'Practitioner/novak' },
    })
    expect(station.store.read('ServiceRequest', orderId('sent'))?.status).toBe('revoked')
  })

  it('is not needed any more, for a reason', async () => {
    await station.do('order.settle', settling('sent', { as: 'not-needed', reason: 'seen elsewhere' }))
    expect(station.store.read('ServiceRequest', orderId('sent'))).toMatchObject({ status: 'revoked' })
    expect((await station.refused('order.settle', settling('sent', later))).code).toBe('stale')
  })

  it('is left alone once an answer has come, by another task, and by who may not order', async () => {
    expect((await station.refused('order.settle', settling('answered', later))).code).toBe('stale')
    expect((await station.refused('order.settle', settling('other', later, 'sent'))).code).toBe('invalid')
    await station.signIn('das')
    await station.open(station.patient('amara'))
    const none = { as: 'not-needed', reason: 'no' } as const
    expect((await station.refused('order.settle', settling('sent', none))).code).toBe('not-permitted')
    await station.do('order.settle', settling('sent', later))
  })
})
