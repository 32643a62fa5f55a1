import { expect } from 'playwright/test'
import { disagreeing, plugIn, unplug, writeAt, writeMobile } from '../support/disagreeing.ts'
import { startEhr } from '../support/ehr-process.ts'
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
  await here.page.waitForTimeout(3500)
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
    await page.keyboard.press('l')
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
  await here.close()
  await there.close()
  await both.wire.pull()
  await ehr.end()
}
