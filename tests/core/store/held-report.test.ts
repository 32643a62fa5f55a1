import type { DiagnosticReport, Observation, Resource, Specimen } from '@medplum/fhirtypes'
import { afterEach, describe, expect, it } from 'vitest'
import { heldReport, heldReportsOf, reasonsOf } from '../../../main/core/store/held-report.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { amara, luis, on, order, patient, practice, report, result, task, to } from '../handlers/support/day.js'
import { Workstation } from '../handlers/support/workstation.js'

let station: Workstation
afterEach(() => station.stop())

/** Given names of the one are all the other's, too. */
const namesake = { ...luis, id: 'luis-alberto', given: ['Luis', 'Alberto'], birthDate: '1961-02-17', mrn: '118920' }
const potassium = (id: string, who = luis): Observation =>
  result(id, who, on(9), {
    code: '2823-3',
    name: 'Potassium',
    value: 6.7,
    unit: 'mmol/L',
    low: 3.5,
    high: 5.1,
    flag: 'HH',
  })
const panel = (more: Partial<DiagnosticReport> = {}, results = ['k']): DiagnosticReport => ({
  ...report('bmp', luis, on(9, 30), 'Basic metabolic panel', results),
  ...more,
})
const tube = (id: string, who = luis): Specimen => ({
  resourceType: 'Specimen',
  id,
  subject: { reference: `Patient/${who.id}` },
  collection: { collectedDateTime: on(8) },
  accessionIdentifier: { system: 'https://rounds.example/fhir/accession', value: `26-${id}` },
})
const clinic = (): Resource[] => [...practice(), patient(amara), patient(luis), patient(namesake)]
const newer = <R extends Resource>(resource: R, version = '2'): R => ({ ...resource, meta: { versionId: version } })

const start = (...more: Resource[]): void => {
  station = new Workstation([...clinic(), ...more])
}
const held = (): string[] => {
  const row = heldReport(station.store.db, station.id('DiagnosticReport', 'bmp'))
  return row ? reasonsOf(row) : []
}
/** Where the value or the report is to be seen. */
function shownIn(who: string): string[] {
  const id = station.patient(who)
  const chart = station.ask('chart.view', { patient: id })
  return [
    ...(chart.reports.length > 0 ? ['reports'] : []),
    ...(chart.results.length > 0 ? ['results'] : []),
    ...(chart.timeline.some(({ kind }) => kind === 'result') ? ['timeline'] : []),
  ]
}
const everywhere = ['reports', 'results', 'timeline']

describe('a result that arrives', () => {
  it('is filed when nothing about it points to anybody else', () => {
    start(order('o', luis, '51990-0', 'BMP'), tube('t'), potassium('k'))
    station.receive(
      panel({
        subject: { reference: 'Patient/luis', display: 'Luis Romero' },
        basedOn: [{ reference: 'ServiceRequest/o' }],
        specimen: [{ reference: 'Specimen/t' }],
      }),
    )
    expect(held()).toEqual([])
    expect(shownIn('luis')).toEqual(everywhere)
  })

  it('is in no chart while it is held: neither of whom it names nor of whom it may be', () => {
    start(
      order('o', namesake, '51990-0', 'BMP'),
      potassium('k'),
      panel({ basedOn: [{ reference: 'ServiceRequest/o' }] }),
    )
    expect(held()).toEqual(['order'])
    expect(shownIn('luis')).toEqual([])
    expect(shownIn('luis-alberto')).toEqual([])
    for (const who of ['luis', 'luis-alberto'])
      expect(heldReportsOf(station.store.db, station.patient(who))).toHaveLength(1)
    expect(heldReportsOf(station.store.db, station.patient('amara'))).toHaveLength(0)
  })

  it('is held for each thing that is somebody else’s', () => {
    const cases: [Partial<DiagnosticReport>, Resource[], string[]][] = [
      [{ subject: { reference: 'Patient/luis', display: 'Romero, Luis Alberto' } }, [potassium('k')], ['name']],
      [{ specimen: [{ reference: 'Specimen/t' }] }, [potassium('k'), tube('t', amara)], ['specimen']],
      [
        { identifier: [{ system: 'https://rounds.example/fhir/accession', value: '26-t' }] },
        [potassium('k'), tube('t', amara)],
        ['specimen'],
      ],
      [{}, [potassium('k', amara)], ['value']],
      [{ subject: { identifier: { value: '118902' } } as never }, [potassium('k')], ['no-patient']],
      [
        { subject: { reference: 'Patient/nobody' } },
        [{ ...potassium('k'), subject: { reference: 'Patient/nobody' } }],
        ['unknown-patient'],
      ],
      [
        {
          contained: [
            {
              resourceType: 'Patient',
              id: 'p',
              name: [{ family: 'Romero', given: ['Luis'] }],
              birthDate: '1961-02-17',
              identifier: [{ system: 'https://rounds.example/fhir/mrn', value: '118920' }],
            },
          ],
        },
        [potassium('k')],
        ['birth-date', 'record-number'],
      ],
    ]
    start()
    cases.forEach(([more, others, reasons], n) => {
      station.receive(...others.map((each) => newer(each, `${n + 2}`)))
      station.receive(newer(panel(more), `${n + 2}`))
      expect(held(), reasons.join()).toEqual(reasons)
      expect(shownIn('luis')).toEqual([])
    })
  })

  it('is judged anew when what it rests on comes later, in whatever order', () => {
    start(panel({ basedOn: [{ reference: 'ServiceRequest/o' }], specimen: [{ reference: 'Specimen/t' }] }))
    expect(held()).toEqual([])
    station.receive(potassium('k'))
    expect(shownIn('luis')).toEqual(everywhere)
    station.receive(order('o', namesake, '51990-0', 'BMP'))
    expect(held()).toEqual(['order'])
    station.receive(tube('t', amara))
    expect(held()).toEqual(['order', 'specimen'])
    station.receive(newer(order('o', luis, '51990-0', 'BMP')), newer(tube('t')))
    expect(held()).toEqual([])
    expect(shownIn('luis')).toEqual(everywhere)
  })

  it('is held from when a value in it turns out to be somebody else’s, and the laboratory can put it right', () => {
    start(potassium('k'), panel())
    expect(shownIn('luis')).toEqual(everywhere)
    station.receive(newer(potassium('k', amara)))
    expect(held()).toEqual(['value'])
    expect(shownIn('amara')).toEqual([])
    station.receive(newer(panel({ subject: { reference: 'Patient/amara' } })))
    expect(held()).toEqual([])
    expect(shownIn('amara')).toEqual(everywhere)
    station.receive(newer({ ...panel({ subject: { reference: 'Patient/luis' } }) }, '3'))
    expect(held()).toEqual(['value'])
    station.receive(newer(panel({ status: 'entered-in-error' }), '4'))
    expect(held()).toEqual([])
  })

  it('is in no smart link and in no trend beside a task', () => {
    const dated = {
      ...potassium('k0'),
      effectiveDateTime: '2026-09-01T08:00:00Z',
      valueQuantity: { value: 4.4, unit: 'mmol/L' },
    }
    start(dated, potassium('k'), panel({ subject: { reference: 'Patient/luis', display: 'Amara Okafor' } }))
    const links = (): string => JSON.stringify(station.ask('smart.list', { patient: station.patient('luis') } as never))
    expect(links()).toContain('4.4')
    expect(links()).not.toContain('6.7')
    expect(
      station.ask('chart.view', { patient: station.patient('luis') }).results.flatMap(({ readings }) => readings),
    ).toHaveLength(1)
    station.receive(newer(panel()))
    expect(links()).toContain('6.7')
  })

  it('is held by a workstation that lacks what another knows, as long as somebody is asked', () => {
    start(potassium('k'), panel({ basedOn: [{ reference: 'ServiceRequest/not-held-here' }] }))
    expect(shownIn('luis')).toEqual(everywhere)
    const asked = task('asked', 'unmatched-result', 'Whose result is this?', {
      owner: to.team('blue-team'),
      focus: to.thing('DiagnosticReport', 'bmp'),
    })
    station.receive(asked)
    expect([held(), shownIn('luis')]).toEqual([['asked'], []])
    station.receive(newer({ ...asked, status: 'completed' }))
    expect([held(), shownIn('luis')]).toEqual([[], everywhere])
  })

  it('tells whoever looks at a chart that something is held, or is not any more', () => {
    start(potassium('k'), panel({ basedOn: [{ reference: 'ServiceRequest/o' }] }))
    const heard: string[] = []
    station.store.onChange((topics) => heard.push(...topics))
    station.receive(order('o', namesake, '51990-0', 'BMP'))
    expect(heard).toContain(`patient:${station.patient('luis') as LocalId}`)
  })
})

describe('a number the laboratory used for two people', () => {
  const number = (value = 'H-1'): Partial<DiagnosticReport> => ({
    identifier: [{ system: 'https://lab.example/report', value }],
    effectiveDateTime: on(8),
    performer: [{ display: 'Harbour Laboratory' }],
  })
  const first = (more: Partial<DiagnosticReport> = {}): DiagnosticReport =>
    panel({ ...number(), issued: on(9), ...more })
  const second = (more: Partial<DiagnosticReport> = {}): DiagnosticReport => ({
    ...report('second', amara, on(10), 'Basic metabolic panel', ['k2']),
    ...number(),
    ...more,
  })
  const reasons = (id: string): string[] => {
    const row = heldReport(station.store.db, station.id('DiagnosticReport', id))
    return row ? reasonsOf(row) : []
  }
  const both = (): string[][] => ['bmp', 'second'].map(reasons)
  const values = [potassium('k'), potassium('k2', amara)]

  it('holds the later one, whichever comes first, and offers both', () => {
    for (const order of [
      [first(), second()],
      [second(), first()],
    ]) {
      start(...values)
      for (const each of order) station.receive(each)
      expect(both()).toEqual([[], ['report-number']])
      expect([shownIn('luis'), shownIn('amara')]).toEqual([everywhere, []])
      for (const who of ['luis', 'amara']) expect(heldReportsOf(station.store.db, station.patient(who))).toHaveLength(1)
      const view = station.ask('held.view', { report: station.id('DiagnosticReport', 'second') })
      expect(view?.candidates.map(({ because }) => because)).toEqual([['report', 'sent'], ['report-number']])
      station.stop()
    }
    start(...values, second(), first())
    expect(both()).toEqual([[], ['report-number']])
  })

  it('holds both where nothing says which was sent first', () => {
    start(...values, first(), second({ issued: on(9) }))
    expect(both()).toEqual([['report-number'], ['report-number']])
  })

  it('lets it go once the first is taken back, is found to be nobody’s here or gets another number, or the two records are one', () => {
    const ways: Resource[] = [
      first({ status: 'entered-in-error' }),
      first({
        extension: [
          {
            url: 'https://rounds.example/fhir/identity-decided',
            extension: [{ url: 'not-ours', valueString: 'Asked the laboratory' }],
          },
        ],
      }),
      first(number('H-2')),
      { ...patient(luis), link: [{ type: 'replaced-by', other: { reference: 'Patient/amara' } }] } as Resource,
    ]
    for (const way of ways) {
      start(...values, first(), second())
      expect(reasons('second')).toEqual(['report-number'])
      station.receive(newer(way))
      expect(reasons('second')).toEqual([])
      station.stop()
    }
    start()
  })

  it('is settled by a person’s decision', () => {
    start(...values, first(), second())
    const decided = { url: 'for', valueReference: { reference: 'Patient/amara' } }
    const extension = [{ url: 'https://rounds.example/fhir/identity-decided', extension: [decided] }]
    station.receive(newer(second({ extension })))
    expect(both()).toEqual([[], []])
    expect(shownIn('amara')).toEqual(everywhere)
  })

  it('costs no more where a laboratory gives all its reports the same one', () => {
    const taken = (value: (n: number) => string): number => {
      start()
      const reports = Array.from({ length: 500 }, (_, n) => ({
        ...report(`r${n}`, n % 2 ? luis : amara, on(10), 'Basic metabolic panel', []),
        ...number(value(n)),
      }))
      const began = performance.now()
      for (let from = 0; from < reports.length; from += 100) station.receive(...reports.slice(from, from + 100))
      const took = performance.now() - began
      station.stop()
      return took
    }
    const own = taken((n) => `H-${n}`)
    expect(taken(() => 'H-1')).toBeLessThan(4 * own)
    start()
  })

  it('says nothing without a system, on another day, from another laboratory, or borne by three people', () => {
    const others: Partial<DiagnosticReport>[] = [
      { identifier: [{ value: 'H-1' }] },
      { identifier: [{ system: 'https://lab.example/report', value: 'H-1', use: 'old' }] },
      { effectiveDateTime: '2026-01-01T08:00:00Z' },
      { performer: [{ display: 'Other Laboratory' }] },
    ]
    for (const more of others) {
      start(...values, first(more.identifier ? more : {}), second(more))
      expect(both(), JSON.stringify(more)).toEqual([[], []])
      station.stop()
    }
    const third = { ...report('third', namesake, on(11), 'Basic metabolic panel', []), ...number() }
    start(...values, first(), second(), third)
    expect([...both(), reasons('third')]).toEqual([[], [], []])
  })
})
