import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { expect } from 'playwright/test'
import { extractText, getDocumentProxy } from 'unpdf'
import { arabic, chinese, headCells, longNote, longWord } from '../support/long-note.ts'
import { test } from '../support/stations.ts'
import type { Workstation } from '../support/workstation.ts'

/** The text of a PDF, page by page. */
const pagesOf = async (file: string): Promise<string[]> => {
  const pdf = await getDocumentProxy(new Uint8Array(readFileSync(file)))
  const { text } = await extractText(pdf, { mergePages: false })
  return text
}

const paste = (page: Page, html: string): Promise<void> =>
  page.evaluate((markup) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/html', markup)
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
    document.querySelector('.note-paper')?.dispatchEvent(event)
  }, html)

/** Saves what is previewed as a PDF and answers its pages. */
async function saved({ app, page, profile }: Workstation, name: string): Promise<string[]> {
  const file = join(profile, name)
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, file)
  await page.keyboard.press('Control+s')
  // The file appears whole; the words about the one before may still be on the screen.
  await expect.poll(() => existsSync(file), { timeout: 30_000 }).toBe(true)
  await expect(page.getByText('Saved as a PDF').last()).toBeVisible()
  expect(statSync(file).mode & 0o777).toBe(0o600)
  return pagesOf(file)
}

/** Whether this computer has letters for Chinese: a bare Linux has none and prints boxes, in which no word can be found. */
const hasChinese = (): boolean =>
  process.platform !== 'linux' ||
  spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' }).stdout?.includes('/') === true

const squeezed = (text: string): string => text.replace(/\s+/g, '')

test('a note on paper: patient, number and state on every page, and not a word lost', async ({ at }) => {
  test.setTimeout(240_000)
  const station = await at('Dr Lena Novak')
  const { app, page } = station
  await station.everythingSent()
  await station.openPatient('okafor amara', 'Okafor, Amara J.')
  await page.keyboard.press('Control+n')
  await expect(page.getByRole('textbox', { name: /Note/ })).toBeFocused()

  const preview = page.getByRole('region', { name: 'Print preview' })
  await page.keyboard.press('Control+p')
  await expect(preview.getByText('1 page', { exact: true })).toBeVisible()
  const [empty] = await saved(station, 'empty.pdf')
  expect(empty).toContain('Nothing is written in this note.')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('textbox', { name: /Note/ })).toBeFocused()

  const { html, words } = longNote()
  await paste(page, html)
  await page.keyboard.press('Control+p')
  await expect(preview.getByText(/^\d+ pages$/)).toBeVisible({ timeout: 30_000 })
  const pages = await saved(station, 'draft.pdf')
  expect(pages.length).toBeGreaterThanOrEqual(20)
  for (const [index, text] of pages.entries()) {
    for (const needed of [
      'Okafor, Amara J.',
      'born 12 Mar 1979',
      'MRN',
      'llergies',
      'DRAFT, not signed',
      'Practice data',
    ])
      expect(text, `page ${index + 1}`).toContain(needed)
    expect(text).toContain(`Page ${index + 1} of ${pages.length}`)
  }
  const all = pages.join(' ')
  expect([...all.matchAll(/w\d{5}/g)].map(([word]) => word)).toEqual(words)
  // A page's end may stand within one of them.
  expect(squeezed(all).match(/Pneumonoultramicroscopicsilicovolcanoconiosis/g)?.length).toBeGreaterThanOrEqual(
    longWord.length / 45 - 2,
  )
  if (hasChinese()) expect(squeezed(all)).toContain(squeezed(chinese).slice(0, 40))
  // Right-to-left text comes back letter by letter in either order.
  const [first = ''] = arabic.split(' ')
  expect([first, [...first].reverse().join('')].some((word) => squeezed(all.normalize('NFKC')).includes(word))).toBe(
    true,
  )
  const withTable = pages.filter((text) => headCells.every((cell) => text.includes(cell)))
  expect(withTable.length).toBeGreaterThan(1)
  // Nothing is signed, changed or asked behind the pages.
  for (const keys of ['Control+Enter', 'Control+z', 'Alt+h']) await page.keyboard.press(keys)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('textbox', { name: /Note/ })).toBeFocused()
  await expect(page.getByText(words.at(-1) as string)).toBeVisible()

  await page.keyboard.press('Control+Enter')
  await expect(page.getByLabel('Sign this note')).toBeVisible()
  await page.waitForTimeout(600)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(/Signed by Dr Lena Novak/)).toBeVisible()
  await page.keyboard.press('Control+p')
  await expect(preview.getByText(/^\d+ pages$/)).toBeVisible({ timeout: 30_000 })
  const signed = await saved(station, 'signed.pdf')
  expect(signed.join()).not.toContain('DRAFT')
  expect(signed.at(-1)).toMatch(/Electronically signed by\s+Dr Lena Novak, physician/)
  expect(signed.at(-1)).toMatch(/Seal( [0-9a-f]{4}){4}, intact/)

  await app.evaluate(({ webContents }) => {
    for (const contents of webContents.getAllWebContents()) contents.getPrintersAsync = async () => []
  })
  await page.keyboard.press('Control+p')
  await expect(preview.getByText(/No printer is set up/)).toBeVisible()
  await app.evaluate(({ webContents }) => {
    for (const contents of webContents.getAllWebContents()) {
      contents.getPrintersAsync = async () => [{} as Electron.PrinterInfo]
      contents.print = (_options, done) => done?.(false, 'Print job canceled')
    }
  })
  await page.keyboard.press('Control+p')
  await expect(preview.getByText(/it was cancelled/)).toBeVisible()
})
