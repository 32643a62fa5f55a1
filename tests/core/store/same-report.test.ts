import type { DiagnosticReport, Task } from '@medplum/fhirtypes'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sameReports } from '../../../main/core/store/same-report.js'
import type { Ground } from '../../../main/core/work/chore.js'
import { repeatFinder, sentTwice } from '../../../main/core/work/repeats.js'
import { luis, on, patient, practice, report, result } from '../handlers/support/day.js'
import { potassium, review } from '../handlers/support/results.js'
import { Workstation } from '../handlers/support/workstation.js'

let station: Workstation
beforeEach(() => {
  station = new Workstation([
    ...practice(),
    patient(luis),
    result('k1', luis, on(9), potassium(5.4, 'H')),
    result('k2', luis, on(9), potassium(5.9, 'H')),
  ])
})
afterEach(() => station.stop())

const issuedAt = { first: on(9, 10), second: on(9, 50) }
const sent = (id: 'first' | 'second', more: Partial<DiagnosticReport> = {}): DiagnosticReport => ({
  ...report(id, luis, on(9), 'Basic metabolic panel', ['k1']),
  issued: issuedAt[id],
  identifier: [{ system: 'https://lab.example/report', value: 'H-1' }],
  code: { text: 'Basic metabolic panel', coding: [{ system: 'http://loinc.org', code: '51990-0' }] },
  ...more,
})
/** Says nothing of when it was issued. */
const undated = (id: 'first' | 'second', more: Partial<DiagnosticReport> = {}): DiagnosticReport => {
  const { issued: _issued, ...rest } = sent(id, more)
  return rest
}
let versions = 1
const had = (hour: number) => ({
  versionId: String(++versions),
  lastUpdated: new Date(on(hour)).toISOString(),
})
const machine = (id: string, more: Partial<Task> = {}): Task => ({
  ...review(`review-${id}`, id, luis, more),
  extension: [{ url: 'https://rounds.example/fhir/made-by', valueCode: 'routing' }],
})

/** Whether the other one went before, as each of the two sees it. */
function earlier(): [boolean | undefined, boolean | undefined] {
  const [first, second] = (['first', 'second'] as const).map((id) => {
    const local = station.id('DiagnosticReport', id)
    return sameReports(station.store, local, station.store.read('DiagnosticReport', local) as DiagnosticReport)[0]
  })
  return [first?.earlier, second?.earlier]
}
/** Which reviews the machine would cancel, cancelling them. */
function cancelled(): string[] {
  const { context } = station.running
  const ground = { context, plan: {}, now: station.clock.now(), fault: (error: unknown) => Promise.reject(error) }
  const chores = repeatFinder.find(ground as unknown as Ground)
  station.store.commit({ who: station.id('Practitioner', 'novak'), at: context.at() }, (tx) => {
    for (const chore of chores) chore.do(tx)
  })
  return chores.flatMap(({ task }) => {
    const { status, statusReason, focus } = station.store.read('Task', task) as Task
    return status === 'cancelled' && statusReason?.text === sentTwice ? (focus?.reference ?? '') : []
  })
}
const focusOf = (id: 'first' | 'second'): string => `DiagnosticReport/${id}`

describe('of two that are one report', () => {
  it('the one issued earlier went before, whichever came first', () => {
    for (const order of [
      [sent('first', { meta: had(10) }), sent('second', { meta: had(11) })],
      [sent('second', { meta: had(12) }), sent('first', { meta: had(13) })],
    ]) {
      for (const each of order) station.receive(each)
      expect(earlier()).toEqual([false, true])
    }
  })

  it('that say the same and not when they were issued, the order stays, whichever the EHR touches', () => {
    station.receive(undated('first', { meta: had(10) }), undated('second', { meta: had(11) }))
    const before = earlier()
    expect(before.toSorted()).toEqual([false, true])
    station.receive(undated('first', { meta: had(12) }))
    expect(earlier()).toEqual(before)
    station.receive(undated('second', { meta: had(13) }))
    expect(earlier()).toEqual(before)
    station.receive(sent('first', { meta: had(14) }))
    expect(earlier()).toEqual(before)
  })

  it('that differ, a correction went later, and else the one the EHR had later', () => {
    const second = ['k2'].map((id) => ({ reference: `Observation/${id}` }))
    station.receive(undated('first', { meta: had(11) }), undated('second', { meta: had(10), result: second }))
    expect(earlier()).toEqual([true, false])
    station.receive(undated('second', { meta: had(10), result: second, status: 'corrected' }))
    expect(earlier()).toEqual([false, true])
  })
})

describe('two reviews of one report', () => {
  it('end as one: the later one is cancelled, whichever came first', () => {
    station.receive(machine('second'), sent('second', { meta: had(10) }))
    expect(cancelled()).toEqual([])
    station.receive(sent('first', { meta: had(11) }), machine('first'))
    expect(cancelled()).toEqual([focusOf('second')])
    expect(cancelled()).toEqual([])
  })

  it('stay where the later one was begun: then the earlier one ends', () => {
    station.receive(sent('first', { meta: had(10) }), sent('second', { meta: had(11) }), machine('first'))
    station.receive(machine('second', { status: 'in-progress' }))
    expect(cancelled()).toEqual([focusOf('first')])
  })

  it('stay two where the reports say something else, and where a person asked for them', () => {
    const second = sent('second', { meta: had(11), result: [{ reference: 'Observation/k2' }] })
    station.receive(sent('first', { meta: had(10) }), second, machine('first'), machine('second'))
    expect(cancelled()).toEqual([])
    station.receive(sent('second', { meta: had(12) }))
    station.receive({ ...machine('second'), extension: [], meta: had(12) } as Task)
    expect(cancelled()).toEqual([])
  })

  it('end as one where neither says when it was issued, the same whatever the EHR touched since', () => {
    const both = [undated('first', { meta: had(10) }), undated('second', { meta: had(11) })]
    station.receive(...both, machine('first'), machine('second'))
    const before = earlier()
    station.receive(undated(before[0] ? 'second' : 'first', { meta: had(13) }))
    expect(cancelled()).toEqual([focusOf(before[0] ? 'first' : 'second')])
  })
})
