import { expect, test } from 'playwright/test'
import { findings } from '../support/axe.ts'
import { type Workstation, workstation } from '../support/workstation.ts'

let station: Workstation

test.beforeEach(async () => {
  station = await workstation({ patients: 60 })
})
// biome-ignore lint/correctness/noEmptyPattern: the runner wants its fixtures first
test.afterEach(async ({}, info) => station.leave(info))

test('no screen keeps anyone out', async () => {
  test.setTimeout(180_000)
  const { page } = station
  await station.signIn('Dr Lena Novak')
  await station.everythingSent()
  const place = (name: string) => page.getByRole('navigation', { name: 'Places' }).getByText(name).click()
  expect(await findings(page), 'Today').toEqual([])
  await station.openPatient('204118', 'Okafor, Amara J.')
  await expect(page.locator('.chart-tl-row').first()).toBeVisible()
  expect(await findings(page), 'the chart').toEqual([])
  await page.keyboard.press('Control+n')
  await expect(page.getByRole('textbox', { name: /Note/ })).toBeFocused()
  expect(await findings(page), 'a note').toEqual([])
  await place('Inbox')
  await expect(page.getByText('Romero, Luis').first()).toBeVisible()
  expect(await findings(page), 'the inbox').toEqual([])
  await place('Patients')
  expect(await findings(page), 'patients').toEqual([])
  await place('Draws')
  await page.getByText('Haddad, Samir').first().click()
  await expect(page.getByRole('article', { name: 'Draw: Haddad, Samir' })).toBeVisible()
  expect(await findings(page), 'a draw').toEqual([])
  await place('Clinic')
  expect(await findings(page), 'the clinic').toEqual([])
})
