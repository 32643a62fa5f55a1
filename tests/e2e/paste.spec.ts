import { expect } from 'playwright/test'
import { test } from '../support/stations.ts'

test('words copied from one patient come into another’s note only when a person says so', async ({ at }) => {
  test.setTimeout(120_000)
  const { page, app, openPatient } = await at('Dr Lena Novak')
  const paper = page.getByRole('textbox', { name: /Note/ })
  const asked = page.getByRole('alertdialog', { name: /another patient/ })
  const words = 'Walks every morning with her sister.'

  await openPatient('okafor amara', 'Okafor, Amara J.')
  await page.keyboard.press('Control+n')
  await expect(paper).toBeFocused()
  await page.keyboard.type(words)
  await page.keyboard.press('Shift+Home')
  await page.keyboard.press('Control+c')
  await page.keyboard.press('End')
  await page.keyboard.press('Control+v')
  await expect(paper).toContainText(`${words}${words}`)
  const clipboard = await app.evaluate(({ clipboard: held }) => {
    const both = held as unknown as Record<'readHTML' | 'readText', () => string>
    return both.readHTML() + both.readText()
  })
  expect(clipboard).toContain(words)
  expect(clipboard).not.toMatch(/okafor|amara|204.?118|204 118/i)

  await openPatient('romero', 'Romero, Luis')
  await page.keyboard.press('Control+n')
  await expect(paper).toBeFocused()
  await page.keyboard.press('Control+v')
  await expect(asked).toContainText('Okafor, Amara J., born 12 Mar 1979')
  await expect(asked).toContainText('Romero, Luis, born 4 Aug 1954')
  await page.keyboard.press('Enter')
  await expect(asked).toBeHidden()
  await expect(paper).not.toContainText(words)
  // As plain text, without the mark in the HTML.
  await page.keyboard.press('Control+Shift+v')
  await page.keyboard.press('Alt+p')
  await expect(paper).toContainText(words)

  // From a chart in one window into a note in another.
  await page.evaluate(() => {
    const medicines = [...document.querySelectorAll('main *')].find((one) => one.textContent?.startsWith('Carvedilol'))
    getSelection()?.selectAllChildren(medicines as Element)
    document.execCommand('copy')
  })
  await openPatient('okafor amara', 'Okafor, Amara J.')
  await expect(paper).toContainText(words)
  const opening = app.waitForEvent('window')
  await page.getByRole('button', { name: 'New window' }).click()
  const other = await opening
  await other
    .getByText(/^Diabetes follow-up/)
    .first()
    .waitFor()
  await other.keyboard.press('Control+n')
  await other.getByRole('button', { name: /^Begin another note/ }).click()
  await expect(other.locator('.note-paper')).toBeFocused()
  await other.keyboard.press('Control+v')
  await expect(other.getByRole('alertdialog', { name: /another patient/ })).toContainText('Copied fromRomero, Luis')
  await other.keyboard.press('Escape')
  await expect(other.locator('.note-paper')).not.toContainText('Carvedilol')
})
