import { expect } from 'playwright/test'
import { workstation } from '../support/workstation.ts'
import type { Tour } from './runner/tour.js'

export const title = 'Routing: who gets what arrives'

export const run = async (tour: Tour): Promise<void> => {
  const station = await workstation({ patients: 60 })
  const { page } = station
  tour.watch(page)
  await station.signIn('Dr Lena Novak')
  await station.everythingSent()
  await tour.step('What the practice clinic has begun with, and what always stands last', async () => {
    await page.getByRole('navigation', { name: 'Places' }).getByText('Clinic').click()
    await page.keyboard.press('0')
    await expect(page.getByText('Critical values go to the team at once')).toBeVisible()
    await expect(page.getByText('Everything else')).toBeVisible()
  })
  await tour.step('A rule is built from rows', async () => {
    await page.keyboard.press('n')
    await expect(page.getByLabel('Name')).toBeFocused()
    await page.keyboard.type('Critical potassium')
    await page.getByRole('button', { name: 'Another condition' }).click()
    await page.getByRole('button', { name: 'Another condition' }).click()
    await page.getByLabel(/^Words of/).fill('potassium, kalium')
    await page.getByRole('button', { name: /Then it goes to/ }).click()
    await page.getByRole('option', { name: 'Blue team' }).click()
  })
  await page.keyboard.press('Escape')
  await tour.step('It is tried on the last 30 days', async () => {
    await page.keyboard.press('t')
    await expect(page.getByRole('heading', { name: /^Tried on/ })).toBeVisible({ timeout: 20_000 })
  })
  await tour.step('Saved, it counts', async () => {
    await page.keyboard.press('Control+Enter')
    await expect(page.getByText(/The rules are saved/)).toBeVisible()
  })
  await station.close()
}
