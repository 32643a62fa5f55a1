import { cpSync, rmSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import type { Observation, Task } from '@medplum/fhirtypes'
import { expect, onTestFinished, test } from 'vitest'
import { createCore } from '../../main/core/create.js'
import type { LocalId } from '../../shared/kernel/ids.js'
import { until } from '../support/clinic.js'
import { copyOf } from '../support/damage.js'
import { temporaryFolder } from '../support/folder.js'
import { nothing, observation, one, sentAll } from '../support/sending.js'

/** Of SQLite's write-ahead log: its header, and each frame with one page. */
const [header, frame] = [32, 24 + 4096]

/**
 * What a person does is fsynced, what the server says is not: a power cut may undo the last of the latter. The log is
 * cut at every place such a power cut could leave it, and each time the workstation goes on from there.
 */
test('whatever end of the log a power cut takes, what was answered stays and nothing arrives twice', {
  timeout: 180_000,
}, async () => {
  const { ehr, a } = await one()
  const { store } = a.context
  store.db.pragma('wal_checkpoint(TRUNCATE)')
  store.db.pragma('wal_autocheckpoint = 0')
  const log = join(a.profile, 'rounds.db-wal')
  const size = (): number => statSync(log).size
  const edited = ['task-p1', 'task-p3', 'task-p4']
  const answered: { id: LocalId; durableAt: number }[] = []
  for (let n = 0; n < 5; n++) {
    answered.push({ id: a.create(observation('Patient/p1', n)), durableAt: size() })
    // Each once: what came after a power cut would not have come.
    const task = edited[n]
    if (task)
      a.edit('Task', a.id('Task', task), (held) => {
        held.description = 'Changed here'
      })
    await sentAll(a)
    await ehr.send('PATCH', 'Task/task-p2', [{ op: 'replace', path: '/description', value: `There ${n}` }])
    a.context.sync.now()
    await until(() => a.read('Task', a.id('Task', 'task-p2'))?.description === `There ${n}`)
  }
  const whole = temporaryFolder('cut')
  cpSync(a.profile, whole, { recursive: true })
  const frames = Math.floor((statSync(join(whole, 'rounds.db-wal')).size - header) / frame)
  expect(frames).toBeGreaterThan(40)
  await a.running.stop()

  const cuts = 14
  for (let cut = 0; cut <= cuts; cut++) {
    const profile = copyOf(whole)
    const left = header + Math.round((frames * cut) / cuts) * frame
    truncateSync(join(profile, 'rounds.db-wal'), left)
    // With and without the unsent work beside it, which is older or newer than what is left.
    if (cut % 2) rmSync(join(profile, 'rescue.rounds'), { force: true })
    const { keyHex, ehrUrl } = a
    const running = createCore({ profile, keyHex, ehrUrl, practice: true, workstation: 'A' })
    onTestFinished(() => running.stop().catch(() => {}))
    const kept = answered.filter(({ durableAt }) => durableAt <= left)
    for (const { id } of kept) expect(running.context.store.row('Observation', id), `cut at ${left}`).toBeDefined()
    running.context.sync.start()
    await until(() => running.context.sync.view().asOf !== undefined)
    await until(() => JSON.stringify(running.context.outbox.counts()) === JSON.stringify(nothing))
    await until(() => {
      const { description } = running.context.store.read('Task', a.id('Task', 'task-p2')) ?? {}
      return description === 'There 4'
    })
    const { db } = running.context.store
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(db.prepare(`SELECT count(*) FROM outbox`).pluck().get()).toBe(0)
    await running.stop()
    rmSync(profile, { recursive: true, force: true })
  }
  const made = (await ehr.all<Observation>('Observation?_count=200')).flatMap(({ identifier }) => identifier ?? [])
  for (const { id } of answered) expect(made.filter(({ value }) => value === `urn:uuid:${id}`)).toHaveLength(1)
  expect(made).toHaveLength(answered.length)
  for (const task of edited)
    expect(await ehr.get<Task>(`Task/${task}`)).toMatchObject({ description: 'Changed here', meta: { versionId: '2' } })
})
