import type { AllergyIntolerance, Condition, MedicationRequest } from '@medplum/fhirtypes'
import { EditorState, TextSelection } from 'prosemirror-state'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChipContext } from '../../../renderer/features/note/chips/context.js'
import { slashSource } from '../../../renderer/features/note/chips/slash.js'
import { typedVitals } from '../../../renderer/features/note/chips/typed.js'
import { chipsIn, schema } from '../../../shared/document/index.js'
import { asDateText } from '../../../shared/kernel/ids.js'
import { amara, patient, practice } from '../../core/handlers/support/day.js'
import { Workstation } from '../../core/handlers/support/workstation.js'

const meta = { versionId: '1', lastUpdated: '2026-11-22T09:00:00.000Z' }
const subject = { reference: 'Patient/amara' }
const diabetes = {
  resourceType: 'Condition',
  id: 'diabetes',
  meta,
  code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'E11.22' }], text: 'Type 2 diabetes with CKD' },
  subject,
} as Condition
const hypertension = {
  resourceType: 'Condition',
  id: 'hypertension',
  meta,
  code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'I12.9' }], text: 'Hypertension' },
  subject,
} as Condition
const lisinopril = {
  resourceType: 'MedicationRequest',
  id: 'lisinopril',
  meta,
  status: 'active',
  intent: 'order',
  medicationCodeableConcept: { text: 'Lisinopril 20 mg tablet' },
  dosageInstruction: [{ text: '1 tablet daily' }],
  subject,
} as MedicationRequest
const penicillin = {
  resourceType: 'AllergyIntolerance',
  id: 'pcn',
  meta,
  code: { text: 'Penicillin' },
  patient: subject,
} as AllergyIntolerance

let station: Workstation
let context: ChipContext
beforeAll(async () => {
  station = new Workstation([...practice(), patient(amara), diabetes, hypertension, lisinopril, penicillin], {
    as: 'novak',
  })
  const id = station.patient('amara')
  await station.open(id)
  context = {
    patient: id,
    today: () => asDateText('2026-11-22'),
    years: () => 47,
    last: () => ({ weight: 84.2 }),
    chart: () => station.ask('chart.view', { patient: id }),
    team: () => station.ask('team.list', {}) ?? [],
    find: async (system, text, limit) => station.ask('terminology.find', { system, text, limit })?.hits ?? [],
    check: async (ingredients, except = []) =>
      station.ask('medication.check', { patient: id, ingredients: [...ingredients], except: [...except] as never }),
    close: () => undefined,
  }
})
afterAll(() => station.stop())

const place = { section: '51847-2', inProblem: false }
const offered = async (words: string) => slashSource(context).find(words, place)
const titles = async (words: string) =>
  (await offered(words)).map(({ title, detail }) => `${title} ${detail ?? ''}`.trim())

/** The chip made by choosing an item after its words were typed. */
async function chosen(words: string, at = 0) {
  const section = schema.node('section', { code: '51847-2', title: 'Assessment and plan' }, [
    schema.node('paragraph', null, schema.text(`/${words}`)),
  ])
  const doc = schema.node('doc', null, [section])
  const state = EditorState.create({ doc, selection: TextSelection.create(doc, words.length + 3) })
  const item = (await offered(words))[at]
  let after = state
  item?.choose({ from: 2, to: words.length + 3 })(state, (tr) => {
    after = after.apply(tr)
  })
  const [placed] = chipsIn(after.doc)
  return { chip: placed?.chip, text: placed?.attrs.text, resource: placed?.attrs.resource, doc: after.doc }
}

describe('after a slash', () => {
  test('nothing typed lists the commands, a word of one goes on with it', async () => {
    expect((await titles('')).slice(0, 2)).toEqual([
      'Diagnosis by any of its names, or ICD-10 code',
      'Medicine to prescribe, or one the patient takes',
    ])
    const { doc } = await chosen('d')
    expect(doc.textContent).toBe('/dx ')
  })

  test('a problem on the list is spoken of, not made again; another is new', async () => {
    const own = await chosen('dx diab')
    expect(own).toMatchObject({
      text: 'E11.22 Type 2 diabetes with CKD',
      resource: { type: 'Condition', id: station.id('Condition', 'diabetes') },
    })
    expect(own.doc.firstChild?.firstChild?.type.name).toBe('problem')
    const byAnotherName = await chosen('dx high blood pressure')
    expect(byAnotherName.resource?.id).toBe(station.id('Condition', 'hypertension'))
    const other = await chosen('dx nail fungus')
    expect(other.chip).toMatchObject({ kind: 'diagnosis', data: { codings: [{ code: 'B35.1' }] } })
    expect(other.resource).toBeNull()
  })

  test('a misspelt medicine is found with its usual directions and supply', async () => {
    const { chip, text } = await chosen('amlodpine')
    expect(chip).toMatchObject({ kind: 'medication', data: { action: 'start', quantity: 90, refills: 3 } })
    expect(text).toBe('Amlodipine 5 mg tablet, 1 tablet daily, 90, 3 refills')
  })

  test('an allergy and a duplicate are said beside the medicine', async () => {
    const [amoxicillin] = await offered('amoxicillin')
    expect(amoxicillin?.note).toEqual({ text: 'allergy: Penicillin', tone: 'danger' })
    const found = await offered('rx benazepril')
    expect(found[0]?.note).toEqual({ text: 'with Lisinopril 20 mg tablet', tone: 'attention' })
  })

  test('what could not be compared with the chart says so', async () => {
    const blind = slashSource({ ...context, check: async () => undefined })
    const [amlodipine] = await blind.find('rx amlodipine', place)
    expect(amlodipine?.note).toEqual({ text: 'not compared with the chart', tone: 'attention' })
    const partly = slashSource({
      ...context,
      check: async (...of) => {
        const check = await context.check(...of)
        return check && { ...check, allergies: [], duplicates: [], unknownAllergies: ['that pink syrup'] }
      },
    })
    const [unread] = await partly.find('rx amlodipine', place)
    expect(unread?.note).toEqual({ text: 'compare yourself: allergy that pink syrup', tone: 'attention' })
  })

  test('what was compared with a part of the chart only says so', async () => {
    const partly: ChipContext['check'] = async (...of) => {
      const whole = await context.check(...of)
      return whole && { ...whole, checked: 'part' }
    }
    const [amlodipine] = await slashSource({ ...context, check: partly }).find('rx amlodipine', place)
    expect(amlodipine?.note).toEqual({ text: 'compared with part of the chart', tone: 'attention' })
  })

  test('a medicine the patient takes is continued, renewed, stopped', async () => {
    expect((await chosen('rx lisino')).text).toBe('Continue Lisinopril 20 mg tablet, 1 tablet daily')
    expect((await chosen('stop lis')).chip).toMatchObject({
      data: { action: 'stop' },
      resource: { type: 'MedicationRequest', id: station.id('MedicationRequest', 'lisinopril') },
    })
    expect(await titles('renew zzz')).toEqual([])
  })

  test('an order takes its time and urgency along', async () => {
    expect((await chosen('a1c in 3 months')).chip).toMatchObject({
      kind: 'order',
      data: { category: 'laboratory', due: '2027-02-22', codings: [{ code: '4548-4' }] },
    })
    expect((await chosen('lab cbc stat')).chip).toMatchObject({ data: { priority: 'stat' } })
    expect((await chosen('xray chest')).chip).toMatchObject({ data: { category: 'imaging' } })
    expect((await chosen('refer podiatry')).chip).toMatchObject({ data: { category: 'referral' } })
  })

  test('nothing found is said of what is looked for, not of a sentence that goes on after a slash', () => {
    const { nothing } = slashSource(context)
    expect(nothing?.('zzyzx')).toContain('Nothing found for “zzyzx”')
    expect(nothing?.('dx some rare thing nobody has')).toContain('Nothing found')
    expect(nothing?.('day for ten days')).toBeUndefined()
  })

  test('a follow-up, a task, a colleague, a vaccine, a vital sign', async () => {
    expect((await chosen('fu 3m')).text).toBe('Follow-up in 3 months')
    expect((await chosen('follow up in 2 weeks')).text).toBe('Follow-up in 2 weeks')
    expect((await chosen('task jo call about readings in 2 days')).chip).toMatchObject({
      data: { text: 'call about readings', due: '2026-11-24', toName: 'Jo Ruiz, MA' },
    })
    expect((await chosen('person ruiz')).chip?.kind).toBe('person')
    expect((await chosen('vaccine flu')).chip?.kind).toBe('immunization')
    expect((await chosen('bp 128/82')).text).toBe('BP 128/82')
  })
})

test('a vital sign that is typed is offered, a doubtful one with its doubt', async () => {
  const source = typedVitals(context)
  expect(source.reads('Today BP 128/82')).toEqual({ length: 9, words: 'BP 128/82' })
  expect(source.reads('Stop at 12')).toBeNull()
  const items = await source.find('wt 185 kg', place)
  expect(items[0]?.note?.text).toContain('looks like pounds')
  expect(await source.find('BP 82/128', place)).toEqual([])
  expect(source.nothing?.('BP 82/128')).toContain('below')
})
