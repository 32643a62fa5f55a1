import { launchApp } from '../support/electron.ts'
import { inPhase, painted } from '../support/shell.ts'
import type { Tour } from './runner/tour.js'

export const title = 'Starting'

export const run = async (tour: Tour): Promise<void> => {
  const rounds = await launchApp({ keychain: null, patients: 200 })
  tour.watch(rounds.page)
  await tour.step('Choosing a passphrase, where there is no keychain', async (page) => {
    await inPhase(page, 'passphrase')
  })
  await tour.step('Signing in to the practice clinic', async (page) => {
    await page.evaluate(() => window.rounds.shell.passphrase('a passphrase for the tour'))
    await inPhase(page, 'ready')
    await painted(page)
  })
  await rounds.close()

  const lost = await launchApp({ ehr: 'http://127.0.0.1:9/fhir' })
  tour.watch(lost.page)
  await tour.step('An EHR that does not answer', async (page) => {
    await inPhase(page, 'failed')
  })
  await lost.close()
}
