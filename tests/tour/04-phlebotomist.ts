import { expect } from 'playwright/test'
import { workstation } from '../support/workstation.ts'
import type { Tour } from './runner/tour.js'

export const title = 'The phlebotomist: Tom Mbeki'

export const run = async (tour: Tour): Promise<void> => {
  const station = await workstation({ patients: 400 })
  const { page } = station
  tour.watch(page)
  await station.signIn('Tom Mbeki')
  const pane = page.getByRole('article', { name: 'Draw: Okafor, Amara J.' })
  const identify = async (day: string) => {
    await pane.getByLabel('What is your full name?').fill('Amara Okafor')
    await pane.getByPlaceholder('day').fill(day)
    await pane.getByPlaceholder('month').fill('Mar')
    await pane.getByPlaceholder('year').fill('1979')
    await page.keyboard.press('Control+Enter')
  }
  await tour.step('Who waits to be drawn', async () => {
    await station.everythingSent()
    await page.getByText('Okafor, Amara J.').first().click()
    await expect(pane).toBeVisible()
  })
  await tour.step('An identifier that does not match', async () => {
    await identify('21')
    await expect(pane.getByText('Do not draw: this does not match')).toBeVisible()
  })
  await tour.step('Labels, after two identifiers', async () => {
    await identify('12')
    await expect(pane.getByRole('figure').first()).toBeVisible()
  })
  await tour.step('Tubes in the order of draw', async () => {
    await page.keyboard.press('Control+Enter')
    await expect(pane.getByPlaceholder('accession number')).toBeVisible()
  })
  await tour.step('A label of someone else', async () => {
    await pane.getByPlaceholder('accession number').fill('X9-999 999')
    await page.keyboard.press('Enter')
    await expect(pane.getByText(/^Stop:/)).toBeVisible()
  })
  await tour.step('A failed stick', async () => {
    await page.keyboard.press('Escape')
    await pane.getByRole('button', { name: /Failed stick/ }).click()
  })
  await station.close()
}
