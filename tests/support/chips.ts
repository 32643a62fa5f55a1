import type { Node } from 'prosemirror-model'
import { schema } from '../../shared/document/index.js'
import type { ChipAttrs } from '../../shared/domain/chip/chip.js'

const icd10cm = 'http://hl7.org/fhir/sid/icd-10-cm'
let chips = 0
/** A chip with an id of its own. */
export const chip = (kind: string, text: string, data: object, resource: ChipAttrs['resource'] = null): ChipAttrs => {
  chips += 1
  return { id: `10000000-0000-4000-8000-${String(chips).padStart(12, '0')}`, kind, text, data, resource }
}
export const dx = (display = 'Type 2 diabetes', code = 'E11.9', resource: ChipAttrs['resource'] = null): ChipAttrs =>
  chip('diagnosis', display, { codings: [{ system: icd10cm, code, display }], display }, resource)
export const sig = { text: '1 tablet by mouth daily', route: 'oral' }
export const rx = (display: string, more: object = {}, resource: ChipAttrs['resource'] = null): ChipAttrs =>
  chip(
    'medication',
    display,
    {
      action: 'start',
      codings: [],
      display,
      ingredients: [{ name: 'amlodipine' }],
      sig,
      quantity: 90,
      refills: 3,
      ...more,
    },
    resource,
  )

/** A paragraph of words and chips. */
export const inline = (...parts: (ChipAttrs | string)[]): Node =>
  schema.node(
    'paragraph',
    null,
    parts.map((part) => (typeof part === 'string' ? schema.text(part) : schema.node('chip', { ...part }))),
  )
/** A problem of the assessment and plan. */
export const box = (...blocks: Node[]): Node => schema.node('problem', null, blocks)

/** One chip of every kind that makes something, for a colleague by their local id. */
export const everyChip = (colleague: string): ChipAttrs[] => [
  dx('Acute sinusitis', 'J01.90'),
  rx('Amoxicillin 500 mg capsule', {
    ingredients: [{ name: 'amoxicillin' }],
    sig: { text: '1 capsule by mouth every 6 hours as needed for pain', route: 'oral' },
  }),
  chip('order', 'HbA1c in 3 months', {
    category: 'laboratory',
    codings: [{ system: 'http://loinc.org', code: '4548-4', display: 'Hemoglobin A1c/Hemoglobin.total in Blood' }],
    display: 'HbA1c',
    due: '2027-02-22',
    fasting: true,
    note: 'Left arm only',
  }),
  chip('order', 'Chest X-ray, today', { category: 'imaging', codings: [], display: 'Chest X-ray', priority: 'stat' }),
  chip('order', 'Referral to podiatry', { category: 'referral', codings: [], display: 'Referral to podiatry' }),
  chip('vital', 'BP 146/88', { values: { systolic: '146', diastolic: '88' } }),
  chip('vital', 'Weight 81.0 kg', { values: { weight: '81.0' } }),
  chip('immunization', 'Influenza vaccine', {
    codings: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '150', display: 'Influenza, injectable, quadrivalent' }],
    display: 'Influenza vaccine',
    lot: 'A12',
    expires: '2027-06-30',
    site: 'left deltoid',
    route: 'intramuscular',
  }),
  chip('follow-up', 'Follow-up in 3 months', { due: '2027-02-22', when: 'in 3 months', reason: 'sinusitis' }),
  chip('task', 'Task: call about readings', { text: 'Call about readings', to: colleague, toName: 'Dr Hale' }),
  chip('person', 'Dr Hale', { id: colleague, name: 'Dr Hale' }),
]
