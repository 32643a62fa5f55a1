import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { renew } from './harness/cache.js'
import { inChild } from './harness/child.js'
import { benchKey, practiceClinic, serve, workstationName } from './harness/clinic.js'
import { flag } from './harness/flag.js'
import { type BenchResult, compare } from './harness/measure.js'

interface Pulled {
  ms: number
  cpuMs: number
  peakBytes: number
  held: number
  pages: number
  blockedMs: number
  blocked99Ms: number
}
type Plain = Pick<Pulled, 'ms' | 'cpuMs' | 'peakBytes'> & { rows: number }

/**
 * The first pull of a practice clinic of `--patients N` (20,000), beside fetch, JSON.parse and one prepared insert a row
 * over the very same pages, into an encrypted file of the same kind. Seconds. What was pulled stays in the cache, for
 * benchmarks that need a workstation that holds that clinic.
 */
export async function run(): Promise<BenchResult> {
  const patients = flag('patients', 20_000)
  const rounds = flag('rounds', patients > 20_000 ? 1 : 3)
  const clinic = await practiceClinic(patients)
  const ehr = await serve(clinic)
  const scratch = mkdtempSync(join(tmpdir(), 'rounds-first-pull-'))
  const pages = join(scratch, 'pages')
  let typed: Pulled | undefined
  const both: { ours: Pulled; plain: Plain }[] = []
  try {
    for (let round = 0; round < rounds; round += 1) {
      let ours: Pulled | undefined
      const { url, token } = ehr
      await renew(workstationName(patients), async (profile) => {
        ours = await inChild<Pulled>('pull', { url, token, profile, keyHex: benchKey, pages })
      })
      const plain = await inChild<Plain>('bare-pull', {
        token,
        profile: join(scratch, `plain-${round}`),
        keyHex: benchKey,
        pages,
      })
      both.push({ ours: ours as Pulled, plain })
      rmSync(join(scratch, `plain-${round}`), { recursive: true, force: true })
    }
    const { url, token } = ehr
    const profile = join(scratch, 'typed')
    typed = await inChild<Pulled>('pull', { url, token, profile, keyHex: benchKey, typedMs: 10_000 })
  } finally {
    await ehr.stop()
    rmSync(scratch, { recursive: true, force: true })
  }
  const { ours, plain } = both.at(-1) as (typeof both)[number]
  const result = compare({
    name: 'first-pull',
    unit: 's',
    ours: both.map((each) => each.ours.ms / 1000),
    baseline: both.map((each) => each.plain.ms / 1000),
    at: 'p50',
  })
  return {
    ...result,
    more: {
      patients,
      'resources held': ours.held,
      pages: ours.pages,
      'resources a second': Math.round(ours.held / (ours.ms / 1000)),
      'processor time, ratio': ours.cpuMs / plain.cpuMs,
      'most memory, MB': ours.peakBytes / 1_048_576,
      'most memory of the baseline, MB': plain.peakBytes / 1_048_576,
      'longest block of the event loop, ms': Math.max(...both.map((each) => each.ours.blockedMs)),
      'longest block while somebody types, ms': typed.blockedMs,
      'the same, p99, ms': typed.blocked99Ms,
    },
  }
}
