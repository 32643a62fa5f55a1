import { rmSync } from 'node:fs'
import type { AllergyIntolerance, Patient } from '@medplum/fhirtypes'
import { expect } from 'playwright/test'
import {
  disagreeing,
  editAllergy,
  plugIn,
  press,
  savedHere,
  unplug,
  writeAt,
  writeMobile,
} from '../support/disagreeing.ts'
import { startEhr } from '../support/ehr-process.ts'
import { launchApp } from '../support/electron.ts'
import { framed } from '../support/workstation.ts'
import type { Tour } from './runner/tour.js'

export const title = 'Two versions of one record'

const patient = ['okafor amara', 'Okafor, Amara J.'] as const

export const run = async (tour: Tour): Promise<void> => {
  const ehr = await startEhr({ patients: 100 })
  const both = await disagreeing(ehr, ['Dr Lena Novak', 'Dr Lena Novak'])
  const { here, there } = both
  tour.watch(here.page)

  // A draft both have, and then the same paragraph at both, and the same telephone number.
  await here.openPatient(...patient)
  await here.page.keyboard.press('Control+n')
  await writeAt(here, 0, 'Feels well, walks most days.')
  await here.everythingSent()
  await there.openPatient(...patient)
  await there.page.getByText('draft', { exact: true }).first().click()
  await expect(there.page.getByText('Feels well, walks most days.')).toBeVisible()
  await unplug(both)
  await writeAt(there, 3, 'Continue metformin. See in three months.')
  await there.everythingSent()
  await writeMobile(there, ...patient, '206 555 0188')
  await there.everythingSent()
  await writeAt(here, 3, 'Increase metformin to 1000 mg twice daily. See in three months.')
  await savedHere(both, 1)
  await writeMobile(here, ...patient, '206 555 0177')
  await plugIn(both, 2)

  await tour.step('The chart says that there are two versions', async (page) => {
    await expect(page.getByText(/^Two versions:/).first()).toBeVisible()
  })
  await tour.step('Two versions of a draft, side by side', async (page) => {
    await page.getByRole('navigation', { name: 'Places' }).getByText('Two versions').click()
    await page.getByRole('option', { name: /^Note/ }).click()
    await expect(page.getByRole('heading', { name: /^Note/ })).toBeVisible()
  })
  await tour.step('Both paragraphs stay; the result is read first', async (page) => {
    await page.keyboard.press('b')
    await page.keyboard.press('Control+Enter')
    await expect(page.getByRole('heading', { name: /^The result/ })).toBeVisible()
  })
  await tour.step('Put off, which is a state and no error', async (page) => {
    await press({ page }, 'l')
    await expect(page.getByText(/put off/i).first()).toBeVisible()
  })
  await tour.step('One telephone number written twice', async (page) => {
    await page.getByRole('option', { name: /Demographics/ }).click()
    await expect(page.getByRole('heading', { name: 'Demographics' })).toBeVisible()
  })
  await tour.step('In a small window', async (page) => {
    await here.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(1180, 720))
    await page.keyboard.press('m')
  })
  await tour.step('Every version that was one of two', async (page) => {
    await page.keyboard.press('2')
    await expect(page.getByRole('listbox', { name: 'Kept versions' })).toBeVisible()
  })
  const amara = (await ehr.search<Patient>('Patient?family=Okafor&given=Amara&birthdate=1979-03-12'))[0]?.id
  const allergies = await ehr.search<AllergyIntolerance>(`AllergyIntolerance?patient=${amara}`)
  const penicillin = allergies.find(({ code }) => code?.text === 'Penicillin')
  await here.killAll()
  editAllergy(here.profile, penicillin?.id as string, 'Dr Lena Novak', (allergy) => {
    allergy.reaction = [{ manifestation: [{ text: 'hives' }], severity: 'moderate' }]
    allergy.note = [{ text: 'Tolerated cefazolin in 2021' }]
  })
  await ehr.patch(`AllergyIntolerance/${penicillin?.id}`, [
    { op: 'replace', path: '/criticality', value: 'low' },
    { op: 'add', path: '/reaction/0/description', value: 'Aged 6, after two doses' },
  ])
  const again = await launchApp({ ehr: `http://127.0.0.1:${both.wire.port}/fhir`, profile: here.profile })
  tour.watch(again.page)
  await tour.step('An allergy: nothing is proposed, a person decides every part', async (page) => {
    await framed(page)
    await page.keyboard.press('Alt+6')
    await page.getByRole('option', { name: /^Allergy/ }).click()
    await expect(page.getByText('Decide every part yourself')).toBeVisible()
  })
  await tour.step('The allergy put together, read before it holds', async (page) => {
    for (const key of ['m', 'j', 'm', 'j', 't', 'j', 'm']) await page.keyboard.press(key)
    await page.keyboard.press('Control+Enter')
    await expect(page.getByLabel('The result')).toBeVisible()
  })
  await tour.step('The banner and the summary say it of the allergy itself', async (page) => {
    await page.keyboard.press('c')
    await expect(page.getByText('two versions').first()).toBeVisible()
  })
  await again.close()
  await there.close()
  rmSync(here.profile, { recursive: true, force: true, maxRetries: 5 })
  await both.wire.pull()
  await ehr.end()
}
