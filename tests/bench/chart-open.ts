import type { Appointment, Bundle, Observation, Patient } from '@medplum/fhirtypes'
import { localDate } from '../../shared/kernel/dates.js'
import { type EhrProcess, startEhr } from '../support/ehr-process.ts'
import { workstation } from '../support/workstation.ts'
import { flag } from './harness/flag.js'
import { type BenchResult, compare } from './harness/measure.js'
import { arm, paintAgain, took } from './harness/painted.js'

const analytes = [
  ['2823-3', 'Potassium', 'mmol/L', 4.2],
  ['2160-0', 'Creatinine', 'mg/dL', 0.9],
  ['2951-2', 'Sodium', 'mmol/L', 139],
  ['4548-4', 'Hemoglobin A1c', '%', 6.1],
  ['718-7', 'Hemoglobin', 'g/dL', 13.4],
] as const

/** A laboratory value of some day in the past ten years. */
const observation = (patient: string, index: number): Observation => {
  const [code, display, unit, usual] = analytes[index % analytes.length] as (typeof analytes)[number]
  return {
    resourceType: 'Observation',
    status: 'final',
    category: [
      { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' }] },
    ],
    code: { coding: [{ system: 'http://loinc.org', code, display }], text: display },
    subject: { reference: `Patient/${patient}` },
    effectiveDateTime: new Date(Date.now() - (index + 1) * 43_200_000).toISOString(),
    valueQuantity: { value: usual + (index % 7) / 10, unit, system: 'http://unitsofmeasure.org', code: unit },
  }
}

/** Brings a patient's chart to that many resources, as years of laboratory results would. */
const fill = async (ehr: EhrProcess, patient: string, to: number): Promise<void> => {
  const held = (await ehr.search(`Patient/${patient}/$everything`)).length
  for (let from = held; from < to; from += 250) {
    const entry = Array.from({ length: Math.min(250, to - from) }, (_, index) => ({
      resource: observation(patient, from + index),
      request: { method: 'POST' as const, url: 'Observation' },
    }))
    await ehr.transaction({ resourceType: 'Bundle', type: 'transaction', entry } satisfies Bundle)
  }
}

/**
 * From Enter on a visit of today to its chart painted, each chart of `--resources N` (2,000) resources opened for the
 * first time since the start; beside the same window painting the same rows from memory. Milliseconds.
 */
export const run = async (): Promise<BenchResult> => {
  const ehr = await startEhr({ patients: 60 })
  try {
    const today = localDate(new Date())
    const booked = await ehr.search<Appointment>(`Appointment?date=ge${today}&date=lt${today}T23:59:59`)
    const ids = booked.flatMap(({ participant }) =>
      participant.flatMap(({ actor }) => actor?.reference?.match(/^Patient\/(.+)$/)?.[1] ?? []),
    )
    const patients = [...new Set(ids)].slice(0, flag('charts', 14))
    for (const id of patients) await fill(ehr, id, flag('resources', 2000))
    const station = await workstation({ ehr: ehr.url, flags: ['--disable-frame-rate-limit', '--disable-gpu-vsync'] })
    try {
      const { page } = station
      await station.signIn('Jo Ruiz, MA')
      await station.everythingSent()
      await page.waitForTimeout(8_000)
      page.setDefaultTimeout(20_000)
      const ours: number[] = []
      const baseline: number[] = []
      for (const id of patients) {
        const { name } = await ehr.get<Patient>(`Patient/${id}`)
        const family = name?.[0]?.family ?? ''
        const given = name?.[0]?.given?.[0] ?? ''
        const row = page.getByRole('row', { name: new RegExp(`${family}, ${given}`) }).first()
        if ((await row.count()) === 0) continue
        await row.click()
        // The quickest of us takes so long from choosing a visit to opening it.
        await page.waitForTimeout(250)
        await arm(page, '.chart-tl-row', true)
        await page.keyboard.press('Enter')
        ours.push(await took(page))
        await page.waitForTimeout(300)
        baseline.push(await paintAgain(page, '.frame-main'))
        await page.keyboard.press('Control+w')
        await page.waitForTimeout(300)
      }
      // The first chart also loads the screen's code; it is not counted.
      return compare({ name: 'chart-open', unit: 'ms', ours: ours.slice(1), baseline: baseline.slice(1), at: 'p95' })
    } finally {
      await station.close()
    }
  } finally {
    await ehr.end()
  }
}
