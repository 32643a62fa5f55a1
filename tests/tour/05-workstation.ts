import { expect } from 'playwright/test'
import { startEhr } from '../support/ehr-process.ts'
import { workstation } from '../support/workstation.ts'
import type { Tour } from './runner/tour.js'

export const title = 'The workstation itself: what it holds, and where the work is'

export const run = async (tour: Tour): Promise<void> => {
  const ehr = await startEhr({ patients: 3000 })
  // So slow that the first pull can be looked at.
  await ehr.badly({ when: { path: '^Patient\\?' }, behaviour: { kind: 'latency', milliseconds: 900 } })
  const station = await workstation({ ehr: ehr.url })
  const { page } = station
  tour.watch(page)
  await station.signIn('Dr Lena Novak')
  await tour.step('The first pull, with today here already', async () => {
    await expect(page.getByText(/left$/)).toBeVisible({ timeout: 40_000 })
  })
  await tour.step('The first pull paused', async () => {
    await page.getByRole('button', { name: 'Pause' }).click()
    await expect(page.getByRole('button', { name: 'Go on' })).toBeVisible()
  })
  await ehr.well()
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect(page.getByRole('button', { name: /^All in the EHR/ })).toBeVisible({ timeout: 120_000 })
  await tour.step('A chart kept on this workstation', async () => {
    await station.openPatient('haddad', 'Haddad, Samir')
    await expect(page.locator('.chart-tl-row').first()).toBeVisible()
    await page.getByRole('button', { name: 'Keep on this workstation' }).click()
    await expect(page.getByText(/is kept on this workstation/).first()).toBeVisible()
  })
  await tour.step('What this workstation holds', async () => {
    await page.getByRole('navigation', { name: 'Places' }).getByText('Clinic').click()
    await page.keyboard.press('2')
    await expect(page.getByRole('button', { name: /^Pinned|^On today/ }).first()).toBeVisible()
    await page.getByText('Haddad, Samir').first().click()
  })
  await ehr.badly({ when: { method: 'POST', path: '^Task' }, behaviour: { kind: 'status', status: 422 } })
  await ehr.badly({ when: { method: 'POST', path: '^Observation' }, behaviour: { kind: 'status', status: 503 } })
  await tour.step('Vitals that have not arrived say so', async () => {
    await station.openPatient('haddad', 'Haddad, Samir')
    await page.getByRole('tab', { name: /^Vitals/ }).click()
    await page
      .getByRole('button', { name: /Record vitals/ })
      .first()
      .click()
    await page.getByLabel(/Pulse/).fill('72')
    await page.getByLabel(/Systolic/).fill('128')
    await page.getByLabel(/Diastolic/).fill('82')
    await page.keyboard.press('Control+Enter')
    await expect(page.getByText(/saved here|sending/).first()).toBeVisible()
  })
  await tour.step('Where my work is', async () => {
    await page.getByRole('button', { name: /Where my work is/ }).click()
    await expect(page.getByText('The EHR has a problem of its own.').first()).toBeVisible()
  })
  await tour.step('What the desktop tells, quiet hours, and how long a message can be taken back', async () => {
    await page.keyboard.press('=')
    await page.getByText('Keep quiet at certain hours', { exact: false }).click()
    await expect(page.getByText('Critical results and STAT tasks are told all the same')).toBeVisible()
    await page.keyboard.press('1')
  })
  await tour.step('Keeping a copy of what is unsent', async () => {
    await page.keyboard.press('x')
    await expect(page.getByText('The file is not encrypted', { exact: false })).toBeVisible()
  })
  await page.keyboard.press('Escape')
  await tour.step('Signing out with unsent work', async () => {
    await page.getByRole('button', { name: /theme, density, sign out/ }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await expect(page.getByRole('button', { name: 'Send now and wait' })).toBeVisible()
  })
  await page.getByRole('button', { name: 'Stay', exact: true }).click()
  await ehr.stop()
  await tour.step('Offline: a chart that is not here', async () => {
    await expect(page.getByRole('button', { name: /^Offline since/ })).toBeVisible({ timeout: 40_000 })
    await page.keyboard.press('Control+k')
    await page.keyboard.type('smith')
    await page.getByRole('option').nth(3).click()
    await expect(page.getByText('This chart is not on this workstation, and the EHR cannot be reached')).toBeVisible()
  })
  await tour.step('Offline for two hours: how old it all is', async () => {
    await page.clock.install({ time: Date.now() + 2 * 3_600_000 })
    await page.getByRole('navigation', { name: 'Places' }).getByText('Today').click()
    await expect(page.getByText(/^Schedule as of .* ago$/)).toBeVisible()
  })
  await tour.step('Offline for two hours: the chart', async () => {
    await station.openPatient('haddad', 'Haddad, Samir')
  })
  await tour.step('Offline: quitting', async () => {
    await page.evaluate(() => void window.rounds.shell.quit())
    await expect(page.getByText(/not in the EHR yet/).first()).toBeVisible()
  })
  await station.close()
  await ehr.end()
}
