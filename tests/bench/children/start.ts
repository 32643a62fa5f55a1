import { join } from 'node:path'
import Database from 'better-sqlite3'
import { createCore } from '../../../main/core/create.js'
import { openStore } from '../../../main/core/store/connection.js'
import { projectors } from '../../../main/core/store/projections.js'
import { Store } from '../../../main/core/store/store.js'
import { localDate, toInstant } from '../../../shared/kernel/dates.js'
import { answer, asked } from '../harness/child.js'

/** Opens a profile and reads today, as the core does or as nothing but SQLite would. */
const { profile, keyHex, bare } = asked<{ profile: string; keyHex: string; bare: boolean }>()
const date = localDate(new Date())
signedIn()
const started = performance.now()

if (bare) {
  const db = new Database(join(profile, 'rounds.db'))
  for (const pragma of [`cipher = 'sqlcipher'`, 'legacy = 4', `key = "x'${keyHex}'"`, 'locking_mode = EXCLUSIVE'])
    db.pragma(pragma)
  db.prepare('SELECT * FROM appointment WHERE starts >= ? AND starts < ?').all(date, `${date}T24`)
  const ms = performance.now() - started
  db.close()
  answer({ ms })
}

const running = createCore({ profile, keyHex, ehrUrl: 'http://127.0.0.1:9/fhir', practice: true, workstation: 'bench' })
const ask = (name: string, input: object): unknown => {
  const found = running.core.ask(name, input)
  if (!found.ok) throw new Error(`${name}: ${found.refusal.message}`)
  return found.value
}
for (const [name, input] of [
  ['session.current', {}],
  ['sync.status', {}],
  ['schedule.day', { date }],
  ['inbox.counts', {}],
  ['inbox.page', { view: { box: 'mine', order: 'urgent' }, from: 0, count: 5 }],
  ['team.list', {}],
] as const)
  ask(name, input)
const ms = performance.now() - started

await new Promise((resolve) => setTimeout(resolve, 500))
globalThis.gc?.()
const restBytes = process.memoryUsage().rss

const { db } = running.context.store
const charts = db
  .prepare(
    `SELECT patient FROM resource WHERE patient IS NOT NULL AND type <> 'Patient' GROUP BY patient ORDER BY count(*) DESC LIMIT 60`,
  )
  .pluck()
  .all() as string[]
const rows = db.prepare('SELECT json FROM resource WHERE patient = ?').pluck()
const chart: number[] = []
const plain: number[] = []
for (let round = 0; round < 3; round += 1) {
  for (const patient of charts) {
    const from = performance.now()
    ask('chart.view', { patient })
    const middle = performance.now()
    for (const json of rows.all(patient) as string[]) JSON.parse(json)
    if (round === 0) continue
    chart.push(middle - from)
    plain.push(performance.now() - middle)
  }
}
await running.stop()
answer({ ms, restBytes, chart, plain })

/** Notes that a physician of the practice works here, as a sign-in would. */
function signedIn(): void {
  const store = new Store(openStore(profile, keyHex), projectors)
  if (!store.setting('session.user')) {
    const id = store.identity.localId('Practitioner', 'novak')
    const user = { id, name: 'novak', initials: '', role: 'physician', title: '' }
    store.receive(toInstant(new Date()), (tx) => tx.set('session.user', JSON.stringify(user)))
  }
  store.close()
}
