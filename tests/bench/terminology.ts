import { existsSync } from 'node:fs'
import { createCore } from '../../main/core/create.js'
import { openStore } from '../../main/core/store/connection.js'
import { projectors } from '../../main/core/store/projections.js'
import { Store } from '../../main/core/store/store.js'
import { ListImports } from '../../main/core/terminology/import.js'
import { Random } from '../../main/ehr/practice/random.js'
import type { TerminologySystem } from '../../shared/contract/views/terminology.js'
import { termWords } from '../../shared/domain/term-words.js'
import { toInstant } from '../../shared/kernel/dates.js'
import { orderFile, orderRows } from '../support/code-file.js'
import { cached, storeForm } from './harness/cache.js'
import { benchKey } from './harness/clinic.js'
import { type BenchResult, compare, inTurns } from './harness/measure.js'

const seed = 20261122
const limit = 12

/** What people type who look for a problem. */
const wanted = [
  'high blood pressure',
  'type 2 diabetes',
  'diabtes with neuropathy',
  'hipertension',
  'E11.65',
  'strep throat',
  'fracture of radius',
  'knee pain left',
  'kidney stone',
  'malignant neoplasm of breast',
  'asthma exacerbation',
  'S52.501A',
  'unspecified injury of right hand',
  'pneumonia due to',
  'depresion',
]

/**
 * Problems as they are typed, key by key, through the core's `terminology.find` with a list of 95,000 codes imported,
 * beside the bare FTS5 prefix statement for the same words on the same file: the first rows, no ranking, no misspellings,
 * no short list. Milliseconds. The official order file where `ROUNDS_ICD10CM` names one, else one made like it.
 */
export async function run(): Promise<BenchResult> {
  const official = process.env.ROUNDS_ICD10CM
  const file = official && existsSync(official) ? official : orderFile(orderRows(95_000))
  const profile = await cached(`codes-${official ? 'official' : 'made'}.${storeForm()}`, async (folder) => {
    const store = new Store(openStore(folder, benchKey), projectors)
    const started = performance.now()
    const codes = await new ListImports(store, () => toInstant(new Date())).load('condition', file, null)
    process.stderr.write(`${codes} codes taken in within ${((performance.now() - started) / 1000).toFixed(1)} s\n`)
    store.receive(toInstant(new Date()), (tx) =>
      tx.set(
        'session.user',
        JSON.stringify({ id: 'bench', name: 'bench', initials: '', role: 'physician', title: '' }),
      ),
    )
    store.close()
  })
  const { core, context, stop } = createCore({
    profile,
    keyHex: benchKey,
    ehrUrl: 'http://127.0.0.1:9/fhir',
    practice: true,
    workstation: 'bench',
  })
  const system: TerminologySystem = 'condition'
  const random = new Random(seed, 3, 0)
  const rows = context.store.db
    .prepare('SELECT title FROM code WHERE key % 997 = 1 ORDER BY key LIMIT 60')
    .pluck()
    .all() as string[]
  const wholes = [...wanted, ...rows.map((title) => title.slice(0, random.int(12, 30)))]
  const texts = wholes.flatMap((whole) =>
    Array.from({ length: whole.length }, (_, at) => whole.slice(0, at + 1)).filter(
      (text) => termWords(text).length > 0,
    ),
  )
  const bare = context.store.db.prepare(
    'SELECT c.* FROM code_words w JOIN code c ON c.key = w.rowid WHERE code_words MATCH ? LIMIT ?',
  )
  const at = (index: number): string => texts[index % texts.length] as string
  const samples = await inTurns(
    { warmUp: Math.min(300, texts.length), counted: texts.length },
    (index) => {
      const answer = core.ask('terminology.find', { system, text: at(index), limit })
      if (!answer.ok) throw new Error(answer.refusal.message)
    },
    (index) => {
      const match = termWords(at(index))
        .map((word) => `"${word}"*`)
        .join(' AND ')
      bare.all(match, limit)
    },
  )
  const codes = context.store.db.prepare('SELECT count(*) FROM code').pluck().get() as number
  await stop()
  return { ...compare({ name: 'terminology', unit: 'ms', ...samples, at: 'p99' }), more: { codes } }
}
