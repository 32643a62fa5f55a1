import type { Bundle, Patient } from '@medplum/fhirtypes'
import { inChild } from './harness/child.js'
import { benchKey, held, type Served, serve } from './harness/clinic.js'
import { flag } from './harness/flag.js'
import { type BenchResult, compare } from './harness/measure.js'

const few = 5_000

/** Changes so many patients' telephones in the EHR, a transaction of a hundred at a time. */
async function change({ url, token }: Served, count: number, round: number): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+json' }
  for (let from = 0; from < count; from += 100) {
    // Spread over the clinic, and others each time.
    const ids = Array.from({ length: 100 }, (_, at) => `p${20 + round + ((from + at) * 4_000) / count}`.split('.')[0])
    const found = (await (
      await fetch(`${url}/Patient?_id=${ids.join(',')}&_count=100`, { headers })
    ).json()) as Bundle<Patient>
    const entry = (found.entry ?? []).flatMap(({ resource }) => {
      if (!resource) return []
      const telecom = [{ system: 'phone' as const, value: `(206) 555-${String(1000 + round + from)}` }]
      return [
        { resource: { ...resource, telecom }, request: { method: 'PUT' as const, url: `Patient/${resource.id}` } },
      ]
    })
    const body = JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry })
    const answer = await fetch(url, { method: 'POST', headers, body })
    if (!answer.ok) throw new Error(`the changes were answered ${answer.status}: ${await answer.text()}`)
  }
}

/**
 * The pull of `--changes N` (1,000) changed patients by a workstation that holds a clinic of `--patients N` (50,000),
 * beside the same by one that holds 5,000. Milliseconds, connecting and finding nothing else included.
 */
export async function run(): Promise<BenchResult> {
  const patients = flag('patients', 50_000)
  const changes = flag('changes', 1_000)
  const rounds = flag('rounds', 5)
  const many = await held(patients)
  const some = await held(few)
  const samples = { ours: [] as number[], baseline: [] as number[] }
  const [large, small] = [await serve(many.clinic), await serve(some.clinic)]
  try {
    for (let round = 0; round <= rounds; round += 1) {
      for (const [at, into, ehr] of [
        [many, samples.ours, large],
        [some, samples.baseline, small],
      ] as const) {
        const { url, token } = ehr
        const ask = { url, token, profile: at.profile, keyHex: benchKey }
        // The first round of each brings whatever else is new since the clinic was last pulled.
        await change(ehr, changes, round)
        const { ms } = await inChild<{ ms: number }>('pull', ask)
        if (round > 0) into.push(ms)
      }
    }
  } finally {
    await Promise.all([large.stop(), small.stop()])
  }
  const result = compare({ name: 'delta-pull', unit: 'ms', ...samples, at: 'p50' })
  return { ...result, more: { patients, changes } }
}
