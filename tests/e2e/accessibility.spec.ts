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

test('a note keeps nobody out in any state a writer brings it into by keys', async () => {
  test.setTimeout(240_000)
  const { page } = station
  await station.signIn('Dr Lena Novak')
  await station.openPatient('204118', 'Okafor, Amara J.')
  await page.keyboard.press('Control+n')
  const paper = page.getByRole('textbox', { name: /^Note/ })
  await expect(paper).toBeFocused()
  await page.keyboard.type('Here for follow-up.\n- [ ] Call the lab')
  await expect(page.getByRole('checkbox', { name: 'Call the lab' })).not.toBeChecked()
  await page.keyboard.press('Control+Shift+x')
  await expect(page.getByRole('checkbox', { name: 'Call the lab' })).toBeChecked()
  await page.keyboard.press('Alt+ArrowDown')
  await expect(page.getByText('Section Objective, empty')).toBeAttached()
  await page.keyboard.press('Control+.')
  await expect(page.getByRole('button', { name: 'Objective', expanded: false })).toBeFocused()
  expect.soft(await findings(page, '.note'), 'a section closed').toEqual([])
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+Shift+s')
  await expect(page.getByRole('menu', { name: 'Section Objective' })).toBeVisible()
  expect.soft(await findings(page, '.ui-popover'), 'the menu of a section').toEqual([])
  await page.keyboard.press('Escape')
  await expect(paper).toBeFocused()
  await page.keyboard.type('/')
  await expect(page.getByRole('listbox')).toBeVisible()
  expect.soft(await findings(page, '.note'), 'what is offered at the cursor').toEqual([])
  await page.keyboard.press('Escape')
  await page.keyboard.press('Backspace')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByLabel('Sign this note')).toBeVisible()
  expect.soft(await findings(page, '.note'), 'the review before signing').toEqual([])
  await page.waitForTimeout(600)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(/Signed by Dr Lena Novak/)).toBeVisible()
  expect.soft(await findings(page, '.note'), 'a signed note').toEqual([])
  await page.keyboard.press('Alt+h')
  await expect(
    page
      .getByRole('heading', { name: /History/ })
      .or(page.getByRole('region', { name: /History/ }))
      .first(),
  ).toBeVisible()
  expect.soft(await findings(page, '.note'), 'its history').toEqual([])
  await page.keyboard.press('Escape')
})
