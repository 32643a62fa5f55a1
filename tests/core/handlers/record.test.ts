import type { Condition } from '@medplum/fhirtypes'
import { afterEach, expect, it } from 'vitest'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { amara, luis, patient, practice } from './support/day.js'
import { Workstation } from './support/workstation.js'

let station: Workstation
afterEach(() => station.stop())

const asthma = {
  resourceType: 'Condition',
  id: 'asthma',
  meta: { versionId: '1', lastUpdated: '2026-11-22T09:00:00.000Z' },
  clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }] },
  code: { text: 'Asthma' },
  subject: { reference: 'Patient/amara' },
} as Condition

it('a record entered in error is off the problem list, and can be put back as it was', async () => {
  station = new Workstation([...practice(), patient(amara), patient(luis), asthma], { as: 'novak' })
  const [amaraId, luisId] = [station.patient('amara'), station.patient('luis')]
  const id = station.id('Condition', 'asthma')
  const problems = () => station.ask('chart.view', { patient: amaraId })?.problems.map(({ text }) => text)
  await station.open(amaraId)
  expect(problems()).toContain('Asthma')
  await station.do('record.void', { patient: amaraId, type: 'Condition', id })
  expect(problems()).not.toContain('Asthma')
  await station.do('record.unvoid', { patient: amaraId, type: 'Condition', id })
  expect(problems()).toContain('Asthma')
  expect(station.store.read('Condition', id as LocalId)?.clinicalStatus).toEqual(asthma.clinicalStatus)

  await station.open(luisId)
  const refusal = await station.refused('record.void', { patient: luisId, type: 'Condition', id })
  expect(refusal.code).toBe('wrong-patient')
})
