import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { root } from '../../build/root.js'
import { createCore, type RunningCore } from '../../main/core/create.js'
import { explain } from '../../main/core/store/connection.js'
import { migrations, newestVersion } from '../../main/core/store/migrations/index.js'
import { projectors } from '../../main/core/store/projections.js'
import { outdateProjections, reproject } from '../../main/core/store/reproject.js'
import { asInstant } from '../../shared/kernel/ids.js'
import { CoreProcess } from '../support/core-process.js'
import { copyOf, rawStore } from '../support/damage.js'
import { bundleDyingCore, dyingCore } from '../support/dying-core-bundle.js'
import { temporaryFolder, testKey } from '../support/folder.js'
import { ids, oldStore } from './old-store.js'

const nobody = 'http://127.0.0.1:9/fhir'

function open(profile: string, keyHex: string): RunningCore {
  const running = createCore({ profile, keyHex, ehrUrl: nobody, practice: true, workstation: 'A' })
  onTestFinished(() => running.stop().catch(() => {}))
  return running
}

/** Of every table the projectors fill, the rows. */
function projected({ context }: RunningCore): Record<string, unknown[]> {
  const { db } = context.store
  const tables = projectors.flatMap(({ tables }) => tables).filter((table) => !/^patient_(words|numbers)$/.test(table))
  return Object.fromEntries(tables.map((table) => [table, db.prepare(`SELECT * FROM "${table}" ORDER BY 2, 1`).all()]))
}

test('are numbered from 1 without a gap', () => {
  expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1))
})

/** What has been released runs on stores we cannot see. A migration joins this list with the release that carries it. */
const released = {
  '0001-resources.ts': '04b636715a576a9a62ff39923317fb59fd9c48030a7f7a6bb730068992deb51b',
  '0002-projections.ts': '5099871f434ccceee13561ffd971e7a0e685aa4bab14c1ec1c9663f8b721c0e6',
}

test.each(Object.entries(released))('%s is as it was released', (file, hash) => {
  const text = readFileSync(join(root, 'main/core/store/migrations', file), 'utf8').replaceAll('\r\n', '\n')
  expect(createHash('sha256').update(text).digest('hex')).toBe(hash)
})

describe.each([1, 2] as const)('a store of version %i', (version) => {
  test('is brought up with everything in it, its lists and its search filled', () => {
    const profile = temporaryFolder('old')
    const key = testKey()
    oldStore(profile, key, version)
    const before = rawStore(profile, key)
    const tables = ['resource', 'outbox', 'kept_version', 'identity', 'note_snapshot', 'note_step']
    const columnsOf = Object.fromEntries(
      tables.map((table) => [
        table,
        (before.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name),
      ]),
    )
    const content = (db: typeof before, table: string): unknown[] => {
      const columns = columnsOf[table] ?? []
      return db.prepare(`SELECT ${columns.join(', ')} FROM ${table} ORDER BY 1, 2`).all()
    }
    const kept = Object.fromEntries(tables.map((table) => [table, content(before, table)]))
    before.close()
    const running = open(profile, key)
    const { store, outbox } = running.context
    expect(store.db.pragma('user_version', { simple: true })).toBe(newestVersion)
    // What was under way is due again; all else is as it was.
    const now = Object.fromEntries(tables.map((table) => [table, content(store.db, table)]))
    const due = (rows: unknown[]): unknown[] => rows.map((row) => ({ ...(row as object), next_attempt_at: null }))
    expect({ ...now, outbox: due(now.outbox ?? []) }).toEqual({ ...kept, outbox: due(kept.outbox ?? []) })
    expect(outbox.counts()).toMatchObject({ needsYou: 1 })
    expect(JSON.stringify(running.core.ask('note.view', { note: ids.note }))).toContain('Sleeps well.')
    expect(running.core.ask('patient.find', { text: '100003', limit: 5 })).toMatchObject({
      value: { hits: [{ name: expect.stringContaining('Family3') }] },
    })
    expect(store.db.prepare(`SELECT n FROM held_kind WHERE type = 'Patient'`).pluck().get()).toBe(5)

    const asFound = projected(running)
    outdateProjections(store.db)
    reproject(store, asInstant(new Date().toISOString()))
    expect(asFound).toEqual(projected(running))
    expect(store.db.pragma('integrity_check', { simple: true })).toBe('ok')
  })

  test('survives a full disk in the middle, and is brought up when there is space', ({ skip }) => {
    const folder = join(temporaryFolder('disk'), 'mounted')
    mkdirSync(folder)
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=50m', 'tmpfs', folder], { stdio: 'ignore' })
    } catch {
      return skip('this account may not mount a file system')
    }
    onTestFinished(() => void execFileSync('umount', ['-l', folder]))
    const key = testKey()
    oldStore(folder, key, version, 2_500)
    const used = Math.ceil(statSync(join(folder, 'rounds.db')).size / 1024)
    execFileSync('mount', ['-o', `remount,size=${used + 300}k`, folder])
    expect(() => open(folder, key)).toThrow()
    try {
      open(folder, key)
    } catch (error) {
      expect(explain(error).failure).toBe('no-space')
    }
    const old = rawStore(folder, key)
    expect(old.pragma('quick_check', { simple: true })).toBe('ok')
    expect(old.prepare('SELECT count(*) FROM outbox').pluck().get()).toBe(4)
    old.close()
    execFileSync('mount', ['-o', 'remount,size=200m', folder])
    const running = open(folder, key)
    expect(running.context.store.db.prepare('SELECT count(*) FROM patient').pluck().get()).toBe(2_500)
    expect(running.context.outbox.rows()).toHaveLength(4)
  })
})

describe('killed in the middle', () => {
  beforeAll(bundleDyingCore, 120_000)

  test('of any of its steps, the store is brought up by the next start', { timeout: 120_000 }, async () => {
    const profile = temporaryFolder('old')
    const key = testKey()
    oldStore(profile, key, 1, 2_500)
    const a = { profile, keyHex: key, ehrUrl: nobody, name: 'A' }
    const steps = join(temporaryFolder('steps'), 'steps')
    const whole = copyOf(profile)
    const rehearsal = await new CoreProcess(dyingCore, { ...a, profile: whole }, { ROUNDS_STEPS: steps }).ready()
    expect(rehearsal.steps).toContain('Preparing lists and search')
    await rehearsal.kill()
    const targets = readFileSync(steps, 'utf8')
      .trim()
      .split('\n')
      .filter((step) => /migration|reproject/.test(step))
    expect(targets.length).toBeGreaterThanOrEqual(4)
    for (const target of targets) {
      const core = await new CoreProcess(dyingCore, a, { ROUNDS_DIE_AT: target }).ready()
      expect(core.alive, target).toBe(false)
      const db = rawStore(profile, key)
      expect(db.pragma('quick_check', { simple: true }), target).toBe('ok')
      db.close()
    }
    const running = open(profile, key)
    const count = (table: string): unknown =>
      running.context.store.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()
    expect([count('patient'), count('outbox'), count('task')]).toEqual([2_500, 4, 3])
    const found = running.core.ask('patient.find', { text: '102417', limit: 5 })
    expect(found).toMatchObject({ value: { hits: [{ name: expect.stringContaining('Family2417') }] } })
    expect(JSON.stringify(running.core.ask('note.view', { note: ids.note }))).toContain('Sleeps well.')
  })
})
