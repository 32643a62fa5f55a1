import { expect } from 'playwright/test'
import { workstation } from '../support/workstation.ts'
import type { Tour } from './runner/tour.js'

export const title = 'What a note was, and what it carries on'

export const run = async (tour: Tour): Promise<void> => {
  const station = await workstation({ patients: 60 })
  const { page } = station
  tour.watch(page)
  await station.signIn('Dr Lena Novak')
  await station.openPatient('okafor amara', 'Okafor, Amara J.')
  await page.keyboard.press('Control+n')
  await expect(page.getByRole('textbox', { name: /Note/ })).toBeFocused()
  const type = async (text: string) => {
    await page.keyboard.type(text)
    await expect(page.getByText(/^(Saved here|In the EHR), \d/)).toBeVisible()
    await page.waitForTimeout(2100)
  }
  await type('47-year-old woman with type 2 diabetes, here for follow-up. Taking metformin 500 mg twice daily.')
  await type(' No hypoglycaemia. Walks 30 minutes most days.')
  await page.keyboard.press('Alt+ArrowDown')
  await type('Feet: sensation intact to 10 g monofilament.')
  for (let times = 0; times < 4; times += 1) await page.keyboard.press('Control+Backspace')
  await type('normal, pulses palpable.')
  await tour.step('The history of a note: what changed at a moment', async () => {
    await page.keyboard.press('Alt+h')
    await expect(page.getByRole('slider', { name: 'Moments of this note' })).toBeVisible()
  })
  await tour.step('From change to change', async () => {
    await page.keyboard.press('n')
  })
  await tour.step('An earlier moment against the note now', async () => {
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowRight')
    await page.getByRole('button', { name: /Compared with/ }).click()
    await page.getByRole('option', { name: 'The note as it is now' }).click()
  })
  await tour.step('Who wrote this', async () => {
    await page.getByRole('button', { name: /Compared with/ }).click()
    await page.getByRole('option', { name: 'The moment before' }).click()
    await expect(page.getByRole('document', { name: /as it was/ })).toBeFocused()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('w')
    await expect(page.getByText(/^Written by Dr Lena Novak/)).toBeVisible()
  })
  await tour.step('Brought back, and undone like any edit', async () => {
    await page.keyboard.press('Shift+B')
    await expect(page.getByText('Undo takes it back').first()).toBeVisible()
  })
  await tour.step('Carrying parts of an earlier note', async () => {
    await page.keyboard.press('Alt+c')
    await expect(page.getByRole('listbox', { name: 'Parts of the note' })).toBeFocused()
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('a')
  })
  await tour.step('Carried words say so until they are touched or confirmed', async () => {
    await page.keyboard.press('Enter')
    await expect(page.getByText(/% new/)).toBeVisible()
    await page.keyboard.press('F4')
  })
  await tour.step('One confirmed; the review names the others', async () => {
    await page.keyboard.press('Alt+k')
    await page.keyboard.press('Control+Enter')
    await expect(page.getByLabel('Sign this note')).toContainText('carried from')
  })
  await tour.step('Signed, and how much of it is new', async () => {
    await page.waitForTimeout(600)
    await page.keyboard.press('Control+Enter')
    await expect(page.getByText(/% written at this visit; carried from/)).toBeVisible()
  })
  await station.close()
}
