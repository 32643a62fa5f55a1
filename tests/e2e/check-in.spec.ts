import type { Appointment, Encounter, Patient } from '@medplum/fhirtypes'
import { expect } from 'playwright/test'
import { test, took } from '../support/stations.ts'
import type { Workstation } from '../support/workstation.ts'

const row = (station: Workstation, name: string) =>
  station.page
    .getByRole('row', { name: new RegExp(name) })
    .or(station.page.getByRole('option', { name: new RegExp(name) }))
    .first()

test('a check-in at the front desk is seen by the clinician at once, and is right in the EHR', async ({ ehr, at }) => {
  test.setTimeout(180_000)
  const desk = await at('Priya Das')
  const clinician = await at('Dr Lena Novak')
  for (const station of [desk, clinician]) await station.everythingSent()
  await expect(row(clinician, 'Park, Ji-woo')).toContainText('Booked')

  await row(desk, 'Park, Ji-woo').click()
  await desk.page
    .getByRole('button', { name: /check in/i })
    .first()
    .click()
  await expect(desk.page.getByText('Ask for two.', { exact: false })).toBeVisible()
  await desk.page.keyboard.press('1')
  await desk.page.keyboard.press('2')
  await desk.page.keyboard.press('e')
  await desk.page.getByLabel(/^Mobile/).fill('206 555 0177')
  await expect(desk.page.getByLabel('What changes')).toContainText('206 555 0177')
  await desk.page
    .getByText(/are right|still right|confirmed/i)
    .last()
    .click()
  await desk.page.keyboard.press('Control+Enter')
  const done = Date.now()
  await expect(row(clinician, 'Park, Ji-woo')).toContainText('Checked in')
  took('from the desk to the clinician', done)

  await desk.everythingSent()
  const [patient] = await ehr.search<Patient>('Patient?family=Park&given=Ji-woo')
  const [appointment] = await ehr.search<Appointment>(`Appointment?patient=${patient?.id}&status=checked-in`)
  const [encounter] = await ehr.search<Encounter>(`Encounter?patient=${patient?.id}&status=arrived`)
  expect(patient?.telecom?.map(({ value }) => value)).toContain('206 555 0177')
  expect(appointment?.status).toBe('checked-in')
  expect(encounter?.appointment?.[0]?.reference).toBe(`Appointment/${appointment?.id}`)
})
