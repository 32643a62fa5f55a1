import { test as base } from 'playwright/test'
import { type EhrProcess, startEhr } from './ehr-process.ts'
import { type Workstation, workstation } from './workstation.ts'

interface Stations {
  /** An EHR of its own for the test. */
  ehr: EhrProcess
  /** Opens a workstation on it and signs that person in. */
  at(who: string): Promise<Workstation>
}

/** How soon what is done at one workstation is to be seen at another, milliseconds. */
const soon = 2_000

/** Milliseconds of work by which it is told how busy the computer is. */
const sampleMs = 150

/** How many times as long work takes now as on a computer that does nothing else: other tests run beside this one. */
function slowness(): number {
  const began = performance.now()
  const { user, system } = process.cpuUsage()
  const worked = (): number => {
    const now = process.cpuUsage()
    return (now.user + now.system - user - system) / 1000
  }
  while (worked() < sampleMs);
  return Math.max(1, (performance.now() - began) / sampleMs)
}

/**
 * Something got to another screen since then, as soon as it is to. How long it took stands in the report. That it is the
 * ping that brings it is tested in `tests/sync/servers/live.test.ts`.
 */
export const took = (way: string, since: number): void => {
  const milliseconds = Date.now() - since
  const busy = slowness()
  base.info().annotations.push({ type: 'milliseconds', description: `${milliseconds} ${way}, busy ${busy.toFixed(1)}` })
  base.expect(milliseconds / busy, `milliseconds ${way}, busy ${busy.toFixed(1)}`).toBeLessThan(soon)
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
