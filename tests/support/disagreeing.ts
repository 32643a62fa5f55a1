import type { AllergyIntolerance } from '@medplum/fhirtypes'
import { expect, type Page } from 'playwright/test'
import { openStore } from '../../main/core/store/connection.ts'
import { projectors } from '../../main/core/store/projections.ts'
import { Store } from '../../main/core/store/store.ts'
import type { Instant, LocalId } from '../../shared/kernel/ids.ts'
import type { EhrProcess } from './ehr-process.ts'
import { testKey } from './electron.ts'
import { type Cable, cable } from './proxy.ts'
import { type Workstation, workstation } from './workstation.ts'

/** Two workstations at one EHR; the first on a cable of its own, to work on while the other changes the same. */
export interface Disagreeing {
  here: Workstation
  there: Workstation
  wire: Cable
}

export const disagreeing = async (
  ehr: EhrProcess,
  [first, second]: readonly [string, string],
  flags: string[] = [],
): Promise<Disagreeing> => {
  const wire = await cable(() => Number(new URL(ehr.url).port))
  const here = await workstation({ ehr: `http://127.0.0.1:${wire.port}/fhir`, flags })
  const there = await workstation({ ehr: ehr.url })
  await here.signIn(first)
  await there.signIn(second)
  await here.everythingSent()
  await there.everythingSent()
  return { here, there, wire }
}

/** Takes the first workstation's cable out and waits until it says so. */
export const unplug = async ({ here, wire }: Disagreeing): Promise<void> => {
  await wire.pull()
  await expect(here.page.getByRole('button', { name: /^Offline since/ })).toBeVisible({ timeout: 40_000 })
}

/** While it is unplugged: so many changes wait there, a draft among them only after its pause. */
export const savedHere = ({ here }: Disagreeing, changes: number): Promise<void> =>
  expect(here.page.getByRole('button', { name: new RegExp(`^Offline since .*, ${changes} saved here`) })).toBeVisible({
    timeout: 20_000,
  })

/** Puts it back and waits until so many records have two versions there. */
export const plugIn = async ({ here, wire }: Disagreeing, versions: number): Promise<void> => {
  await wire.plug()
  await expect(here.page.getByRole('button', { name: new RegExp(`^${versions} needs? you`) })).toBeVisible({
    timeout: 60_000,
  })
}

/** Writes a patient's mobile number at the front desk's form. */
export const writeMobile = async (
  { page }: Workstation,
  typed: string,
  name: string,
  number: string,
): Promise<void> => {
  await page.keyboard.press('Control+k')
  await page.keyboard.type(typed)
  await page.getByRole('option', { name }).first().click()
  await expect(page.getByLabel(`Patient: ${name}`)).toBeVisible()
  await page.getByRole('button', { name: 'Details', exact: true }).click()
  await page.getByLabel(/^Mobile/).fill(number)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByLabel(/^Mobile/)).toBeHidden()
}

/** Writes at the end of a section of the draft that is open, by the section's number, and waits until it is published. */
export const writeAt = async ({ page }: Workstation, section: number, words: string): Promise<void> => {
  await page.getByRole('textbox', { name: /Note/ }).focus()
  await page.keyboard.press('Control+Home')
  for (let i = 0; i < section; i += 1) await page.keyboard.press('Alt+ArrowDown')
  await page.keyboard.press('End')
  await page.keyboard.type(words)
  await expect(page.getByText(/^(Saved here|In the EHR), \d/)).toBeVisible()
}

/** Presses a key that decides, as one does who has looked first: what comes at once is taken for a double press. */
export const press = async ({ page }: { page: Page }, key: string): Promise<void> => {
  await page.waitForTimeout(600)
  await page.keyboard.press(key)
}

/**
 * An edit of an allergy in the profile of a workstation that does not run, by the person of that name, as a command makes
 * it: there is no form for allergies yet.
 */
export const editAllergy = (
  profile: string,
  serverId: string,
  by: string,
  change: (allergy: AllergyIntolerance) => void,
): void => {
  const store = new Store(openStore(profile, testKey), projectors)
  const who = store.db.prepare('SELECT id FROM practitioner WHERE name = ?').get(by) as { id: LocalId }
  const id = store.identity.localId('AllergyIntolerance', serverId)
  const at = new Date().toISOString() as Instant
  const edited = store.commit({ who: who.id, at }, (tx) => tx.edit('AllergyIntolerance', id, change))
  store.close()
  if (!edited) throw new Error('that allergy is not in this profile')
}
