import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Task } from '@medplum/fhirtypes'
import { expect, onTestFinished, test } from 'vitest'
import type { LocalId } from '../../shared/kernel/ids.js'
import { type Clinic, clinic, until, type Workstation } from '../support/clinic.js'
import { temporaryFolder } from '../support/folder.js'
import { sentAll } from '../support/sending.js'

/** A small disk of its own; undefined where this account may not mount one. */
class Disk {
  readonly folder: string

  static mounted(megabytes: number): Disk | undefined {
    const folder = join(temporaryFolder('disk'), 'mounted')
    mkdirSync(folder)
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' })
    } catch {
      return undefined
    }
    onTestFinished(() => void execFileSync('umount', ['-l', folder]))
    return new Disk(folder)
  }

  private constructor(folder: string) {
    this.folder = folder
  }

  get free(): number {
    const { bavail, bsize } = statfsSync(this.folder)
    return bavail * bsize
  }

  /** Something else takes all of it but so many bytes. */
  fill(but = 0): void {
    rmSync(join(this.folder, 'other'), { force: true })
    writeFileSync(join(this.folder, 'other'), Buffer.alloc(Math.max(0, this.free - but)))
  }

  empty(): void {
    rmSync(join(this.folder, 'other'), { force: true })
    execFileSync('mount', ['-o', 'remount,size=700m', this.folder])
  }
}

const notMounted = 'this account may not mount a file system'
const allowance = { charts: 500, bytes: 2e9 }

async function at(disk: Disk): Promise<{ ehr: Clinic; a: Workstation }> {
  const ehr = await clinic()
  const a = await (await ehr.workstation('A', { profile: disk.folder, allowance })).as('novak')
  await a.ready()
  return { ehr, a }
}

const full = (a: Workstation): boolean => a.context.sync.view().problem?.includes('The disk is full') ?? false

const task = (n: number): Task => ({
  resourceType: 'Task',
  status: 'requested',
  intent: 'order',
  description: 'x'.repeat(60_000) + n,
})

async function typed(a: Workstation, note: LocalId, text: string) {
  const view = a.running.core.ask('note.view', { note }) as { ok: true; value: { version: number } }
  const step = { stepType: 'replace', from: 2, to: 2, slice: { content: [{ type: 'text', text }] } }
  const patient = a.id('Patient', 'p1')
  const input = { patient, note, version: view.value.version, steps: [step] }
  return a.running.core.call('note.steps', input, `steps ${Math.random()}`, { window: 1, bound: patient })
}

test('a disk that is full in the middle of work stops nothing but saving, says so, and goes on with space', {
  timeout: 180_000,
}, async ({ skip }) => {
  const disk = Disk.mounted(6)
  if (!disk) return skip(notMounted)
  const { ehr, a } = await at(disk)
  let saved = 0
  expect(() => {
    for (; saved < 200; saved++) a.create(task(saved))
  }).toThrow()
  expect(saved).toBeGreaterThan(3)
  await ehr.send('PATCH', 'Task/task-p1', [{ op: 'replace', path: '/description', value: 'y'.repeat(500_000) }])
  a.context.sync.now()
  await until(() => full(a))
  expect(a.read('Task', a.id('Task', 'task-p2'))).toBeDefined()

  disk.empty()
  await sentAll(a)
  expect(
    (await ehr.all<Task>('Task?_count=200')).filter(({ description }) => description?.startsWith('xxx')),
  ).toHaveLength(saved)
  await until(() => a.read('Task', a.id('Task', 'task-p1'))?.description?.startsWith('yyy'))
  await until(() => a.context.sync.view().problem === undefined)
})

test('full while typing: what was said to be saved is, the rest is refused in words, and all of it can be had', {
  timeout: 180_000,
}, async ({ skip }) => {
  const disk = Disk.mounted(12)
  if (!disk) return skip(notMounted)
  const { ehr, a } = await at(disk)
  await a.offline()
  const patient = a.id('Patient', 'p1')
  const made = await a.running.core.call('note.create', { patient, title: 'Visit' }, 'n', { window: 1, bound: patient })
  const { note } = (made as { value: { note: LocalId } }).value
  disk.fill(200_000)
  const saved: string[] = []
  let refused: unknown
  for (let n = 0; n < 200 && !refused; n++) {
    const word = `word${n}${'w'.repeat(3_000)} `
    const result = await typed(a, note, word)
    if (result.ok) saved.push(word)
    else refused = result.refusal
  }
  expect(refused).toMatchObject({ code: 'no-space', message: expect.stringContaining('The disk is full') })
  expect(saved.length).toBeGreaterThan(2)
  // Reading goes on, and what is unsent can be kept elsewhere.
  const connection = { window: 1, bound: patient }
  const kept = (await a.running.core.call('outbox.export', {}, 'x', connection)) as { value: { words: string } }
  for (const word of saved) expect(kept.value.words).toContain(word.trim())

  // Started anew on the full disk: the same.
  await a.running.stop()
  disk.fill()
  await a.restart()
  const again = (await a.running.core.call('outbox.export', {}, 'y', connection)) as { value: { words: string } }
  for (const word of saved) expect(again.value.words).toContain(word.trim())

  disk.empty()
  expect(await typed(a, note, 'And then. ')).toMatchObject({ ok: true })
  await a.online()
  await sentAll(a)
  const notes = await ehr.all<{ content: { attachment: { data: string } }[] }>('DocumentReference?_count=10')
  const text = notes.map(({ content }) => Buffer.from(content[0]?.attachment.data ?? '', 'base64').toString()).join()
  for (const word of [...saved, 'And then.']) expect(text.split(word.trim()).length - 1, word.slice(0, 9)).toBe(1)
})

test('full during the first pull: it says so and goes on where it was when there is space', {
  timeout: 180_000,
}, async ({ skip }) => {
  const disk = Disk.mounted(40)
  if (!disk) return skip(notMounted)
  const ehr = await clinic({ patients: 400 })
  const a = await ehr.workstation('A', { profile: disk.folder, allowance })
  a.context.store.db.pragma('wal_checkpoint(TRUNCATE)')
  disk.fill(500_000)
  await a.as('novak')
  await until(() => full(a))
  expect(a.context.sync.view().asOf).toBeUndefined()
  disk.empty()
  await a.ready()
  const count = (table: string): unknown => a.context.store.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()
  expect(count('patient')).toBe(400)
  await until(() => a.context.sync.view().problem === undefined)
})

test('full when the log is to be moved into the file: nothing is lost', { timeout: 180_000 }, async ({ skip }) => {
  const disk = Disk.mounted(40)
  if (!disk) return skip(notMounted)
  const { ehr, a } = await at(disk)
  await a.offline()
  const { db } = a.context.store
  db.pragma('wal_autocheckpoint = 0')
  for (let n = 0; n < 40; n++) a.create(task(n))
  disk.fill(20_000)
  // The log is there and the file cannot grow.
  try {
    db.pragma('wal_checkpoint(TRUNCATE)')
  } catch {
    // Said by SQLite or not: what counts is what is there.
  }
  expect(a.context.outbox.counts()).toMatchObject({ savedHere: 40 })
  await a.running.stop()
  await a.restart()
  expect(a.context.outbox.counts()).toMatchObject({ savedHere: 40 })
  expect(a.context.outbox.rows()).toHaveLength(40)
  disk.empty()
  await a.online()
  await sentAll(a)
  expect(
    (await ehr.all<Task>('Task?_count=200')).filter(({ description }) => description?.startsWith('xxx')),
  ).toHaveLength(40)
})

test('little space is told before there is none', { timeout: 180_000 }, async ({ skip }) => {
  const disk = Disk.mounted(560)
  if (!disk) return skip(notMounted)
  const { a } = await at(disk)
  expect(a.context.sync.view().lowSpace).toBeUndefined()
  disk.fill(300_000_000)
  await until(() => a.context.sync.view().lowSpace === 300_000_000 || a.context.sync.view().lowSpace === 290_000_000)
  rmSync(join(disk.folder, 'other'))
  await until(() => a.context.sync.view().lowSpace === undefined)
})
