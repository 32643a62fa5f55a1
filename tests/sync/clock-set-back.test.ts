import type { Patient } from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import { clinic, until } from '../support/clinic.js'

test('a version made after the EHR’s clock was set back is taken in, though its time is earlier', async () => {
  const ehr = await clinic()
  const a = await (await ehr.workstation('A')).as('novak')
  await a.ready()
  const id = a.id('Patient', 'p1')
  const phone = () => a.read('Patient', id)?.telecom?.find(({ system }) => system === 'phone')?.value
  const change = async (value: string): Promise<void> => {
    const { telecom, ...rest } = await ehr.get<Patient>('Patient/p1')
    const next = telecom?.map((point) => (point.system === 'phone' ? { ...point, value } : point))
    await ehr.send('PUT', 'Patient/p1', { ...rest, telecom: next })
  }
  await change('555-0001')
  await until(() => phone() === '555-0001')
  ehr.ehr.faults.add({ when: { method: 'PUT' }, behaviour: { kind: 'backdated', milliseconds: 60_000 } })
  await change('555-0002')
  await until(() => phone() === '555-0002')
  expect((await ehr.get<Patient>('Patient/p1')).meta?.versionId).toBe('3')
})
