import { inChild } from './harness/child.js'
import { benchKey, held } from './harness/clinic.js'
import { flag } from './harness/flag.js'
import { type BenchResult, compare } from './harness/measure.js'

interface Started {
  ms: number
  restBytes: number
  chart: number[]
  plain: number[]
}

/**
 * The core of a workstation that holds a clinic of `--patients N` (50,000): from opening its profile to all that Today
 * asks first, beside opening the same file and reading today's appointments with one statement. Milliseconds. With it,
 * the memory of the core at rest, and its answer for a whole chart beside reading and parsing that chart's rows.
 */
export async function run(): Promise<BenchResult> {
  const patients = flag('patients', 50_000)
  const rounds = flag('rounds', 7)
  const { profile } = await held(patients)
  const samples = { ours: [] as number[], baseline: [] as number[] }
  const of = (bare: boolean) => inChild<Started>('start', { profile, keyHex: benchKey, bare }, ['--expose-gc'])
  let last: Started | undefined
  // The first round of each only fills the disk's caches.
  for (let round = 0; round <= rounds; round += 1) {
    const ours = await of(false)
    const bare = await of(true)
    if (round === 0) continue
    last = ours
    samples.ours.push(ours.ms)
    samples.baseline.push(bare.ms)
  }
  const { chart, plain, restBytes } = last as Started
  const charts = compare({ name: 'chart', unit: 'ms', ours: chart, baseline: plain, at: 'p95' })
  return {
    ...compare({ name: 'start-up', unit: 'ms', ...samples, at: 'p50' }),
    more: {
      patients,
      'memory at rest, MB': restBytes / 1_048_576,
      'chart, p95, ms': charts.ours.p95,
      'reading and parsing its rows, p95, ms': charts.baseline.p95,
    },
  }
}
