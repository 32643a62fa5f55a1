import type { Page } from 'playwright'
import { expect } from 'playwright/test'
import { startEhr } from '../support/ehr-process.ts'
import { type Workstation, workstation } from '../support/workstation.ts'
import type { Tour } from './runner/tour.js'

export const title = 'Signing, co-signing, amending: Erin Walsh and Dr Lena Novak'

const lookFirst = 600

/** Opens a patient and begins a note with the first words in it. */
async function begin(station: Workstation, words: string): Promise<Page> {
  const { page } = station
  await station.openPatient('okafor amara', 'Okafor, Amara J.')
  await page.keyboard.press('Control+n')
  await expect(page.getByRole('textbox', { name: /Note/ })).toBeFocused()
  await page.keyboard.type(words)
  await expect(page.getByText(/^(Saved here|In the EHR), \d/)).toBeVisible()
  return page
}
const review = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+Enter')
  await expect(page.getByLabel('Sign this note')).toBeVisible()
  await page.waitForTimeout(lookFirst)
}

export const run = async (tour: Tour): Promise<void> => {
  const ehr = await startEhr()
  const student = await workstation({ ehr: ehr.url })
  await student.signIn('Erin Walsh')
  const page = await begin(student, 'Twisted the left ankle on a kerb *** days ago. Walks with a limp.')
  tour.watch(page)
  await tour.step('What is open before signing, and who co-signs', () => review(page))
  await tour.step('Up and down go through it', async () => {
    await page.keyboard.press('ArrowDown')
    await expect(page.locator('.note-review-item:focus')).toBeVisible()
  })
  await tour.step('There at once, and the list follows the text', async () => {
    await page.keyboard.press('Enter')
    await page.keyboard.type('three')
    await expect(page.locator('.note-review')).not.toContainText('Fill in')
  })
  await tour.step('Signed, waiting for a co-signature', async () => {
    await page.keyboard.press('Control+Enter')
    await page.waitForTimeout(lookFirst)
    const chooser = page.getByRole('button', { name: /Who co-signs/ })
    await chooser.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('option', { name: 'Dr Lena Novak' }).click()
    await page.keyboard.press('Control+Enter')
    await expect(page.getByText('Waiting for co-signature by Dr Lena Novak')).toBeVisible()
    await student.everythingSent()
  })
  await student.close()

  const station = await workstation({ ehr: ehr.url })
  const novak = station.page
  tour.watch(novak)
  await station.signIn('Dr Lena Novak')
  await station.everythingSent()
  await tour.step('The inbox: a note to co-sign', async () => {
    await novak.getByRole('navigation', { name: 'Places' }).getByText('Inbox').click()
    await novak
      .getByText(/Co-sign: Erin Walsh, NP student · (?!ankle)/)
      .first()
      .click()
  })
  await tour.step('Read, and asked', async () => {
    await novak.keyboard.press('n')
    await expect(novak.getByText('Waiting for co-signature by Dr Lena Novak')).toBeVisible()
    await novak.keyboard.press('Control+Enter')
    await novak.getByLabel('Your statement').fill('I examined the patient with Erin Walsh and agree with her plan.')
    await novak.waitForTimeout(lookFirst)
  })
  await tour.step('Co-signed', async () => {
    await novak.keyboard.press('Control+Enter')
    await expect(novak.getByText(/Co-signed by Dr Lena Novak/)).toBeVisible()
    await station.everythingSent()
  })
  await tour.step('Why it is amended', async () => {
    await novak.keyboard.press('Alt+m')
    await novak.getByLabel(/Why is this note amended/).fill('It was the right ankle')
  })
  await tour.step('The amendment, beginning with the signed text', async () => {
    await novak.keyboard.press('Control+Enter')
    await expect(novak.getByText('Amendment, draft').first()).toBeVisible()
    await novak.keyboard.type(' Right, not left.')
    await expect(novak.getByText(/^(Saved here|In the EHR), \d/)).toBeVisible()
  })
  await tour.step('Amended; the original one step away', async () => {
    await review(novak)
    await novak.keyboard.press('Control+Enter')
    await expect(novak.getByText('Signed, amended').first()).toBeVisible()
    await station.everythingSent()
  })
  await tour.step('The original, superseded and readable', async () => {
    await novak.getByRole('button', { name: 'Read the original' }).click()
    await expect(novak.getByText(/^Superseded: amended/)).toBeVisible()
  })
  await tour.step('An addendum below its note, with its own signature', async () => {
    await novak.getByRole('button', { name: 'Read the version that holds' }).click()
    await expect(novak.getByText('Signed, amended').first()).toBeVisible()
    await novak.keyboard.press('Alt+a')
    await expect(novak.getByRole('textbox', { name: /Addendum/ })).toBeFocused()
    await novak.keyboard.type('Telephoned two days later: swelling is less.')
    await review(novak)
    await novak.keyboard.press('Control+Enter')
    await novak.getByRole('button', { name: 'The note it adds to' }).click()
    await expect(novak.getByRole('article', { name: /Addendum/ })).toContainText('swelling is less')
    await novak.getByRole('article', { name: /Addendum/ }).scrollIntoViewIfNeeded()
  })
  await tour.step('What signing makes', async () => {
    await begin(station, 'Here about cholesterol. /lipid')
    await novak.getByRole('option').first().waitFor()
    await novak.keyboard.press('Enter')
    await expect(novak.locator('.note-chip')).toHaveCount(1)
    await ehr.badly({ when: { method: 'POST', body: 'E78.5' }, behaviour: { kind: 'status', status: 422 } })
    await review(novak)
    await expect(novak.locator('.note-review')).toContainText('Signing makes 1')
  })
  await tour.step('The EHR refused a part: a draft again, and why', async () => {
    await novak.keyboard.press('Control+Enter')
    await expect(novak.getByText('Not signed after all.')).toBeVisible({ timeout: 30_000 })
    await expect(novak.locator('.note-chip-refused')).toHaveCount(1)
  })
  await ehr.well()
  await station.close()
  await ehr.end()
}
