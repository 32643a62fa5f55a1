import type { Observation } from '@medplum/fhirtypes'
import { describe, expect, it } from 'vitest'
import { flagOfObservation, observationText, referenceOf, unitOf } from '../../../main/core/store/observation.js'

const creatinine = (more: Partial<Observation>): Observation => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'Creatinine' },
  valueQuantity: { value: 0.9, unit: 'mg/dL', code: 'mg/dL' },
  ...more,
})
const years = (low: number | undefined, high: number | undefined) => ({
  age: {
    ...(low !== undefined && { low: { value: low, unit: 'years' } }),
    ...(high !== undefined && { high: { value: high, unit: 'years' } }),
  },
})
const flagged = (code: string) => ({ interpretation: [{ coding: [{ code }] }] })

describe('a reference range', () => {
  it('gives the limits of the value', () => {
    const ranges = [{ low: { value: 0.6, unit: 'mg/dL' }, high: { value: 1.2, unit: 'mg/dL' } }]
    expect(referenceOf(creatinine({ referenceRange: ranges }))).toEqual({ text: '0.6 – 1.2', low: 0.6, high: 1.2 })
  })

  it('for some ages each is told whole and judges nobody: the first need not be a child’s', () => {
    const ranges = [
      { ...years(18, undefined), low: { value: 0.6 }, high: { value: 1.2 } },
      { ...years(2, 12), low: { value: 0.3 }, high: { value: 0.7 } },
    ]
    expect(referenceOf(creatinine({ referenceRange: ranges }))).toEqual({
      text: 'from 18 years: 0.6 – 1.2; 2 – 12 years: 0.3 – 0.7',
    })
  })

  it('in another unit than the value is told with its unit and judges nothing', () => {
    const ranges = [{ low: { value: 53, unit: 'µmol/L', code: 'umol/L' }, high: { value: 106, unit: 'µmol/L' } }]
    expect(referenceOf(creatinine({ referenceRange: ranges }))).toEqual({ text: '53 – 106 µmol/L' })
  })

  it('in words gives words', () => {
    expect(referenceOf(creatinine({ referenceRange: [{ text: 'not detected' }] }))).toEqual({ text: 'not detected' })
  })
})

it('a value of several parts names each with its unit, and is as abnormal as its worst part', () => {
  const { valueQuantity: _value, ...rest } = creatinine({})
  const parts: Observation = {
    ...rest,
    component: [
      { code: { text: 'Ratio' }, valueQuantity: { value: 340, unit: 'mg/g' }, ...flagged('HH') },
      { code: { text: 'Albumin' }, valueQuantity: { value: 12, unit: 'mg/L' }, ...flagged('N') },
    ],
  }
  expect(`${observationText(parts)} ${unitOf(parts)}`.trim()).toBe('Ratio 340 mg/g, Albumin 12 mg/L')
  expect(flagOfObservation(parts)).toBe('HH')
})
