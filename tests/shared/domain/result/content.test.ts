import { describe, expect, it } from 'vitest'
import { type ContentValue, fingerprintOf, type ResultContent } from '../../../../shared/domain/result/fingerprint.js'
import { type Limits, type Surroundings, whyAlone } from '../../../../shared/domain/result/normal.js'

const sodium: ContentValue = { code: '2951-2', text: '140', unit: 'mmol/L', flag: 'N', status: 'final' }
const potassium: ContentValue = {
  code: '2823-3',
  text: '4.10',
  unit: 'mmol/L',
  status: 'final',
  reference: '3.5 – 5.1',
}
const bmp: ResultContent = { status: 'final', values: [sodium, potassium], missing: 0 }
const withValue = (more: Partial<ContentValue>): ResultContent => ({
  ...bmp,
  values: [sodium, { ...potassium, ...more }],
})

describe('the fingerprint of a report', () => {
  it('is the same for the same content, however a server writes it', () => {
    expect(fingerprintOf({ ...bmp, values: [potassium, sodium] })).toBe(fingerprintOf(bmp))
    expect(fingerprintOf(withValue({ text: '4.1' }))).toBe(fingerprintOf(bmp))
  })

  it.each<[string, ResultContent]>([
    ['the status', { ...bmp, status: 'preliminary' }],
    ['a value', withValue({ text: '41.0' })],
    ['a unit', withValue({ unit: 'mg/dL' })],
    ['a flag', withValue({ flag: 'H' })],
    ['the status of a value', withValue({ status: 'corrected' })],
    ['what the laboratory wrote beside it', withValue({ notes: 'haemolysed' })],
    ['the conclusion', { ...bmp, conclusion: 'Repeat' }],
    ['a document', { ...bmp, documents: ['scan'] }],
    ['a value that is still to come', { ...bmp, missing: 1 }],
    ['a value more', { ...bmp, values: [sodium, potassium, sodium] }],
  ])('is another with %s', (_what, changed) => {
    expect(fingerprintOf(changed)).not.toBe(fingerprintOf(bmp))
  })
})

const clear: Surroundings = { held: false, deceased: false, unansweredMessage: false, reviewedBefore: false }
const range = (content: ResultContent): Limits =>
  new Map(content.values.filter(({ code }) => code === '2823-3').map((value) => [value, { low: 3.5, high: 5.1 }]))
const why = (content: ResultContent, around: Partial<Surroundings> = {}) =>
  whyAlone(content, range(content), { ...clear, ...around })

describe('reviewing many together', () => {
  it('takes what is final, whole and normal', () => {
    expect(why(bmp)).toEqual([])
    expect(why(withValue({ text: '3.5' }))).toEqual([])
  })

  it.each<[string, ResultContent, Partial<Surroundings>?]>([
    ['a preliminary report', { ...bmp, status: 'preliminary' }],
    ['a partial one', { ...bmp, status: 'partial' }],
    ['a corrected one', { ...bmp, status: 'corrected' }],
    ['a corrected value', withValue({ status: 'corrected' })],
    ['a preliminary value', withValue({ status: 'preliminary' })],
    ['a flag', withValue({ flag: 'H' })],
    ['a value outside its range that nobody flagged', withValue({ text: '5.2' })],
    ['a value outside its range that was called normal', withValue({ text: '6.1', flag: 'N' })],
    ['a value with neither range nor flag', { ...bmp, values: [{ ...sodium, flag: undefined as never }] }],
    ['a value that is more than could be measured', withValue({ text: '>10' })],
    ['a pending value', withValue({ text: undefined as never })],
    ['values that have not come', { ...bmp, missing: 2 }],
    ['no values', { ...bmp, values: [] }],
    ['words of the laboratory', { ...bmp, conclusion: 'Atypical cells' }],
    ['words beside a value', withValue({ notes: 'haemolysed' })],
    ['an attached document', { ...bmp, documents: ['scan'] }],
    ['a result that may be another’s', bmp, { held: true }],
    ['a patient who died', bmp, { deceased: true }],
    ['a patient who waits for an answer', bmp, { unansweredMessage: true }],
    ['one that was reviewed before', bmp, { reviewedBefore: true }],
  ])('leaves out %s', (_what, content, around) => {
    expect(why(content, around)).not.toEqual([])
  })
})
