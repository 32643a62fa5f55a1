import type { Task } from '@medplum/fhirtypes'
import { describe, expect, it } from 'vitest'
import { luis, on, task, to } from './support/day.js'
import { act, bmp, held, id, loop, next, review, station, telling, withResults } from './support/results.js'

withResults()

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

  it('of a result that another system reviewed, and somebody here is to tell the patient of, wait for that alone', () => {
    const done = { ...review('t1', 'r1'), status: 'completed', executionPeriod: { end: on(9, 28) }, meta: next('2') }
    station.receive(done as Task, telling('tell', 'r1', luis))
    expect(loop()).toMatchObject({ awaited: 'told', step: 'reviewed' })
    station.receive({ ...telling('tell', 'r1', luis), status: 'completed', meta: next('2') } as Task)
    expect(loop()?.awaited).not.toBe('told')
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
