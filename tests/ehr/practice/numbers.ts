import type { Observation } from '@medplum/fhirtypes'
import { describe, expect, it } from 'vitest'
import { ckdEpi2021, creatinineFor } from '../../../main/ehr/practice/body.js'
import { childSize, medianGrowth } from '../../../main/ehr/practice/growth.js'
import { dayOf } from '../../../shared/kernel/dates.js'
import { ageOn, charts, clinic, loinc, ordinary } from './charts.js'
import { ofType } from './clinic.js'

describe('numbers agree with one another', () => {
  it('eGFR is what CKD-EPI 2021 makes of creatinine, age and sex', () => {
    expect(ckdEpi2021(1.0, 50, 'male')).toBeCloseTo(92, 0)
    expect(ckdEpi2021(0.8, 40, 'female')).toBeCloseTo(95, 0)
    expect(ckdEpi2021(creatinineFor(45, 72, 'male'), 72, 'male')).toBeCloseTo(45, 6)
    let checked = 0
    for (const { patient, observations } of charts) {
      const creatinine = new Map(
        observations
          .filter((observation) => loinc(observation) === '2160-0')
          .map((observation) => [observation.basedOn?.[0]?.reference, observation]),
      )
      for (const egfr of observations.filter((observation) => loinc(observation) === '98979-8')) {
        const of = creatinine.get(egfr.basedOn?.[0]?.reference)
        const expected = ckdEpi2021(
          of?.valueQuantity?.value ?? 0,
          ageOn(patient.birthDate as string, dayOf(egfr.effectiveDateTime ?? '')),
          patient.gender as 'female' | 'male',
        )
        expect(egfr.valueQuantity?.value).toBe(Math.round(expected))
        checked += 1
      }
    }
    expect(checked).toBeGreaterThan(500)
  })

  it('LDL is Friedewald’s and absent at triglycerides of 400 and over', () => {
    for (const report of ofType(clinic.resources, 'DiagnosticReport')) {
      if (report.code?.coding?.[0]?.code !== '24331-1') continue
      const values = new Map(
        (report.result ?? []).map((result) => {
          const observation = clinic.byReference.get(result.reference ?? '') as Observation
          return [loinc(observation), observation.valueQuantity?.value ?? 0]
        }),
      )
      const [total, triglycerides, hdl, ldl] = ['2093-3', '2571-8', '2085-9', '13457-7'].map((code) => values.get(code))
      if ((triglycerides ?? 0) >= 400) expect(ldl).toBeUndefined()
      else expect(ldl).toBe(Math.round((total ?? 0) - (hdl ?? 0) - (triglycerides ?? 0) / 5))
    }
  })

  it('interpretations are what the reference range says', () => {
    for (const observation of ofType(clinic.resources, 'Observation')) {
      const range = observation.referenceRange?.[0]
      const flag = observation.interpretation?.[0]?.coding?.[0]?.code
      const value = observation.valueQuantity?.value
      if (!range || value === undefined) continue
      const low = range.low?.value
      const high = range.high?.value
      const expected =
        high !== undefined && (low === undefined ? value >= high : value > high)
          ? /^H/
          : low !== undefined && value < low
            ? /^L/
            : /^N$/
      if (!expected.test(flag ?? ''))
        expect.fail(`${observation.id} ${observation.code?.text} ${value} (${range.text}) is flagged ${flag}`)
    }
  })

  it('body mass index is weight over height squared', () => {
    for (const { observations } of charts) {
      const at = (code: string) =>
        new Map(
          observations
            .filter((observation) => loinc(observation) === code)
            .map((observation) => [observation.encounter?.reference, observation.valueQuantity?.value ?? 0]),
        )
      const [weights, heights, indices] = [at('29463-7'), at('8302-2'), at('39156-5')]
      for (const [visit, bmi] of indices)
        expect(bmi).toBeCloseTo((weights.get(visit) ?? 0) / ((heights.get(visit) ?? 1) / 100) ** 2, 0)
    }
  })

  it('children are as tall and heavy as children are, and grow', () => {
    expect(medianGrowth('male', 8)).toEqual({ height: 128.1, weight: 25.6 })
    expect(childSize('female', 4, 0, 0).height).toBeCloseTo(101, 5)
    for (const { id, patient, age, observations } of ordinary) {
      if (age >= 15) continue
      const heights = observations
        .filter((observation) => loinc(observation) === '8302-2')
        .sort((a, b) => ((a.effectiveDateTime ?? '') < (b.effectiveDateTime ?? '') ? -1 : 1))
      let before = 0
      for (const height of heights) {
        const old =
          (Date.parse(height.effectiveDateTime ?? '') - Date.parse(patient.birthDate as string)) / 31_557_600_000
        const value = height.valueQuantity?.value ?? 0
        const median = medianGrowth(patient.gender as 'female' | 'male', old).height
        if (Math.abs(value / median - 1) > 0.15) expect.fail(`${id}: ${value} cm at ${old.toFixed(1)} years`)
        if (value < before - 1.2) expect.fail(`${id} shrinks from ${before} to ${value} cm`)
        before = value
      }
    }
  })

  it('a note quotes the vitals of its own visit', () => {
    let checked = 0
    for (const { id, all, observations } of charts) {
      for (const note of ofType(all, 'DocumentReference')) {
        const visit = note.context?.encounter?.[0]?.reference
        const pressure = observations.find(
          (observation) => loinc(observation) === '85354-9' && observation.encounter?.reference === visit,
        )
        if (!visit || !pressure) continue
        const text = Buffer.from(note.content?.[0]?.attachment?.data ?? '', 'base64').toString()
        const said = `BP ${pressure.component?.[0]?.valueQuantity?.value}/${pressure.component?.[1]?.valueQuantity?.value} mmHg`
        if (!text.includes(said)) expect.fail(`${id}: ${note.description} does not say ${said}`)
        checked += 1
      }
    }
    expect(checked).toBeGreaterThan(1000)
  })
})
