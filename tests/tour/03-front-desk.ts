import { expect } from 'playwright/test'
import { workstation } from '../support/workstation.ts'
import type { Tour } from './runner/tour.js'

export const title = 'The front desk: Priya Das'

export const run = async (tour: Tour): Promise<void> => {
  const station = await workstation({ patients: 400 })
  const { page } = station
  tour.watch(page)
  await station.signIn('Priya Das')
  await tour.step('Today at the front desk', async () => {
    await station.everythingSent()
  })
  await tour.step('Checking in: who they are', async () => {
    await page.getByText('Park, Ji-woo').first().click()
    await page
      .getByRole('button', { name: /check in/i })
      .first()
      .click()
    await expect(page.getByText('Ask for two.', { exact: false })).toBeVisible()
  })
  await tour.step('Checking in: what changes is shown', async () => {
    await page.keyboard.press('1')
    await page.keyboard.press('2')
    await page.keyboard.press('e')
    await page.getByLabel(/^Mobile/).fill('206 555 0177')
    await expect(page.getByLabel('What changes')).toBeVisible()
  })
  await tour.step('Putting a patient in a room', async () => {
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.getByText('Haddad, Samir').first().click()
    await page
      .getByRole('button', { name: /put in a room/i })
      .first()
      .click()
    await expect(page.getByText('Draw chairs')).toBeVisible()
  })
  await tour.step('Finding a patient', async () => {
    await page.keyboard.press('Escape')
    await page.getByRole('navigation', { name: 'Places' }).getByText('Patients').click()
    await page.keyboard.type('okafor 1979')
    await expect(page.getByText('Okafor, Amara J.').first()).toBeVisible()
  })
  await tour.step('Registering someone new', async () => {
    await page
      .getByRole('button', { name: /Register/ })
      .first()
      .click()
    await expect(page.getByLabel(/family|last name|surname/i).first()).toBeVisible()
  })
  await station.close()
}
