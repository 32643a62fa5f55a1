import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Communication } from '@medplum/fhirtypes'
import { createCore } from '../../main/core/create.js'
import { threadQueries } from '../../main/core/handlers/work/threads.js'
import { openStore } from '../../main/core/store/connection.js'
import { projectors } from '../../main/core/store/projections.js'
import { Store } from '../../main/core/store/store.js'
import { staff } from '../../main/ehr/practice/staff.js'
import { toInstant } from '../../shared/kernel/dates.js'
import { benchKey } from './harness/clinic.js'
import { flag } from './harness/flag.js'
import { type BenchResult, compare, timed } from './harness/measure.js'

type Shape = 'one conversation' | 'one patient' | 'many patients'

/** Message number `n`, oldest first. In one conversation each answers the one before, as a chat does. */
function messageOf(shape: Shape, n: number, many: number, at: Date): Communication {
  const sent = new Date(at.getTime() - (many - n) * 60_000).toISOString()
  const subject = { reference: `Patient/${shape === 'many patients' ? n % 700 : 1}` }
  const isTheirs = shape !== 'one conversation' || n % 2 === 0
  return {
    resourceType: 'Communication',
    id: `bench-${n}`,
    meta: { versionId: '1', lastUpdated: sent },
    status: 'completed',
    subject,
    sender: isTheirs ? subject : { reference: 'Practitioner/novak' },
    recipient: [isTheirs ? { reference: 'Practitioner/novak' } : subject],
    sent,
    payload: [{ contentString: 'Can I have my appointment a little later than that?' }],
    ...(shape === 'one conversation' && n > 0 && { inResponseTo: [{ reference: `Communication/bench-${n - 1}` }] }),
  }
}

/** Milliseconds: all of them received at once, how many wait counted, each list asked for. */
async function measured(shape: Shape, many: number): Promise<Record<string, number>> {
  const profile = mkdtempSync(join(tmpdir(), 'rounds-bench-'))
  const at = new Date()
  const empty = new Store(openStore(profile, benchKey), projectors)
  empty.receive(toInstant(at), (tx) => {
    for (const resource of staff()) tx.accept(resource)
    const id = empty.identity.localId('Practitioner', 'novak')
    const user = { id, name: 'Dr Lena Novak', initials: 'LN', role: 'physician', title: 'Physician' }
    tx.set('session.user', JSON.stringify(user))
  })
  empty.close()
  const ehrUrl = 'http://127.0.0.1:9/fhir'
  const running = createCore({ profile, keyHex: benchKey, ehrUrl, practice: true, workstation: randomUUID() })
  const { context } = running
  const { store } = context
  const messages = Array.from({ length: many }, (_, n) => messageOf(shape, n, many, at))
  const took = {
    receive: await timed(() =>
      store.receive(toInstant(at), (tx) => {
        for (const message of messages) tx.accept(message)
      }),
    ),
    counts: await timed(() => threadQueries['thread.counts'].run(context)),
    waiting: await timed(() => threadQueries['thread.list'].run(context, { view: 'waiting' })),
    patients: await timed(() => threadQueries['thread.list'].run(context, { view: 'patients' })),
  }
  await running.stop()
  rmSync(profile, { recursive: true })
  return took
}

/**
 * `--messages N` (10,000) messages of one patient, as one conversation and each by itself. The baseline is as many of 700
 * patients: what it costs besides that they are one patient's.
 */
export const run = async (): Promise<BenchResult> => {
  const many = flag('messages', 10_000)
  const [ours, baseline]: [number[], number[]] = [[], []]
  const more: Record<string, number> = {}
  for (let round = 0; round < flag('rounds', 3); round += 1) {
    for (const shape of ['many patients', 'one conversation', 'one patient'] as const) {
      const took = await measured(shape, many)
      const list = shape === 'many patients' ? baseline : ours
      list.push(Object.values(took).reduce((sum, each) => sum + each, 0))
      for (const [what, ms] of Object.entries(took)) more[`${what}, ${shape}, ms`] = Math.round(ms)
    }
  }
  return { ...compare({ name: 'messages', unit: 'ms', ours, baseline, at: 'p50' }), more }
}
