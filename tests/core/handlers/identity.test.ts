import type { DiagnosticReport, Observation, Resource, ServiceRequest, Specimen, Task } from '@medplum/fhirtypes'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { arrived } from '../../../main/core/store/arrival.js'
import { unmatched } from '../../../main/core/store/held-task.js'
import type { HeldCandidate, HeldView } from '../../../shared/contract/views/work/identity.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { amara, luis, on, order, patient, practice, report, result, task, to } from './support/day.js'
import { Workstation } from './support/workstation.js'

const namesake = { ...luis, id: 'luis-alberto', given: ['Luis', 'Alberto'], birthDate: '1961-02-17', mrn: '118920' }
const tube: Specimen = {
  resourceType: 'Specimen',
  id: 't',
  meta: { versionId: '1' },
  subject: { reference: 'Patient/luis-alberto' },
  collection: { collectedDateTime: on(8) },
  accessionIdentifier: { system: 'https://rounds.example/fhir/accession', value: '26-000123' },
}
const potassium = (value: number, flag?: string): Observation =>
  result('k', luis, on(9), { code: '2823-3', name: 'Potassium', value, unit: 'mmol/L', ...(flag && { flag }) })
/** Filed by the laboratory under the namesake of whom it was ordered and drawn for. */
const panel: DiagnosticReport = {
  ...report('bmp', luis, on(9, 30), 'Basic metabolic panel', ['k']),
  basedOn: [{ reference: 'ServiceRequest/o' }],
  specimen: [{ reference: 'Specimen/t' }],
}
const clinic = (value: Observation, ...more: Resource[]): Resource[] => [
  ...practice(),
  patient(amara),
  patient(luis),
  patient(namesake),
  order('o', namesake, '51990-0', 'Basic metabolic panel'),
  tube,
  value,
  panel,
  ...more,
]

let station: Workstation
beforeEach(() => {
  station = new Workstation(clinic(potassium(4.4)))
})
afterEach(() => station.stop())

const bmp = (): LocalId => station.id('DiagnosticReport', 'bmp')
const view = (also?: LocalId): HeldView => {
  const seen = station.ask('held.view', { report: bmp(), ...(also && { also }) })
  if (!seen) throw new Error('the report is not here')
  return seen
}
const candidate = (who: string): HeldCandidate => {
  const found = view().candidates.find(({ patient: { id } }) => id === station.patient(who))
  if (!found) throw new Error(`${who} is no candidate`)
  return found
}
const resultsOf = (who: string): number => station.ask('chart.view', { patient: station.patient(who) }).reports.length
const decide = (more: { matched?: ('order' | 'specimen' | 'name')[]; reason?: string; second?: LocalId } = {}) => ({
  report: bmp(),
  seen: view().seen,
  to: station.patient('luis-alberto'),
  matched: more.matched ?? (['order', 'specimen'] as const).slice(),
  ...(more.reason && { reason: more.reason }),
  ...(more.second && { second: more.second }),
})

describe('a held result', () => {
  it('is shown with whom it may belong to and everything that can be compared, word by word', () => {
    expect(view()).toMatchObject({
      state: 'held',
      critical: false,
      reasons: ['order', 'specimen'],
      sent: { order: 'Basic metabolic panel', orderedBy: 'Dr Lena Novak', accession: '26-000123', record: '118 902' },
      values: [{ name: 'Potassium', text: '4.4', unit: 'mmol/L' }],
    })
    expect(view().candidates.map(({ patient: { mrn }, because }) => [mrn, ...because])).toEqual([
      ['118 902', 'report', 'sent'],
      ['118 920', 'order', 'specimen'],
    ])
    expect(candidate('luis').compared.map(({ what, agrees }) => [what, agrees])).toEqual([
      ['record-number', true],
      ['order', false],
      ['specimen', false],
    ])
    expect(candidate('luis-alberto').compared.map(({ what, agrees }) => [what, agrees])).toEqual([
      ['record-number', false],
      ['order', true],
      ['specimen', true],
    ])
    expect(view(station.patient('amara')).candidates.at(-1)?.because).toEqual(['chosen'])
  })

  it('offers the people the laboratory’s words fit when it names nobody', () => {
    station.receive({
      ...panel,
      meta: { versionId: '2' },
      basedOn: [],
      specimen: [],
      subject: { display: 'ROMERO, Luis Alberto' },
    } as DiagnosticReport)
    expect(view()).toMatchObject({ reasons: ['no-patient'], sent: { name: 'ROMERO, Luis Alberto' } })
    expect(view().candidates.map(({ patient: { mrn }, because }) => [mrn, ...because])).toEqual([
      ['118 902', 'value'],
      ['118 920', 'sent'],
    ])
    expect(candidate('luis-alberto').compared[0]?.sent).toEqual([
      { text: 'ROMERO,', agrees: true },
      { text: 'Luis', agrees: true },
      { text: 'Alberto', agrees: true },
    ])
  })

  it('is filed by two identifiers that agree, once the EHR has taken it', async () => {
    await station.do('held.decide', decide())
    expect(view()).toMatchObject({ state: 'deciding', decided: { by: 'Dr Lena Novak' } })
    expect([resultsOf('luis'), resultsOf('luis-alberto')]).toEqual([0, 0])
    expect((await station.refused('held.decide', decide())).code).toBe('conflict')
    station.acknowledgeAll()
    expect(view().state).toBe('filed')
    expect([resultsOf('luis'), resultsOf('luis-alberto')]).toEqual([0, 1])
    const kept = station.store.read('DiagnosticReport', bmp()) as DiagnosticReport
    expect(kept.subject?.reference).toBe('Patient/luis-alberto')
    expect(kept.basedOn?.[0]?.reference).toBe('ServiceRequest/o')
    expect(kept.extension?.[0]?.extension?.map(({ url }) => url)).toEqual([
      'by',
      'at',
      'for',
      'compared',
      'compared',
      'before',
    ])
    expect(station.store.read('Observation', station.id('Observation', 'k'))?.subject?.reference).toBe(
      'Patient/luis-alberto',
    )
    const audit = station.store.db.prepare(`SELECT patient FROM audit WHERE action = 'identity-decided'`).all()
    expect(audit).toEqual([{ patient: station.patient('luis-alberto') }])
  })

  it('is cut from the order and the specimen of somebody else', async () => {
    await station.do('held.decide', {
      ...decide({ matched: [], reason: 'The laboratory mixed up two tubes and says so' }),
      to: station.patient('luis'),
    })
    station.acknowledgeAll()
    expect([resultsOf('luis'), resultsOf('luis-alberto')]).toEqual([1, 0])
    const kept = station.store.read('DiagnosticReport', bmp()) as DiagnosticReport
    expect([kept.basedOn, kept.specimen]).toEqual([undefined, undefined])
    // Another version of it without the decision is judged anew.
    station.receive({ ...panel, meta: { versionId: '99' } })
    expect(view().state).toBe('held')
  })

  it('is not filed by what does not agree, by one identifier without a reason, or by what changed since', async () => {
    expect((await station.refused('held.decide', { ...decide(), matched: ['order', 'record-number'] })).code).toBe(
      'wrong-patient',
    )
    expect((await station.refused('held.decide', decide({ matched: ['order'] }))).code).toBe('invalid')
    expect((await station.refused('held.decide', decide({ matched: ['order', 'order'] as never }))).code).toBe(
      'invalid',
    )
    const before = decide()
    station.receive({ ...potassium(4.5), meta: { versionId: '2' } })
    expect((await station.refused('held.decide', before)).code).toBe('stale')
    await station.signIn('das')
    expect((await station.refused('held.decide', decide())).code).toBe('not-permitted')
    expect(station.running.context.outbox.rows()).toEqual([])
  })

  it('is left to the colleague who is deciding', async () => {
    const about = { focus: to.thing('DiagnosticReport', 'bmp'), owner: to.practitioner('hale') }
    station.receive(task('whose', 'unmatched-result', 'Whose result is this?', { ...about, status: 'in-progress' }))
    expect((await station.refused('held.decide', decide())).message).toContain('Hale')
    const away = { report: bmp(), seen: view().seen, words: 'nobody of ours' }
    expect((await station.refused('held.not-ours', away)).code).toBe('conflict')
    expect(view().state).toBe('held')
  })

  it('asks for a second person when it is critical', async () => {
    station.receive({ ...potassium(6.7, 'HH'), meta: { versionId: '2' } })
    expect(view().critical).toBe(true)
    for (const second of [undefined, 'novak', 'das'])
      expect(
        (await station.refused('held.decide', decide(second ? { second: station.id('Practitioner', second) } : {})))
          .code,
      ).toBe('invalid')
    await station.do('held.decide', decide({ second: station.id('Practitioner', 'hale') }))
    const kept = station.store.read('DiagnosticReport', bmp()) as DiagnosticReport
    expect(kept.extension?.[0]?.extension?.[1]).toMatchObject({
      url: 'with',
      valueReference: { display: expect.any(String) },
    })
  })

  it('stays held when the EHR will not have the report changed', async () => {
    await station.do('held.decide', decide())
    station.store.db.exec(`UPDATE outbox SET state = 'parked', reason = 'refused' WHERE type = 'DiagnosticReport'`)
    station.store.receive(station.running.context.at(), (tx) => tx.touch('outbox'))
    expect(view().state).toBe('refused')
    expect([resultsOf('luis'), resultsOf('luis-alberto')]).toEqual([0, 0])
  })

  it('of nobody here stays out of every chart, and the laboratory is called', async () => {
    const { task } = await station.do('held.not-ours', {
      report: bmp(),
      seen: view().seen,
      words: 'Not a patient of ours',
    })
    station.acknowledgeAll()
    expect(view()).toMatchObject({ state: 'not-ours', reasons: ['not-ours'] })
    const call = station.store.read('Task', task) as Task
    expect(call).toMatchObject({ code: { coding: [{ code: 'call' }] }, note: [{ text: 'Not a patient of ours' }] })
    expect(call.for).toBeUndefined()
    station.later(60)
    expect(unmatched(station.store, station.clock.now())).toEqual([])
  })
})

describe('work about a held result', () => {
  it('says what it is and never whose, is stat when critical, and goes to both clinicians', () => {
    station.receive({ ...potassium(6.7, 'HH'), meta: { versionId: '2' } })
    const [asked, ...others] = unmatched(station.store, station.clock.now())
    expect(others).toEqual([])
    expect(asked).toMatchObject({
      report: bmp(),
      text: 'Whose result is this? Potassium 6.7 mmol/L HH',
      flag: 'HH',
      priority: 'stat',
      clinicians: [station.id('Practitioner', 'novak')],
    })
    for (const name of ['Romero', 'Luis']) expect(JSON.stringify(asked)).not.toContain(name)
  })

  it('is one task, ends with the decision, and is asked again while the result stays held', async () => {
    const { task } = await station.do('held.task', { report: bmp() })
    expect(await station.do('held.task', { report: bmp() })).toEqual({ task })
    expect(unmatched(station.store, station.clock.now())).toEqual([])
    station.acknowledgeAll()
    await station.do('held.decide', decide())
    expect(station.store.read('Task', task)?.status).toBe('completed')
    expect(unmatched(station.store, station.clock.now())).toEqual([])
    // The decision is lost on the way: whoever gave it up, the result is still nobody’s.
    station.store.receive(station.running.context.at(), (tx) => {
      tx.db.exec(`DELETE FROM outbox WHERE type <> 'Task'`)
      tx.db.exec(`UPDATE resource SET json = base, base = NULL WHERE base IS NOT NULL AND type <> 'Task'`)
      tx.project(station.id('Observation', 'k'), potassium(4.4))
      tx.project(bmp(), panel)
    })
    expect(unmatched(station.store, station.clock.now())).toEqual([])
    station.later(11)
    const [again] = unmatched(station.store, station.clock.now())
    expect(again?.report).toBe(bmp())
    expect(again?.task).not.toBe(task)
  })

  it('is told to the chart of whoever it may belong to, for those who may decide', async () => {
    const notices = (who: string) => station.ask('chart.view', { patient: station.patient(who) }).heldResults
    expect(notices('luis')).toEqual([{ report: bmp(), issuedAt: on(9, 30) }])
    expect(notices('luis-alberto')).toHaveLength(1)
    expect(notices('amara')).toEqual([])
    await station.signIn('das')
    expect(notices('luis')).toEqual([])
  })
})

describe('work about a patient who is not here', () => {
  it('has the name the EHR wrote on it, says so, and lets nothing be done to a chart', async () => {
    station.receive(
      task('far', 'patient-message', 'Rash since Sunday', {
        owner: to.practitioner('novak'),
        for: { reference: 'Patient/far-away', display: 'Ferreira, Ana' },
      }),
      { ...task('plain', 'call', 'Ring', { owner: to.practitioner('novak') }), for: { reference: 'Patient/other' } },
    )
    const view = (name: string) => station.ask('task.view', { task: station.id('Task', name) })
    expect(view('far')?.patient).toMatchObject({ name: 'Ferreira, Ana', asNamed: true, mrn: '' })
    expect(view('plain')?.patient).toMatchObject({ name: 'Patient not held here', asNamed: true })
    await station.do('task.claim', { task: station.id('Task', 'far') })
    await station.do('task.comment', { task: station.id('Task', 'far'), text: 'Who is near?', mentions: [] })
    const patient = station.patient('far-away')
    expect((await station.refused('patient.open', { open: patient })).code).toBe('not-found')
    const sent = { patient, task: station.id('Task', 'far'), text: 'Come in, please.' }
    expect((await station.refused('message.send', sent)).code).toBe('wrong-patient')
  })
})

describe('a result without an order', () => {
  it('is filed, and linked to an order by a person only', async () => {
    const glucose = result('g', amara, on(9), { code: '2345-7', name: 'Glucose', value: 99, unit: 'mg/dL' })
    station.receive(
      glucose,
      { ...report('glu', amara, on(9, 30), 'Glucose', ['g']), code: { text: 'Glucose', coding: [{ code: '2345-7' }] } },
      order('other', amara, '718-7', 'Haemoglobin'),
      order('mine', amara, '2345-7', 'Glucose'),
      { ...order('old', amara, '2345-7', 'Glucose'), status: 'revoked' } as ServiceRequest,
    )
    const about = { patient: station.patient('amara'), report: station.id('DiagnosticReport', 'glu') }
    await station.open(about.patient)
    expect(resultsOf('amara')).toBe(1)
    expect(station.ask('result.orders', about).map(({ text, same }) => [text, same])).toEqual([
      ['Glucose', true],
      ['Haemoglobin', false],
    ])
    const link = (name: string) => ({ ...about, order: station.id('ServiceRequest', name) })
    expect((await station.refused('result.link', link('old'))).code).toBe('stale')
    expect((await station.refused('result.link', link('o'))).code).toBe('stale')
    await station.do('result.link', link('mine'))
    expect((station.store.read('DiagnosticReport', about.report) as DiagnosticReport).basedOn).toEqual([
      { reference: 'ServiceRequest/mine', type: 'ServiceRequest' },
    ])
    expect(station.ask('result.orders', about)).toEqual([])
    expect(arrived(station.store.db, station.store.identity, about.report)?.deciding).toBe(false)
  })
})
