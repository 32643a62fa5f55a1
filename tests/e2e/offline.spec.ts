import type { DocumentReference, Encounter, Patient } from '@medplum/fhirtypes'
import { expect } from 'playwright/test'
import { test } from '../support/stations.ts'

test('with the EHR stopped the work goes on, says where it is, and arrives once', async ({ ehr, at }) => {
  test.setTimeout(180_000)
  const station = await at('Dr Lena Novak')
  const { page } = station
  await station.everythingSent()
  await ehr.stop()

  await expect(page.getByRole('button', { name: /^Offline since \d\d:\d\d/ })).toBeVisible({ timeout: 40_000 })
  await station.putInRoom('Haddad, Samir')
  await station.openPatient('haddad', 'Haddad, Samir')
  await page.keyboard.press('Control+n')
  await expect(page.getByRole('textbox', { name: /Note/ })).toBeFocused()
  await page.keyboard.type('Written while the record was away.')
  await expect(page.getByText(/^Saved here, \d\d:\d\d:\d\d/)).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByLabel('Sign this note')).toBeVisible()
  await page.waitForTimeout(600)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(/Signed by Dr Lena Novak/)).toBeVisible()
  await expect(page.getByRole('button', { name: /^Offline since \d\d:\d\d, [1-9]\d* saved here/ })).toBeVisible()

  await ehr.start()
  await station.everythingSent()
  const [patient] = await ehr.search<Patient>('Patient?family=Haddad&given=Samir')
  const notes = await ehr.search<DocumentReference>(`DocumentReference?patient=${patient?.id}`)
  const arrived = notes.filter(({ content }) =>
    Buffer.from(content[0]?.attachment.data ?? '', 'base64')
      .toString()
      .includes('Written while the record was away.'),
  )
  expect(arrived.map(({ docStatus }) => docStatus)).toEqual(['final'])
  const encounters = await ehr.search<Encounter>(`Encounter?patient=${patient?.id}&status=triaged`)
  expect(encounters).toHaveLength(1)
})
