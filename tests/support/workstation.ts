import type { ElectronApplication, Page } from 'playwright'
import { expect, type TestInfo } from 'playwright/test'
import { type LaunchedApp, type LaunchOptions, launchApp } from './electron.ts'

/** A workstation in the clinic, as the person at it uses it: by words and keys. */
export interface Workstation extends LaunchedApp {
  page: Page
  app: ElectronApplication
  /** Signs in on the EHR's own page and waits for the frame. */
  signIn(name: string): Promise<void>
  /** Finds a patient in the palette as typed, and opens the one of that name. */
  openPatient(typed: string, name: string): Promise<void>
  /** Chooses a visit of the day, by its row: the name may stand elsewhere on Today, too. */
  chooseVisit(name: string): Promise<void>
  /** Puts whoever waits in a free room: one change of their visit. */
  putInRoom(name: string): Promise<void>
  /** Closes it; after a failure with a picture of its window. */
  leave(test: TestInfo): Promise<void>
  /** Waits until the frame says that everything is in the EHR. */
  everythingSent(): Promise<void>
}

/** Waits for the signed-in frame. */
export const framed = (page: Page): Promise<void> =>
  expect(page.getByRole('navigation', { name: 'Places' })).toBeVisible({ timeout: 40_000 })

const chooseVisit = (page: Page, name: string): Promise<void> =>
  page
    .getByRole('row', { name: new RegExp(name) })
    .first()
    .click()

const around = (launched: LaunchedApp): Workstation => ({
  ...launched,
  signIn: async (name) => {
    const button = launched.page.getByRole('button', { name: /^Sign in/ })
    await expect(button).toBeVisible({ timeout: 40_000 })
    const [window] = await Promise.all([launched.app.waitForEvent('window'), button.click()])
    await window.getByRole('button', { name }).click()
    await framed(launched.page)
  },
  openPatient: async (typed, name) => {
    const { page } = launched
    await page.keyboard.press('Control+k')
    await page.keyboard.type(typed)
    // People with nearly the same name are there on purpose; the one meant is chosen by name.
    await page.getByRole('option', { name }).first().click()
    await expect(page.getByLabel(`Patient: ${name}`)).toBeVisible()
  },
  leave: async (test) => {
    if (test.status !== test.expectedStatus) {
      const path = test.outputPath(`workstation-${launched.pids().shell}.png`)
      await launched.page.screenshot({ path }).catch(() => {})
    }
    await launched.close()
  },
  chooseVisit: (name) => chooseVisit(launched.page, name),
  putInRoom: async (name) => {
    const { page } = launched
    await chooseVisit(page, name)
    const rooms = page.getByRole('button', { name: /put in a room/i })
    await rooms.first().click()
    await page
      .getByRole('button', { name: /^Room \d.*free/ })
      .first()
      .click()
  },
  everythingSent: () =>
    expect(launched.page.getByRole('button', { name: /^All in the EHR/ })).toBeVisible({ timeout: 30_000 }),
})

export const workstation = async (options: LaunchOptions): Promise<Workstation> => around(await launchApp(options))
