import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright'
import type {} from '../../renderer/data/bridge.ts'
import type { ShellState } from '../../shared/contract/shell.ts'

/** Stand-ins for core and EHR, run as utility processes, for tests of the shell alone. */
export const standIns = { ROUNDS_TEST_SERVICES: fileURLToPath(new URL('./services', import.meta.url)) }

/** What the shell says now. */
export const stateOf = (page: Page): Promise<ShellState> => page.evaluate(() => window.rounds.shell.state())

const halfAMinute = 30_000

/** Waits until the shell is in that phase, and answers all it says then. */
export const inPhase = async <P extends ShellState['phase']>(
  page: Page,
  phase: P,
): Promise<Extract<ShellState, { phase: P }>> => {
  const until = Date.now() + halfAMinute
  for (;;) {
    const state = await stateOf(page)
    if (state.phase === phase) return state as Extract<ShellState, { phase: P }>
    if (Date.now() > until) throw new Error(`waited for ${phase}, but it is ${JSON.stringify(state)}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Waits until the page says that its first screen can be used; tells what was to be seen when it never does. */
export const painted = async (page: Page): Promise<void> => {
  try {
    await page.waitForSelector('html[data-ready]', { timeout: halfAMinute })
  } catch {
    const seen = await page.evaluate(() => ({ text: document.body.textContent, visibility: document.visibilityState }))
    throw new Error(`no first screen, but ${JSON.stringify({ ...seen, ...(await stateOf(page)) })}`)
  }
}
