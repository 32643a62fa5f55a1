import { expect } from 'playwright/test'
import { workstation } from '../support/workstation.ts'
import type { Tour } from './runner/tour.js'

export const title = 'A clinician: Dr Lena Novak'

export const run = async (tour: Tour): Promise<void> => {
  const station = await workstation({ patients: 400 })
  const { page } = station
  tour.watch(page)
  await station.signIn('Dr Lena Novak')
  await tour.step('Today: who is here, who waits, what to know', async () => {
    await station.everythingSent()
  })
  await tour.step('Searching a misspelt name from anywhere', async () => {
    await page.keyboard.press('Control+k')
    await page.keyboard.type('okafur amra')
    await expect(page.getByRole('option', { name: 'Okafor, Amara J.' })).toBeVisible()
  })
  await tour.step('The chart', async () => {
    await page.getByRole('option', { name: 'Okafor, Amara J.' }).first().click()
    await expect(page.getByLabel('Patient: Okafor, Amara J.')).toBeVisible()
    await expect(page.locator('.chart-tl-row').first()).toBeVisible()
  })
  await tour.step('Results over time', async () => {
    await page.getByRole('tab', { name: /^Results/ }).click()
  })
  await tour.step('Vitals', async () => {
    await page.getByRole('tab', { name: /^Vitals/ }).click()
  })
  await tour.step('Writing a note', async () => {
    await page.keyboard.press('Control+n')
    await expect(page.getByRole('textbox', { name: /Note/ })).toBeFocused()
    await page.keyboard.type(
      '47-year-old woman with type 2 diabetes, here for follow-up. Taking metformin and empagliflozin daily, no hypoglycaemia. Walks 30 minutes most days.',
    )
    await page.keyboard.press('Alt+ArrowDown')
    await page.keyboard.type('BP 146/88, pulse 76. Feet: sensation intact to 10 g monofilament, pulses ***.')
    await page.keyboard.press('Alt+ArrowDown')
    await page.keyboard.type('Type 2 diabetes, above goal.\n[ ] Continue metformin\nIncrease empagliflozin to 25 mg')
    await expect(page.getByText(/^(Saved here|In the EHR), \d/)).toBeVisible()
  })
  await tour.step('Data of the chart, offered with what it says now', async () => {
    await page.keyboard.type(': @a1c')
    await expect(page.getByRole('option', { name: /^HbA1c/ })).toBeVisible()
  })
  await tour.step('Data of the chart in the note, and what it was read from', async () => {
    await page.keyboard.press('Enter')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    await expect(page.getByText(/^Read \d\d:\d\d from \d measurements/)).toBeVisible()
  })
  await tour.step('The menu of a section', async () => {
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('End')
    await page.keyboard.press('Control+Shift+s')
    await expect(page.getByRole('menu', { name: 'Section Assessment and plan' })).toBeVisible()
  })
  await tour.step('A section shown by its title alone', async () => {
    await page.keyboard.press('Escape')
    await page.keyboard.press('Alt+ArrowUp')
    await page.keyboard.press('Control+.')
    await expect(page.getByText(/words hidden/)).toBeVisible()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
  })
  await tour.step('A misspelt word and what may be meant', async () => {
    await page.keyboard.type(', repeat the lipd panel ')
    await expect(page.locator('.note-misspelt')).toHaveText(['lipd'])
    await page.keyboard.press('F7')
    await expect(page.getByRole('menuitem', { name: 'lipid', exact: true })).toBeVisible()
  })
  await tour.step('Where a link leads, before it is opened', async () => {
    await page.getByRole('menuitem', { name: 'lipid', exact: true }).click()
    await page.keyboard.press('End')
    await page.keyboard.type(' Leaflet: https://www.example.org/diabetes ')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Alt+Enter')
    await expect(page.getByRole('button', { name: 'Open in the browser' })).toBeFocused()
  })
  await tour.step('Finding in the note', async () => {
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+f')
    await page.keyboard.type('metformin')
  })
  await tour.step('Looking once more before signing', async () => {
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+Enter')
    await expect(page.getByLabel('Sign this note')).toBeVisible()
  })
  await tour.step('Signed, and in the EHR', async () => {
    await page.waitForTimeout(600)
    await page.keyboard.press('Control+Enter')
    await expect(page.getByText(/Signed by Dr Lena Novak/)).toBeVisible()
    await station.everythingSent()
  })
  await tour.step('The note as it will be on paper', async () => {
    await page.keyboard.press('Control+p')
    await expect(page.getByText('1 page', { exact: true })).toBeVisible()
  })
  const place = (name: string) => page.getByRole('navigation', { name: 'Places' }).getByText(name).click()
  await tour.step('The inbox: a critical result', async () => {
    await place('Inbox')
    await page.getByText('Romero, Luis').first().click()
    await expect(page.getByText('Basic metabolic panel').first()).toBeVisible()
  })
  await tour.step('The inbox: a message from a patient', async () => {
    await page.getByText('Bianchi, Marco').first().click()
  })
  await tour.step('The inbox: a refill, about to be approved', async () => {
    await page
      .getByText(/Refill: sertraline/)
      .first()
      .click()
    await expect(page.getByRole('region', { name: 'Prescription' })).toBeVisible()
    await page.keyboard.press('y')
    await expect(page.getByRole('textbox', { name: 'Refills' })).toHaveValue('3')
  })
  await tour.step('The inbox: an order that never came back', async () => {
    await page
      .getByText(/MRI knee: no result/)
      .first()
      .click()
    await expect(page.getByRole('region', { name: 'Order' })).toBeVisible()
  })
  await tour.step('What waits, and how long', async () => {
    await page.keyboard.press('Alt+9')
    await expect(page.getByRole('region', { name: 'Whose it is' })).toBeVisible()
  })
  await tour.step('Results: every order until its patient knows', async () => {
    await place('Results')
    await page.keyboard.press('2')
    await expect(page.getByRole('list', { name: /^How far / }).first()).toBeVisible()
  })
  await tour.step('Normal results, reviewed together', async () => {
    await page.keyboard.press('v')
    await expect(page.getByRole('article').first()).toBeVisible()
  })
  await tour.step('Where my work is', async () => {
    await page.getByRole('button', { name: /Where my work is/ }).click()
  })
  await tour.step('Words of one’s own, for spelling', async () => {
    await page.keyboard.press('4')
    await page.getByRole('textbox', { name: 'Add a word' }).fill('zoonoses')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('list', { name: 'Your words' })).toContainText('zoonoses')
  })
  await tour.step('Every key', async () => {
    await place('Today')
    await page.keyboard.press('?')
  })
  await station.close()
}
