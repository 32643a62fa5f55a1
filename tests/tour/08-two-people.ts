import { expect } from 'playwright/test'
import { startEhr } from '../support/ehr-process.ts'
import { workstation } from '../support/workstation.ts'
import type { Tour } from './runner/tour.js'

export const title = 'Two people in one note'

const patient = ['okafor amara', 'Okafor, Amara J.'] as const

export const run = async (tour: Tour): Promise<void> => {
  const ehr = await startEhr({ patients: 100 })
  const [jo, lena] = [await workstation({ ehr: ehr.url }), await workstation({ ehr: ehr.url })]
  await jo.signIn('Jo Ruiz, MA')
  await lena.signIn('Dr Lena Novak')
  tour.watch(jo.page)
  await jo.openPatient(...patient)
  await jo.page.keyboard.press('Control+n')
  await expect(jo.page.getByRole('textbox', { name: /Note/ })).toBeFocused()
  await jo.page.keyboard.type('Home readings 138/84. Walks daily.')
  await jo.everythingSent()
  await lena.openPatient(...patient)
  await lena.page.getByText('draft', { exact: true }).first().click()
  await tour.step('A colleague is in the note, and where', async (page) => {
    await expect(page.getByText(/Lena Novak is in/)).toBeVisible({ timeout: 20_000 })
    await lena.page.keyboard.press('Alt+ArrowDown')
    await lena.page.keyboard.type('Chest clear.')
    await expect(page.getByText('Chest clear.')).toBeVisible()
  })
  await tour.step('The same passage at once: both versions stay', async (page) => {
    await lena.page.keyboard.press('Alt+ArrowUp')
    await Promise.all([
      page.keyboard.type(' Readings at home are better.', { delay: 60 }),
      lena.page.keyboard.type(' Readings are above goal.', { delay: 60 }),
    ])
    await expect(page.getByText(/^Two people wrote here/).first()).toBeVisible({ timeout: 20_000 })
  })
  await tour.step('Handing the draft over', async (page) => {
    await page.keyboard.press('Alt+Shift+O')
    await expect(page.getByLabel('Hand over this draft')).toBeVisible()
    await page.keyboard.type('Novak')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
  })
  await tour.step('It is hers now, and can be taken back', async (page) => {
    await page.keyboard.press('Control+Enter')
    await expect(page.getByRole('button', { name: /^Take back/ })).toBeVisible()
  })
  await jo.close()
  await lena.close()
  await ehr.end()
}
