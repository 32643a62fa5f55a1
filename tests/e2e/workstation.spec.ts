import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bundle } from '@medplum/fhirtypes'
import type { Page } from 'playwright'
import { expect } from 'playwright/test'
import { test } from '../support/stations.ts'
import { framed, workstation } from '../support/workstation.ts'

const syncLine = (page: Page, words: RegExp) =>
  expect(page.getByRole('button', { name: words })).toBeVisible({ timeout: 40_000 })
const work = (page: Page) => page.getByRole('button', { name: /Where my work is$/ }).click()

test('what the EHR refuses is explained and fixed; nobody quits or signs out unaware; waiting sends it first', async ({
  ehr,
}) => {
  test.setTimeout(240_000)
  const folder = mkdtempSync(join(tmpdir(), 'rounds-copy-'))
  const station = await workstation({ ehr: ehr.url })
  const { page, app } = station
  await station.signIn('Dr Lena Novak')
  await station.everythingSent()

  await ehr.badly({
    when: { method: ['PATCH', 'PUT'], path: '^Encounter' },
    behaviour: { kind: 'status', status: 422 },
  })
  await station.putInRoom('Haddad, Samir')
  await syncLine(page, /^1 needs you/)
  await work(page)
  const item = page.getByRole('listitem').filter({ hasText: 'Visit: Knee pain' })
  await expect(item).toContainText('The EHR did not accept this as it was entered.')
  await item.getByText('What the EHR said').click()
  await expect(item).toContainText('422')

  // A copy in a file of the person's choice.
  const file = join(folder, 'unsent.json')
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, file)
  await page.keyboard.press('x')
  await expect(page.getByText('The file is not encrypted', { exact: false })).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(/A copy of 1 change was saved/).first()).toBeVisible()
  const copy = JSON.parse(readFileSync(file, 'utf8')) as Bundle
  expect(copy.entry?.map(({ resource }) => resource?.resourceType)).toEqual(['Encounter'])
  rmSync(folder, { recursive: true })

  await ehr.well()
  await item.getByRole('button', { name: /^Try again/ }).click()
  await station.everythingSent()

  // Signing out with work that cannot leave.
  await ehr.stop()
  await syncLine(page, /^Offline since/)
  await page.getByRole('navigation', { name: 'Places' }).getByText('Today').click()
  await station.chooseVisit('Haddad, Samir')
  await page.keyboard.press('s')
  await syncLine(page, /^Offline since .*saved here/)
  await page.getByRole('button', { name: /sign out$/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  const guard = page.getByRole('alertdialog')
  await expect(guard.getByRole('listitem').first()).toContainText('Haddad, Samir')
  await expect(guard).toContainText('when somebody signs in here next')
  await expect(guard.getByRole('button', { name: 'Send now and wait' })).toBeDisabled()
  await guard.getByRole('button', { name: 'Stay', exact: true }).click()
  await framed(page)

  // Quitting with it; with the EHR back it goes first, and then Rounds quits by itself.
  await page.evaluate(() => void window.rounds.shell.quit())
  await expect(guard).toContainText('the next time Rounds runs here')
  await ehr.start()
  await ehr.badly({ when: { method: ['PATCH', 'PUT', 'POST'] }, behaviour: { kind: 'latency', milliseconds: 300 } })
  const closed = app.waitForEvent('close', { timeout: 60_000 })
  // It may all have left by itself before anyone could press.
  const goOn = guard.getByRole('button', { name: /^(Send now and wait|Quit)$/ })
  await expect(goOn).toBeEnabled({ timeout: 40_000 })
  await goOn.click()
  await closed
  await ehr.well()
  expect(await ehr.search('Encounter?status=in-progress&patient.family=Haddad')).not.toHaveLength(0)
})

test('a chart is kept here and let go of, a list of codes imported; the first pull is paused and goes on after a restart', async ({
  ehr,
}) => {
  test.setTimeout(240_000)
  await ehr.badly({ when: { path: '^Patient\\?' }, behaviour: { kind: 'latency', milliseconds: 12_000 } })
  const profile = mkdtempSync(join(tmpdir(), 'rounds-held-'))
  const first = await workstation({ ehr: ehr.url, profile })
  await first.signIn('Priya Das')
  await first.page.getByRole('button', { name: 'Pause' }).click()
  await expect(first.page.getByRole('button', { name: 'Go on' })).toBeVisible()
  await first.close()

  const station = await workstation({ ehr: ehr.url, profile })
  const { page } = station
  await framed(page)
  await expect(page.getByText(/is paused/).first()).toBeVisible()
  await ehr.well()
  await page.getByRole('button', { name: 'Go on' }).click()
  await station.everythingSent()

  await station.openPatient('haddad', 'Haddad, Samir')
  await page.keyboard.press('Control+Shift+k')
  await expect(page.getByText('Haddad, Samir is kept on this workstation').first()).toBeVisible()
  await page.getByRole('navigation', { name: 'Places' }).getByText('Clinic').click()
  await page.keyboard.press('2')
  const row = page.getByRole('row').filter({ hasText: 'Haddad, Samir' })
  await expect(row).toContainText('pinned')
  await expect(row).toContainText('on today’s schedule')
  await row.click()
  await expect(page.getByRole('button', { name: 'Let go now' })).toBeDisabled()
  await page.keyboard.press('p')
  await expect(row).not.toContainText('pinned')
  await page.keyboard.press('Control+z')
  await expect(row).toContainText('pinned')

  // The clinic's own list of problems, from a file the person chooses.
  const list = join(profile, 'icd10cm-order-2027.txt')
  const codes = ['A00     0 Cholera', 'A009    1 Cholera, unspecified', 'Z99     0 Dependence on machines']
  const line = (code: string, at: number) => `${String(at + 1).padStart(5, '0')} ${code.padEnd(70)} ${code.slice(10)}`
  writeFileSync(list, `${codes.map(line).join('\r\n')}\r\n`)
  await station.app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
  }, list)
  await page.getByRole('button', { name: /^Code lists/ }).click()
  await expect(page.getByText(/^Only the short list is here: \d+ problems/)).toBeVisible()
  await page.keyboard.press('p')
  await expect(page.getByText('3 codes')).toBeVisible({ timeout: 20_000 })
  await station.close()
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
})
