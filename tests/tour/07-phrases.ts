import { expect } from 'playwright/test'
import { workstation } from '../support/workstation.ts'
import type { Tour } from './runner/tour.js'

export const title = 'Phrases and templates'

export const run = async (tour: Tour): Promise<void> => {
  const station = await workstation({ patients: 60 })
  const { page } = station
  tour.watch(page)
  await station.signIn('Dr Lena Novak')
  await station.openPatient('okafor amara', 'Okafor, Amara J.')
  await tour.step('Templates for a new note, the likely ones first', async () => {
    await page.keyboard.press('Control+Shift+n')
    await expect(page.getByRole('option', { name: /Diabetes follow-up/ })).toHaveAttribute('aria-selected', 'true')
  })
  await tour.step('A note begun from a template, with data of the chart', async () => {
    await page.keyboard.press('Enter')
    await expect(page.getByText('Type 2 diabetes, {at goal').first()).toBeVisible()
  })
  await page.keyboard.press('Alt+ArrowUp')
  await page.keyboard.press('Alt+ArrowUp')
  await page.keyboard.press('Enter')
  await tour.step('Phrases offered by a full stop and letters', async () => {
    await page.keyboard.type('Here for a routine visit. No .5 mg tablets. .exam')
    await expect(page.getByRole('option', { name: /examcv/ })).toBeVisible()
  })
  await tour.step('A phrase in the note, its first list open', async () => {
    await page.keyboard.type('cv')
    await expect(page.getByRole('option')).toHaveCount(1)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('listbox', { name: 'Choose one' })).toBeVisible()
  })
  await tour.step('Several of a list', async () => {
    await page.keyboard.press('1')
    await page.keyboard.press('Alt+ArrowDown')
    await page.keyboard.type(' .returnprec')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('listbox', { name: 'Choose any' })).toBeVisible()
    await page.keyboard.press('1')
    await page.keyboard.press('3')
  })
  await tour.step('What only the writer knows is asked', async () => {
    await page.keyboard.press('Enter')
    await page.keyboard.press('Alt+ArrowDown')
    await page.keyboard.type(' .refill')
    await page.keyboard.press('Enter')
    await expect(page.getByLabel('Medicine and dose')).toBeFocused()
  })
  await tour.step('A whole template in its sections', async () => {
    await page.keyboard.type('metformin 1,000 mg')
    await page.keyboard.press('Enter')
    await expect(page.getByText('metformin 1,000 mg')).toBeVisible()
  })
  await tour.step('A phrase of what is selected, and who it names', async () => {
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+End')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Mrs Okafor agrees to the plan')
    await page.keyboard.press('Shift+Home')
    await page.keyboard.press('Alt+Shift+P')
    await expect(page.getByText('These words are one patient’s: Okafor.')).toBeVisible()
    await page.keyboard.type('agrees')
  })
  await tour.step('All phrases, one read with a sample patient', async () => {
    await page.getByRole('button', { name: 'Replace by parameters' }).click()
    await page.getByRole('button', { name: 'Save the phrase' }).click()
    await expect(page.getByText('.agrees is saved').first()).toBeVisible()
    await page.keyboard.press('Alt+p')
    await expect(page.getByRole('heading', { name: 'Phrases and templates' })).toBeVisible()
    await page.getByRole('option', { name: /lbp/ }).click()
    await expect(page.getByRole('heading', { name: 'Low back pain' })).toBeVisible()
  })
  await tour.step('A starter copied and changed', async () => {
    await page.getByRole('button', { name: /Copy to mine/ }).click()
    await expect(page.getByLabel('Title')).toHaveValue('Low back pain')
  })
  await tour.step('Saved as one’s own, which wins', async () => {
    await page.getByRole('button', { name: /^Save/ }).click()
    await expect(page.getByRole('button', { name: /^Edit/ })).toBeVisible()
  })
  await station.close()
}
