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
