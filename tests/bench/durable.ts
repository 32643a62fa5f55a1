import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Transform } from 'prosemirror-transform'
import { createCore } from '../../main/core/create.js'
import { openStore } from '../../main/core/store/connection.js'
import { projectors } from '../../main/core/store/projections.js'
import { Store } from '../../main/core/store/store.js'
import { generatePatient } from '../../main/ehr/practice/index.js'
import { staff } from '../../main/ehr/practice/staff.js'
import { parseDocument, schema } from '../../shared/document/index.js'
import { toInstant } from '../../shared/kernel/dates.js'
import type { LocalId } from '../../shared/kernel/ids.js'
import type { Result } from '../../shared/kernel/result.js'
import { flag } from './harness/flag.js'
import { type BenchResult, compare, inTurns } from './harness/measure.js'

const keyHex = 'ef'.repeat(32)
const sentence = 'Walks thirty minutes on most days, sleeps well, no chest pain and no breathlessness on stairs.'

const must = <T>(result: Result<unknown>): T => {
  if (!result.ok) throw new Error(`${result.refusal.code}: ${result.refusal.message}`)
  return result.value as T
}

/** A workstation with one patient, and their note opened. */
async function desk(profile: string) {
  const store = new Store(openStore(profile, keyHex), projectors)
  const [patient, ...history] = generatePatient(1, 20, new Date())
  store.receive(toInstant(new Date()), (tx) => {
    for (const resource of [...staff(), ...(patient ? [patient] : []), ...history]) tx.accept(resource)
    const id = tx.identity.localId('Practitioner', 'novak')
    tx.set('session.user', JSON.stringify({ id, name: 'novak', initials: '', role: 'physician', title: '' }))
  })
  const patientId = store.identity.localId('Patient', patient?.id ?? '')
  store.close()
  const running = createCore({
    profile,
    keyHex,
    ehrUrl: 'http://127.0.0.1:9/fhir',
    practice: true,
    workstation: 'bench',
  })
  const connection = { window: 1, bound: patientId as LocalId | null }
  let calls = 0
  const call = async (name: string, input: object): Promise<Result<unknown>> => {
    calls += 1
    return running.core.call(name, { patient: patientId, ...input }, `bench-${calls}`, connection)
  }
  const { note } = must<{ note: LocalId }>(await call('note.create', { title: 'Annual visit' }))
  return { running, call, note }
}

/**
 * From the call of `note.steps` with one letter to its answer, which comes after fsync, in a note of `--words N`
 * (20,000), beside one row inserted and fsynced by itself in another encrypted store on the same disk. Milliseconds.
 */
export async function run(): Promise<BenchResult> {
  const words = flag('words', 20_000)
  const counted = flag('keystrokes', 600)
  const profile = mkdtempSync(join(tmpdir(), 'rounds-durable-'))
  const { running, call, note } = await desk(join(profile, 'desk'))
  const view = must<{ document: unknown }>(running.core.ask('note.view', { note }))
  const parsed = parseDocument(view.document)
  if (!parsed.ok) throw new Error('the note does not open')
  const paragraphs = Array.from({ length: Math.ceil(words / 16) }, () =>
    schema.node('paragraph', null, [schema.text(sentence)]),
  )
  let { doc } = new Transform(parsed.doc).insert(1, paragraphs)
  let version = 0
  const send = async (tr: Transform): Promise<void> => {
    const steps = tr.steps.map((step) => step.toJSON())
    doc = tr.doc
    version = must<{ version: number }>(await call('note.steps', { note, version, steps })).version
  }
  await send(new Transform(parsed.doc).insert(1, paragraphs))

  const bare = openStore(join(profile, 'bare'), keyHex)
  bare.exec('CREATE TABLE keystroke (id INTEGER PRIMARY KEY, at TEXT NOT NULL, step TEXT NOT NULL) STRICT')
  const row = bare.prepare('INSERT INTO keystroke (at, step) VALUES (?, ?)')
  const step = JSON.stringify(new Transform(doc).insert(2, schema.text('a')).steps[0]?.toJSON())

  const samples = await inTurns(
    { warmUp: 50, counted },
    (index) => send(new Transform(doc).insert(2 + index, schema.text('a'))),
    () => row.run(new Date().toISOString(), step),
  )
  bare.close()
  await running.stop()
  rmSync(profile, { recursive: true, force: true })
  return compare({ name: 'durable', unit: 'ms', ...samples, at: 'p99' })
}
