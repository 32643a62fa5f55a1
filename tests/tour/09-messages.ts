import { expect } from 'playwright/test'
import { workstation } from '../support/workstation.ts'
import type { Tour } from './runner/tour.js'

export const title = 'Messages: patients and colleagues'

export const run = async (tour: Tour): Promise<void> => {
  const station = await workstation({ patients: 400 })
  const { page } = station
  tour.watch(page)
  await station.signIn('Dr Lena Novak')
  await station.everythingSent()
  await tour.step('Who waits for an answer', async () => {
    await page.keyboard.press('Alt+7')
    await expect(page.getByRole('option').first()).toBeVisible()
    await expect(page.getByRole('textbox', { name: /^Reply to/ })).toBeVisible()
  })
  await tour.step('A quick reply, filled in from the chart', async () => {
    await page.keyboard.press('Alt+q')
    await expect(page.getByRole('menuitem', { name: /^Please book a visit/ })).toBeVisible()
  })
  await tour.step('What is left to fill in does not leave', async () => {
    await page.getByRole('menuitem', { name: /^Please book a visit/ }).click()
    await expect(page.getByRole('textbox', { name: /^Reply to/ })).toHaveValue(/^Hello/)
    await page.getByRole('textbox', { name: /^Reply to/ }).press('F2')
    await expect(page.getByText(/^Fill in first/)).toBeVisible()
  })
  await tour.step('A call is recorded: a voicemail tells nobody', async () => {
    await page.getByRole('textbox', { name: /^Reply to/ }).press('Escape')
    await page.keyboard.press('p')
    await page.getByRole('radio', { name: /voicemail/ }).press('Space')
  })
  await tour.step('A message becomes a visit at a free time', async () => {
    await page.getByRole('button', { name: /^Cancel/ }).click()
    await page.keyboard.press('t')
    await page.getByRole('radio', { name: 'Visit' }).click()
    await page.getByRole('combobox', { name: 'With' }).fill('Hale')
    await page.getByRole('option', { name: /Hale/ }).first().click()
    await expect(page.getByText(/^Free on/)).toBeVisible()
  })
  await tour.step('Colleagues only: a box of its own', async () => {
    await page.getByRole('button', { name: /^Cancel/ }).click()
    await page.keyboard.press('n')
    await page.getByRole('combobox', { name: 'To' }).fill('Hale')
    await page.getByRole('option', { name: /Hale/ }).first().click()
    await page
      .getByRole('textbox', { name: 'Message to colleagues' })
      .fill('Could you ring this afternoon? Sounds confused.')
  })
  await tour.step('The whole of it in the chart', async () => {
    await page.getByRole('textbox', { name: 'Message to colleagues' }).press('Control+Enter')
    await expect(page.getByText('Message to colleagues saved here').first()).toBeVisible()
    await page.getByRole('button', { name: /^Open chart/ }).click()
    await page.getByRole('tab', { name: /^Messages/ }).click()
    await expect(page.getByText('Could you ring this afternoon?').first()).toBeVisible()
  })
}
