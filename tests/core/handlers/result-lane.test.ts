import type { DiagnosticReport, Observation, Patient } from '@medplum/fhirtypes'
import { describe, expect, it } from 'vitest'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { inbox } from '../../support/inbox.js'
import { amara, message, on, patient, report, result, task, to } from './support/day.js'
import { held, id, next, portal, potassium, review, station, telling, view, withResults } from './support/results.js'

withResults()

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
