import { describe, expect, it } from 'vitest'
import { closes, loopOf, overdue } from '../../../../shared/domain/result/loop.js'
import type {
  LoopFacts,
  LoopOrder,
  LoopReport,
  LoopTask,
  Telling,
} from '../../../../shared/domain/result/loop-facts.js'
import { defaultTimes } from '../../../../shared/domain/result/times.js'
import { asInstant, asLocalId } from '../../../../shared/kernel/ids.js'

/** Monday 23 November 2026, local clock. */
const at = (hour: number, minute = 0, day = 23) => asInstant(new Date(2026, 10, day, hour, minute).toISOString())
const novak = asLocalId('novak')
const bmp = asLocalId('bmp')

const placed: LoopOrder = {
  kind: 'laboratory',
  status: 'active',
  stat: false,
  authored: at(8),
  due: at(8),
  requester: novak,
}
const report = (status: LoopReport['status'], fingerprint: string, flag?: string): LoopReport => ({
  id: bmp,
  status,
  at: at(10),
  fingerprint,
  ...(flag && { flag }),
  held: false,
})
const review = (seen?: string, doneAt = at(11)): LoopTask => ({
  id: asLocalId(`review-${seen ?? 'open'}`),
  kind: 'review',
  report: bmp,
  status: seen ? 'done' : 'open',
  owner: novak,
  ...(seen ? { seen, doneAt } : { due: at(12) }),
})
const told = (more: Partial<Telling> = {}): Telling => ({
  reports: [bmp],
  at: at(11, 5),
  acknowledged: true,
  way: 'message',
  ...more,
})
const facts = (more: Partial<LoopFacts> = {}): LoopFacts => ({
  order: placed,
  collected: at(9),
  reports: [],
  tasks: [],
  tellings: [],
  ...more,
})
const state = (more: Partial<LoopFacts> = {}) => loopOf(facts(more), defaultTimes)

describe('a results loop', () => {
  it.each<[string, Partial<LoopFacts>, Partial<ReturnType<typeof state>>]>([
    ['ordered', { collected: undefined as never }, { step: 'ordered', awaited: 'collected', expected: at(8, 0, 30) }],
    [
      'ordered stat',
      { collected: undefined as never, order: { ...placed, stat: true } },
      { step: 'ordered', awaited: 'collected', expected: at(9), owner: { role: 'phlebotomist' } },
    ],
    [
      'a referral',
      { collected: undefined as never, order: { ...placed, kind: 'referral' } },
      { step: 'ordered', awaited: 'final', owner: { role: 'front-desk' } },
    ],
    ['collected', {}, { step: 'collected', awaited: 'final', expected: at(9, 0, 26), owner: { person: novak } }],
    ['until a person’s date', { order: { ...placed, expected: at(7, 0, 28) } }, { expected: at(7, 0, 28) }],
    ['partial', { reports: [report('partial', 'a')] }, { step: 'partial', awaited: 'final', expected: at(9, 0, 26) }],
    [
      'critical before it is final',
      { reports: [report('preliminary', 'a', 'HH')], tasks: [review()] },
      { step: 'preliminary', awaited: 'reviewed', expected: at(12), weight: 'critical' },
    ],
    [
      'final',
      { reports: [report('final', 'a', 'H')], tasks: [review()] },
      { step: 'final', awaited: 'reviewed', owner: { task: asLocalId('review-open'), person: novak } },
    ],
    [
      'final without a task',
      { reports: [report('final', 'a', 'HH')] },
      { step: 'final', awaited: 'reviewed', expected: at(11), owner: { person: novak } },
    ],
    [
      'reviewed',
      { reports: [report('final', 'a')], tasks: [review('a')] },
      { step: 'reviewed', awaited: 'told', expected: at(11, 0, 30) },
    ],
    [
      'told',
      { reports: [report('final', 'a', 'H')], tasks: [review('a')], tellings: [told()] },
      { step: 'told', since: at(11, 5) },
    ],
    [
      'told of something critical by a message',
      { reports: [report('final', 'a', 'HH')], tasks: [review('a')], tellings: [told()] },
      { step: 'told', awaited: 'read', expected: at(13, 5) },
    ],
    ['closed', { order: { ...placed, status: 'completed', closed: true } }, { step: 'closed' }],
    ['ended', { order: { ...placed, status: 'ended' }, reports: [report('final', 'a')] }, { step: 'ended' }],
  ])('%s', (_name, given, expected) => {
    expect(state(given)).toMatchObject(expected)
  })

  it('goes from partial by preliminary to final and corrected, each review seeing one version', () => {
    const reviewed = [review('a', at(10, 30))]
    expect(state({ reports: [report('preliminary', 'a')], tasks: reviewed }).step).toBe('preliminary')
    expect(state({ reports: [report('final', 'b')], tasks: reviewed })).toMatchObject({
      step: 'final',
      awaited: 'reviewed',
    })
    expect(state({ reports: [report('final', 'b')], tasks: [...reviewed, review('b')] }).step).toBe('reviewed')
    expect(state({ reports: [report('corrected', 'c')], tasks: [...reviewed, review('b')] })).toMatchObject({
      step: 'corrected',
      awaited: 'reviewed',
    })
  })

  it('has to be told again when it is corrected after the patient was told', () => {
    const tellings = [told({ seen: 'a' })]
    const once = { tasks: [review('a')], tellings }
    expect(state({ ...once, reports: [report('final', 'a')] }).step).toBe('told')
    const again = { tasks: [review('a'), review('b', at(14))], tellings }
    expect(state({ ...again, reports: [report('corrected', 'b')] })).toMatchObject({
      step: 'reviewed',
      awaited: 'told',
    })
    expect(
      state({ ...again, reports: [report('corrected', 'b')], tellings: [...tellings, told({ at: at(14), seen: 'b' })] })
        .step,
    ).toBe('told')
    // Nor does word from before the review count that says nothing of what was told.
    expect(state({ ...again, reports: [report('corrected', 'b')], tellings: [told()] }).step).toBe('reviewed')
  })

  it('is not closed by a message that the EHR does not have', () => {
    const done = { reports: [report('final', 'a')], tasks: [review('a')] }
    const waiting = state({ ...done, tellings: [told({ acknowledged: false })] })
    expect(waiting).toMatchObject({ step: 'reviewed', awaited: 'told', leaving: true })
    expect(
      loopOf(
        { ...facts({ ...done, tellings: [told({ acknowledged: false })] }), order: undefined as never },
        defaultTimes,
      ).step,
    ).toBe('reviewed')
  })

  it('closes after something critical only when the message was read or somebody spoke to the patient', () => {
    const done = { reports: [report('final', 'a', 'LL')], tasks: [review('a')] }
    const byMessage = { report: bmp, way: 'message' as const }
    expect(closes(facts(done), byMessage, defaultTimes)).toBe(false)
    expect(closes(facts(done), { report: bmp, way: 'contact' }, defaultTimes)).toBe(true)
    expect(state({ ...done, tellings: [told({ read: at(12) })] }).awaited).toBeUndefined()
    expect(closes(facts({ ...done, reports: [report('final', 'a')] }), byMessage, defaultTimes)).toBe(true)
    expect(closes(facts({ ...done, reports: [report('preliminary', 'a')] }), byMessage, defaultTimes)).toBe(false)
    expect(
      closes(facts({ ...done, reports: [{ ...report('final', 'a'), held: true }] }), byMessage, defaultTimes),
    ).toBe(false)
  })

  it('waits for every report of its order', () => {
    const other = { ...report('final', 'x'), id: asLocalId('other') }
    const given = { reports: [report('final', 'a'), other], tasks: [review('a')], tellings: [told()] }
    expect(state(given)).toMatchObject({ step: 'final', awaited: 'reviewed' })
    expect(closes(facts(given), { report: bmp, way: 'message' }, defaultTimes)).toBe(false)
  })

  it('does not count a report that may be another patient’s', () => {
    expect(state({ reports: [{ ...report('final', 'a', 'HH'), held: true }] })).toMatchObject({
      step: 'collected',
      weight: 'normal',
    })
  })

  it('knows a report from its task when the report itself is no longer held', () => {
    const { fingerprint: _, ...gone } = report('final', 'a')
    expect(state({ reports: [gone], tasks: [review('a')], tellings: [told()] }).step).toBe('told')
  })

  it('closes without an order once the patient knows', () => {
    const { order: _, ...without } = facts({
      reports: [report('final', 'a')],
      tasks: [review('a')],
      tellings: [told()],
    })
    expect(loopOf(without, defaultTimes).step).toBe('closed')
  })

  it('is overdue by the server’s time, and says whether a task says so already', () => {
    expect(overdue(state(), at(8, 59, 26))).toBeUndefined()
    expect(overdue(state(), at(9, 1, 26))).toEqual({ awaited: 'final', expected: at(9, 0, 26), needsTask: true })
    expect(overdue(state({ reports: [report('final', 'a')], tasks: [review()] }), at(13))).toMatchObject({
      awaited: 'reviewed',
      needsTask: false,
    })
    expect(overdue(state({ order: { ...placed, status: 'on-hold' } }), at(9, 1, 29))).toBeUndefined()
  })
})
