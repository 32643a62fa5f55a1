import { expect } from 'playwright/test'
import { startEhr } from '../support/ehr-process.ts'
import { workstation } from '../support/workstation.ts'
import type { Tour } from './runner/tour.js'

export const title = 'One inbox, several people'

export const run = async (tour: Tour): Promise<void> => {
  const ehr = await startEhr({ patients: 100 })
  const [lena, marcus] = [await workstation({ ehr: ehr.url }), await workstation({ ehr: ehr.url })]
  await lena.signIn('Dr Lena Novak')
  await marcus.signIn('Marcus Hale, NP')
  tour.watch(marcus.page)
  for (const { page } of [lena, marcus]) {
    await expect(page.getByRole('button', { name: /^All in the EHR/ })).toBeVisible({ timeout: 60_000 })
    await page.getByRole('navigation', { name: 'Places' }).getByText('Inbox').click()
    await page.getByRole('button', { name: /^Team/ }).click()
    await expect(page.getByText(/with Blue team$/).first()).toBeVisible({ timeout: 20_000 })
    await expect(page.getByRole('textbox', { name: 'Comment for colleagues' })).toBeVisible()
  }
  const same = (await marcus.page.locator('.inbox-pane').first().getAttribute('aria-label')) ?? ''
  await lena.page
    .locator('.inbox-item', { hasText: same.slice(0, 15) })
    .first()
    .click()
  await expect(lena.page.getByRole('article', { name: same })).toBeVisible()
  await tour.step('Two press claim at once: whoever was second reads who has it', async (page) => {
    await page.keyboard.press('i')
    await page.keyboard.type('Rang twice, no answer.')
    await page.keyboard.press('Escape')
    await lena.page.getByRole('button', { name: /^Claim/ }).click()
    await expect(lena.page.getByRole('button', { name: /^Release/ })).toBeVisible()
    await page.keyboard.press('c')
    await expect(page.getByText(/has had this since|working on this since/).first()).toBeVisible({ timeout: 20_000 })
  })
  await tour.step('A comment that speaks to a colleague', async (page) => {
    await page.keyboard.press('i')
    await page.keyboard.press('End')
    await page.keyboard.type(' @Nov')
    await expect(page.getByRole('list', { name: 'Whom to mention' })).toBeVisible()
  })
  await tour.step('She is told, and so is said before it is sent', async (page) => {
    await page.keyboard.press('Enter')
    await expect(page.getByText('Dr Lena Novak will be told')).toBeVisible()
    await page.keyboard.press('Control+Enter')
    await page.keyboard.press('Escape')
    await page.keyboard.press('j')
  })
  await tour.step('Putting a task away', async (page) => {
    await page.keyboard.press('s')
    await expect(page.getByRole('button', { name: /^Tomorrow morning/ })).toBeVisible()
  })
  await tour.step('Handing over what was begun takes a word', async (page) => {
    await page.keyboard.press('Escape')
    await page.keyboard.press('c')
    await expect(page.getByRole('button', { name: /^Release/ })).toBeVisible()
    await page.keyboard.press('a')
    await expect(page.getByLabel(/Where it stands/)).toBeVisible()
    await page.keyboard.press('Escape')
  })
  await tour.step('Saying that one is away, and who stands in', async (page) => {
    await page.getByRole('navigation', { name: 'Places' }).getByText('Clinic').click()
    await page.keyboard.press('-')
    await page.keyboard.press('n')
    await page.getByRole('combobox', { name: 'Who stands in' }).fill('Novak')
    await page.getByRole('option', { name: /Novak/ }).click()
    await page.getByLabel('Why, if you like').fill('Training')
  })
  await tour.step('Who is away', async (page) => {
    await page.keyboard.press('Control+Enter')
    await expect(page.getByText('Training')).toBeVisible()
  })
  await tour.step('His work in her inbox, marked with his name', async () => {
    tour.watch(lena.page)
    await lena.page.keyboard.press('1')
    await expect(lena.page.getByText(/for Marcus Hale/).first()).toBeVisible({ timeout: 20_000 })
  })
  await lena.close()
  await marcus.close()
  await ehr.end()
}
