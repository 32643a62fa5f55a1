import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect } from 'playwright/test'
import { orderFile, orderRows } from '../support/code-file.ts'
import { workstation } from '../support/workstation.ts'
import type { Tour } from './runner/tour.js'

export const title = 'Code lists: what problems and medicines are looked up in'

export const run = async (tour: Tour): Promise<void> => {
  const station = await workstation({ patients: 10 })
  const { app, page } = station
  tour.watch(page)
  await station.signIn('Dr Lena Novak')
  const choose = (path: string) =>
    app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] })
    }, path)
  const rows = orderRows(12_000)
  const whole = orderFile(rows)
  const cut = orderFile(rows.slice(0, 900), 'icd10cm-order-2028.txt')
  await tour.step('Only the short lists are here', async () => {
    await page.getByRole('navigation', { name: 'Places' }).getByText('Clinic').click()
    await page.getByRole('button', { name: /^Code lists/ }).click()
    await expect(page.getByRole('button', { name: /^Import/ }).first()).toBeVisible()
  })
  await choose(whole)
  await tour.step('An official list is read', async () => {
    await page.keyboard.press('p')
    await expect(page.getByRole('progressbar')).toBeVisible()
  })
  await tour.step('A list is in use', async () => {
    await expect(page.getByText('icd10cm-order-2027.txt')).toBeVisible({ timeout: 60_000 })
    await expect(page.getByRole('button', { name: /^Replace/ })).toBeVisible()
  })
  await choose(cut)
  await tour.step('A file that is cut off is refused', async () => {
    await page.keyboard.press('p')
    await expect(page.getByText(/The file is cut off/)).toBeVisible({ timeout: 20_000 })
  })
  await tour.step('Removing a list is asked', async () => {
    await page.keyboard.press('Shift+P')
    await expect(page.getByRole('alertdialog')).toBeVisible()
  })
  await page.keyboard.press('Escape')
  await station.close()
  for (const file of [whole, cut]) rmSync(dirname(file), { recursive: true, force: true })
}
