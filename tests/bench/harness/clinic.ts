import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../../build/root.ts'
import { cached, storeForm } from './cache.js'
import { inChild } from './child.js'

/** The key of every store the benchmarks make; the window's tests use the same, so that either opens them. */
export const benchKey = '5e'.repeat(32)
const seed = 1

const cli = (...args: string[]) =>
  spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, 'out/app/ehr/cli.mjs'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })

/** The data folder of a practice clinic of that size, made when it is not in the cache. */
export const practiceClinic = (patients: number): Promise<string> =>
  cached(`clinic-${patients}`, async (folder) => {
    const child = cli('--data', folder, '--patients', String(patients), '--seed', String(seed), '--make-only')
    const code = await new Promise((resolve) => child.once('close', resolve))
    if (code !== 0) throw new Error(`the clinic of ${patients} could not be made`)
  })

export interface Served {
  url: string
  token: string
  /** Its process. */
  pid: number
  stop(): Promise<void>
}

/** The EHR over a data folder, in a process of its own. */
export async function serve(data: string): Promise<Served> {
  const scratch = mkdtempSync(join(tmpdir(), 'rounds-bench-'))
  const child = cli('--data', data, '--token', join(scratch, 'token'))
  const url = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const at = /The EHR is at (\S+)/.exec(said)?.[1]
      if (at && said.includes('A token')) resolve(at)
    })
    child.once('exit', (code) => reject(new Error(`the EHR ended with ${code}: ${said}`)))
  })
  const token = readFileSync(join(scratch, 'token'), 'utf8').trim()
  rmSync(scratch, { recursive: true, force: true })
  const stop = () =>
    new Promise<void>((resolve) => {
      child.once('exit', () => resolve())
      child.kill('SIGTERM')
    })
  return { url, token, pid: child.pid as number, stop }
}

/** A practice clinic of that size, and the profile of a workstation that has pulled it. */
export async function held(patients: number): Promise<{ clinic: string; profile: string }> {
  const clinic = await practiceClinic(patients)
  const profile = await cached(workstationName(patients), async (folder) => {
    const ehr = await serve(clinic)
    try {
      await inChild('pull', { url: ehr.url, token: ehr.token, profile: folder, keyHex: benchKey })
    } finally {
      await ehr.stop()
    }
  })
  return { clinic, profile }
}

export const workstationName = (patients: number): string => `workstation-${patients}.${storeForm()}`
