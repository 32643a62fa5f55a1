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

  await openPatient('118902', 'Romero, Luis')
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

test('a photograph pasted into a note is made small, kept, shown again and printed; what is none is refused', async ({
  at,
}) => {
  test.setTimeout(120_000)
  const { page, openPatient } = await at('Dr Lena Novak')
  const paste = (kind: 'photograph' | 'pretender') =>
    page.evaluate(async (what) => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 3200, height: 1600 })
      canvas.getContext('2d')?.fillRect(0, 0, 1600, 1600)
      const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 1))
      const bytes = what === 'photograph' ? drawn : '<svg onload="alert(1)">'
      const clipboardData = new DataTransfer()
      clipboardData.items.add(new File([bytes as Blob], 'arm.jpg', { type: 'image/jpeg' }))
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
      document.querySelector('.note-paper')?.dispatchEvent(event)
    }, kind)
  await openPatient('okafor amara', 'Okafor, Amara J.')
  await page.keyboard.press('Control+n')
  await expect(page.locator('.note-paper')).toBeFocused()
  await page.keyboard.type('Rash. ')
  await paste('pretender')
  await expect(page.getByText('Only pictures as JPEG, PNG or WebP').first()).toBeVisible()
  await paste('photograph')
  const words = page.getByRole('textbox', { name: 'What the picture shows' })
  await expect(words).toBeFocused()
  await page.keyboard.type('Red papules on the forearm')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^(Saved here|In the EHR), \d/)).toBeVisible()

  await page.reload()
  const picture = page.locator('.note-paper').getByRole('img', { name: 'Red papules on the forearm' })
  await expect(picture).toBeVisible()
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(2000)
  await page.keyboard.press('Control+p')
  await expect(page.locator('.paper-body').getByRole('img')).toBeVisible()
})
