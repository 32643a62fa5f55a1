import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DocumentReference } from '@medplum/fhirtypes'
import { expect } from 'playwright/test'
import { openStore } from '../../main/core/store/connection.ts'
import { readRescue } from '../../main/core/store/rescue-file.ts'
import type { EhrProcess } from '../support/ehr-process.ts'
import { testKey } from '../support/electron.ts'
import { test } from '../support/stations.ts'
import { framed, type Workstation, workstation } from '../support/workstation.ts'

/** Changes a bit in every page of a file but its first `from`. */
function spoil(file: string, from: number): void {
  const bytes = readFileSync(file)
  for (let page = from; page * 4096 < bytes.length; page++)
    bytes[page * 4096 + 2000] = (bytes[page * 4096 + 2000] as number) ^ 1
  writeFileSync(file, bytes)
}

/** A workstation whose EHR has just stopped, and a note on it that nobody else has. */
async function withUnsentNote(ehr: EhrProcess, profile: string): Promise<Workstation> {
  const station = await workstation({ ehr: ehr.url, profile })
  await station.signIn('Dr Lena Novak')
  await station.openPatient('okafor amara', 'Okafor, Amara J.')
  await station.everythingSent()
  await ehr.stop()
  await station.page.keyboard.press('Control+n')
  await expect(station.page.locator('.ProseMirror')).toBeFocused()
  await station.page.keyboard.type('Sleeps well and walks every day.')
  await expect(station.page.getByText('Saved here', { exact: false }).first()).toBeVisible()
  return station
}

test('a store whose pages are damaged is repaired, and a note written just before is there and arrives once', async ({
  ehr,
}, info) => {
  const profile = mkdtempSync(join(tmpdir(), 'rounds-damaged-'))
  const first = await withUnsentNote(ehr, profile)
  // The unsent work is written down beside the store a moment later.
  const twice = () => JSON.stringify(readRescue(profile, testKey) ?? {})
  await expect.poll(twice).toContain('Sleeps well and walks every day.')
  await first.killAll()

  // Pages still in the log would be read from there, damaged or not.
  openStore(profile, testKey).close()
  spoil(join(profile, 'rounds.db'), 0)
  const second = await workstation({ ehr: ehr.url, profile })
  await framed(second.page)
  const notice = second.page.getByRole('status').filter({ hasText: 'was damaged and has been repaired' })
  await expect(notice).toContainText('is being fetched from the EHR again')
  await second.page.screenshot({ path: info.outputPath('repaired.png') })
  await notice.getByRole('button', { name: 'Where my work is' }).click()
  await second.page.getByRole('button', { name: /Keep a copy/ }).click()
  await expect(second.page.getByLabel('Words of the notes')).toHaveValue(/Sleeps well and walks every day/)
  await expect(second.page.getByLabel('Words of the notes')).toHaveValue(/Okafor, Amara/)
  await second.page.screenshot({ path: info.outputPath('copy.png') })
  await second.page.keyboard.press('Escape')
  await notice.getByRole('button', { name: 'I have read this' }).click()
  await expect(notice).toBeHidden()

  await ehr.start()
  await second.everythingSent()
  const notes = await ehr.search<DocumentReference>('DocumentReference?_count=200')
  const texts = notes.map(({ content }) => Buffer.from(content?.[0]?.attachment?.data ?? '', 'base64').toString())
  expect(texts.filter((text) => text.includes('Sleeps well and walks every day.'))).toHaveLength(1)
  await second.leave(info)
})

test('a store that cannot be opened: what is unsent is had from the page that says so', async ({ ehr }, info) => {
  const profile = mkdtempSync(join(tmpdir(), 'rounds-closed-'))
  const first = await withUnsentNote(ehr, profile)
  await first.close()

  // The store's log cannot be opened: the store is whole, and this Rounds does not start.
  mkdirSync(join(profile, 'rounds.db-wal'))
  const second = await workstation({ ehr: ehr.url, profile })
  const { page } = second
  await expect(page.getByRole('heading', { name: 'Rounds may not write to its own folder' })).toBeVisible()
  await page.getByRole('button', { name: 'Keep a copy of what is unsent' }).click()
  const dialog = page.getByRole('dialog', { name: 'Keep a copy of what is unsent' })
  await expect(dialog).toContainText('not encrypted')
  await page.screenshot({ path: info.outputPath('asked.png') })
  const choose = (place: string | undefined) =>
    second.app.evaluate(({ dialog: native }, chosen) => {
      native.showOpenDialog = async () => ({ canceled: !chosen, filePaths: chosen ? [chosen] : [] })
    }, place)
  await choose(undefined)
  await dialog.getByRole('button', { name: 'Choose a folder' }).click()
  await expect(dialog.getByRole('button', { name: 'Choose a folder' })).toBeEnabled()
  await choose(join(profile, 'settings.json'))
  await dialog.getByRole('button', { name: 'Choose a folder' }).click()
  await expect(dialog.getByText('No copy could be saved')).toBeVisible()
  await expect(dialog.getByText('Rounds may not write there. Choose another place.')).toBeVisible()
  const place = mkdtempSync(join(tmpdir(), 'rounds-copy-'))
  await choose(place)
  await dialog.getByRole('button', { name: 'Choose a folder' }).click()
  await expect(dialog.getByRole('status').filter({ hasText: 'Nothing was removed from here.' })).toBeVisible()
  await page.screenshot({ path: info.outputPath('saved.png') })
  const [folder = ''] = readdirSync(place)
  expect(readFileSync(join(place, folder, 'notes.txt'), 'utf8')).toContain('Sleeps well and walks every day.')
  expect(JSON.parse(readFileSync(join(place, folder, 'unsent.json'), 'utf8'))).toMatchObject({ resourceType: 'Bundle' })
  await dialog.getByRole('button', { name: 'Close' }).last().click()

  // With the obstacle gone it goes on as if nothing had been.
  rmdirSync(join(profile, 'rounds.db-wal'))
  await ehr.start()
  await page.getByRole('button', { name: 'Try again' }).click()
  await framed(page)
  await second.everythingSent()
  await second.leave(info)
})
