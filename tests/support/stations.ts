import { test as base } from 'playwright/test'
import { type EhrProcess, startEhr } from './ehr-process.ts'
import { type Workstation, workstation } from './workstation.ts'

interface Stations {
  /** An EHR of its own for the test. */
  ehr: EhrProcess
  /** Opens a workstation on it and signs that person in. */
  at(who: string): Promise<Workstation>
}

/** A clinic for a test: an EHR and as many workstations as it asks for, put away afterwards. */
export const test = base.extend<Stations>({
  // biome-ignore lint/correctness/noEmptyPattern: the runner wants a pattern here
  ehr: async ({}, use) => {
    const ehr = await startEhr()
    await use(ehr)
    await ehr.end()
  },
  at: async ({ ehr }, use, info) => {
    const open: Workstation[] = []
    await use(async (who) => {
      const station = await workstation({ ehr: ehr.url })
      open.push(station)
      await station.signIn(who)
      return station
    })
    for (const station of open) await station.leave(info)
  },
})
