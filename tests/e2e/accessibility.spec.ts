import AxeBuilder from '@axe-core/playwright'
import { expect, test } from 'playwright/test'
import { type Workstation, workstation } from '../support/workstation.ts'

let station: Workstation

test.beforeEach(async () => {
  station = await workstation({ patients: 60 })
})
// biome-ignore lint/correctness/noEmptyPattern: the runner wants its fixtures first
test.afterEach(async ({}, info) => station.leave(info))

/** Until no colour is on its way to another one. What spins for ever is not waited for. */
const atRest = () =>
  station.page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(ending.map(({ finished }) => finished))
  })

/** What axe finds of serious or critical weight on the screen as it is, in both looks. */
const findings = async (): Promise<string[]> => {
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await station.page.emulateMedia({ colorScheme })
    await atRest()
    const { violations } = await new AxeBuilder({ page: station.page }).setLegacyMode().analyze()
    for (const { id, impact, nodes } of violations) {
      if (impact !== 'serious' && impact !== 'critical') continue
      found.push(...nodes.map(({ html }) => `${colorScheme} ${id}: ${html.slice(0, 160)}`))
    }
  }
  return found
}

test('no screen keeps anyone out', async () => {
  test.setTimeout(180_000)
  const { page } = station
  await station.signIn('Dr Lena Novak')
  await station.everythingSent()
  const place = (name: string) => page.getByRole('navigation', { name: 'Places' }).getByText(name).click()
  expect(await findings(), 'Today').toEqual([])
  await station.openPatient('204118', 'Okafor, Amara J.')
  await expect(page.locator('.chart-tl-row').first()).toBeVisible()
  expect(await findings(), 'the chart').toEqual([])
  await page.keyboard.press('Control+n')
  await expect(page.getByRole('textbox', { name: /Note/ })).toBeFocused()
  expect(await findings(), 'a note').toEqual([])
  await place('Inbox')
  await expect(page.getByText('Romero, Luis').first()).toBeVisible()
  expect(await findings(), 'the inbox').toEqual([])
  await place('Patients')
  expect(await findings(), 'patients').toEqual([])
  await place('Draws')
  await page.getByText('Haddad, Samir').first().click()
  await expect(page.getByRole('article', { name: 'Draw: Haddad, Samir' })).toBeVisible()
  expect(await findings(), 'a draw').toEqual([])
  await place('Clinic')
  expect(await findings(), 'the clinic').toEqual([])
})
