import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchApp, launchElectron } from '../support/electron.ts'
import { painted } from '../support/shell.ts'
import { workstation } from '../support/workstation.ts'
import { flag } from './harness/flag.js'
import { type BenchResult, compare } from './harness/measure.js'

/** An app that only opens an empty window: what the runtime itself costs. */
const emptyApp = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'rounds-empty-'))
  writeFileSync(join(folder, 'package.json'), '{ "name": "empty", "main": "main.cjs" }')
  writeFileSync(
    join(folder, 'main.cjs'),
    `const { app, BrowserWindow } = require('electron')
     app.setPath('userData', ${JSON.stringify(join(folder, 'data'))})
     app.whenReady().then(() => new BrowserWindow({ width: 1440, height: 900 }).loadURL('data:text/html,<title>empty'))`,
  )
  return folder
}

const openEmpty = async (folder: string) => {
  const app = await launchElectron([folder])
  const page = await app.firstWindow()
  await page.waitForLoadState()
  return () => app.close()
}

const openRounds = async (profile: string, patients: number) => {
  const rounds = await launchApp({ profile, patients })
  await painted(rounds.page)
  await rounds.page.getByRole('navigation', { name: 'Places' }).waitFor()
  return rounds.close
}

/** How long one opens, in milliseconds; it is closed again outside that time. */
const opening = async (open: () => Promise<() => Promise<void>>): Promise<number> => {
  const started = performance.now()
  const close = await open()
  const took = performance.now() - started
  await close()
  return took
}

/** A profile and practice EHR as they are on any morning but the first: signed in, with the clinic held. */
const usedProfile = async (patients: number): Promise<string> => {
  const profile = mkdtempSync(join(tmpdir(), 'rounds-morning-'))
  const station = await workstation({ profile, patients })
  await station.signIn('Dr Lena Novak')
  await station.page.getByRole('button', { name: /^All in the EHR/ }).waitFor({ timeout: 600_000 })
  await station.close()
  return profile
}

/** From the start of the process to a usable Today, beside an empty Electron window. Milliseconds. */
export const run = async (): Promise<BenchResult> => {
  const patients = flag('patients', 2000)
  const counted = flag('rounds', 8)
  const profile = await usedProfile(patients)
  const empty = emptyApp()
  const samples = { ours: [] as number[], baseline: [] as number[] }
  // The first round of each only fills the disk's caches.
  for (let round = 0; round <= counted; round += 1) {
    const ours = await opening(() => openRounds(profile, patients))
    const baseline = await opening(() => openEmpty(empty))
    if (round === 0) continue
    samples.ours.push(ours)
    samples.baseline.push(baseline)
  }
  rmSync(profile, { recursive: true, force: true })
  rmSync(empty, { recursive: true, force: true })
  return compare({ name: 'cold-start', unit: 'ms', ...samples, at: 'p95' })
}
