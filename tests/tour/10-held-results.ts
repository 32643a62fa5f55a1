import type { Patient, Resource } from '@medplum/fhirtypes'
import { expect } from 'playwright/test'
import { startEhr } from '../support/ehr-process.ts'
import { workstation } from '../support/workstation.ts'
import type { Tour } from './runner/tour.js'

export const title = 'A result that points to two people'

const laboratory = 'http://terminology.hl7.org/CodeSystem/observation-category'

export const run = async (tour: Tour): Promise<void> => {
  const ehr = await startEhr({ patients: 100 })
  const romeros = await ehr.search<Patient>('Patient?family=Romero')
  const called = (given: string): Patient | undefined =>
    romeros.find(({ name }) => name?.[0]?.given?.join(' ') === given)
  const [luis, namesake] = [called('Luis'), called('Luis Alberto')]
  const station = await workstation({ ehr: ehr.url })
  await station.signIn('Dr Lena Novak')
  await station.everythingSent()
  tour.watch(station.page)

  // The laboratory has one patient's number and everything else of the other's.
  const at = new Date().toISOString()
  const code = { coding: [{ system: 'http://loinc.org', code: '2823-3' }], text: 'Potassium' }
  const post = async (resource: unknown): Promise<string> => (await ehr.post(resource as Resource)).id as string
  const order = await post({
    resourceType: 'ServiceRequest',
    status: 'active',
    intent: 'order',
    code,
    subject: { reference: `Patient/${namesake?.id}` },
    authoredOn: at,
  })
  const value = await post({
    resourceType: 'Observation',
    status: 'final',
    category: [{ coding: [{ system: laboratory, code: 'laboratory' }] }],
    code,
    subject: { reference: `Patient/${luis?.id}` },
    effectiveDateTime: at,
    valueQuantity: { value: 6.7, unit: 'mmol/L', system: 'http://unitsofmeasure.org', code: 'mmol/L' },
    interpretation: [{ coding: [{ code: 'HH' }] }],
  })
  await post({
    resourceType: 'DiagnosticReport',
    status: 'final',
    code,
    subject: { reference: `Patient/${luis?.id}`, display: 'ROMERO, LUIS ALBERTO' },
    contained: [{ resourceType: 'Patient', id: 'sent', name: namesake?.name, birthDate: namesake?.birthDate }],
    issued: at,
    basedOn: [{ reference: `ServiceRequest/${order}` }],
    result: [{ reference: `Observation/${value}` }],
  })
  await station.openPatient('romero luis', 'Romero, Luis')
  await tour.step('The chart says that a result is held, and not what it says', async (page) => {
    await expect(page.getByText(/held that may be this patient/)).toBeVisible({ timeout: 20_000 })
  })
  await tour.step('Who it may be of', async (page) => {
    await page.getByRole('button', { name: 'Decide whose it is' }).click()
    await expect(page.getByRole('heading', { name: 'Whose is it?' })).toBeVisible()
  })
  await tour.step('What was sent beside what is on record, word by word', async (page) => {
    await page.getByRole('radio', { name: /the order was made for them/ }).check({ force: true })
    await page.getByRole('table', { name: /^Compared with/ }).scrollIntoViewIfNeeded()
  })
  await tour.step('It belongs to nobody here: the laboratory is called', async (page) => {
    await page.keyboard.press('n')
    await expect(page.getByRole('textbox', { name: 'How you know' })).toBeVisible()
  })
  await station.close()
  await ehr.end()
}
