import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import type { DocumentReference, Observation } from '@medplum/fhirtypes'
import { expect, onTestFinished, test } from 'vitest'
import { createCore, type RunningCore } from '../../main/core/create.js'
import { salvageInto } from '../../main/core/salvage.js'
import { isMarkedDamaged, markDamaged } from '../../main/core/store/damage.js'
import { type Recovery, recoveryOf } from '../../main/core/store/recovery.js'
import { readRescue } from '../../main/core/store/rescue-file.js'
import type { LocalId } from '../../shared/kernel/ids.js'
import { type Clinic, clinic, until, type Workstation } from '../support/clinic.js'
import { copyOf, flip, pagesOf, rawStore } from '../support/damage.js'
import { temporaryFolder } from '../support/folder.js'
import { nothing, observation } from '../support/sending.js'

interface Desk {
  ehr: Clinic
  a: Workstation
  note: LocalId
  /** `Type/id` of everything unsent. */
  unsent: string[]
}

const words = 'Sleeps well, walks every day.'

/** A workstation offline with all kinds of unsent work, stopped in the middle of a note. */
async function desk(): Promise<Desk> {
  const ehr = await clinic()
  const a = await (await ehr.workstation('A')).as('novak')
  await a.ready()
  await a.offline()
  const patient = a.id('Patient', 'p1')
  for (let n = 0; n < 12; n++) a.create({ ...observation('Patient/p1', n), note: [{ text: 'x'.repeat(6_000) }] })
  a.edit('Task', a.id('Task', 'task-p2'), (task) => {
    task.description = 'Changed here'
  })
  const connection = { window: 1, bound: patient }
  const call = async (name: string, input: object, id: string): Promise<never> => {
    const result = await a.running.core.call(name, { patient, ...input }, id, connection)
    if (!result.ok) throw new Error(result.refusal.message)
    return result.value as never
  }
  const { note } = (await call('note.create', { title: 'Visit' }, 'c1')) as { note: LocalId }
  await type(a.running, patient, note, words)
  return { ehr, a, note, unsent: unsentIn(a.running) }
}

const unsentIn = ({ context }: RunningCore): string[] =>
  context.outbox
    .rows()
    .map(({ type, id }) => `${type}/${id}`)
    .sort()

/** Types into the first section of a note as the editor does. */
async function type(running: RunningCore, patient: LocalId, note: LocalId, text: string): Promise<void> {
  const view = running.core.ask('note.view', { note }) as { ok: true; value: { version: number } }
  const step = { stepType: 'replace', from: 2, to: 2, slice: { content: [{ type: 'text', text }] } }
  const input = { patient, note, version: view.value.version, steps: [step] }
  const typed = await running.core.call('note.steps', input, `${text}`, { window: 1, bound: patient })
  if (!typed.ok) throw new Error(typed.refusal.message)
}

const textOf = (running: RunningCore, note: LocalId): string => JSON.stringify(running.core.ask('note.view', { note }))

/** Starts a core on a profile and stops it with the test. */
function open(a: Workstation, profile: string, onDamage?: () => void): RunningCore {
  const { keyHex, ehrUrl } = a
  const running = createCore({
    profile,
    keyHex,
    ehrUrl,
    practice: true,
    workstation: 'A',
    ...(onDamage ? { onDamage } : {}),
  })
  onTestFinished(() => running.stop().catch(() => {}))
  return running
}

/** What a power cut leaves while the workstation runs: unpublished words in the journal, everything in one file. */
async function cut({ a, note }: Desk): Promise<string> {
  // The unsent work is written down beside the store a moment after the last change.
  await type(a.running, a.id('Patient', 'p1'), note, 'Last. ')
  await until(() => JSON.stringify(readRescue(a.profile, a.keyHex)?.tables.note_step ?? []).includes('Last. '))
  return copyOf(a.profile)
}

/** Into one file, as it is after a while: nothing is in the log any more. */
function settle(profile: string, keyHex: string): void {
  const db = rawStore(profile, keyHex)
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
}

const recovered = ({ context }: RunningCore): Recovery | undefined => recoveryOf(context.store.db)
const setAside = (profile: string): string[] => readdirSync(profile).filter((name) => name.startsWith('set-aside-'))

/** Everything reaches the EHR, each thing once, and everything of the EHR is here again. */
async function arrives(running: RunningCore, { ehr, a, note, unsent }: Desk): Promise<void> {
  await a.running.stop()
  await a.online()
  running.context.sync.start()
  await until(() => JSON.stringify(running.context.outbox.counts()) === JSON.stringify(nothing), 60_000)
  await until(() => running.context.sync.view().asOf !== undefined, 60_000)
  const made = [
    ...(await ehr.all<Observation>('Observation?_count=200')),
    ...(await ehr.all<DocumentReference>('DocumentReference?_count=200')),
  ].flatMap(({ identifier }) => (identifier ?? []).map(({ value }) => value?.replace('urn:uuid:', '')))
  for (const name of unsent.filter((other) => !other.startsWith('Task/'))) {
    expect(
      made.filter((id) => id === name.split('/')[1]),
      name,
    ).toHaveLength(1)
  }
  expect(await ehr.get('Task/task-p2')).toMatchObject({ description: 'Changed here' })
  await until(async () => {
    const [text] = await ehr.all<DocumentReference>(`DocumentReference?identifier=urn:ietf:rfc:3986|urn:uuid:${note}`)
    const document = Buffer.from(text?.content?.[0]?.attachment?.data ?? '', 'base64').toString()
    return document.includes(words) && document.includes('Last. ')
  })
  for (const type of ['Patient', 'Task', 'Appointment']) {
    const there = await ehr.all(`${type}?_count=200`)
    for (const resource of there) {
      const id = running.context.store.identity.localId(type, resource.id as string)
      await until(() => running.context.store.row(type, id)?.version_id === resource.meta?.versionId)
    }
  }
}

/** One of each sort; with DAMAGE_ALL every table and every index. */
const telling = new Set([
  ...['sqlite_schema', 'sqlite_sequence', 'resource', 'resource_id', 'identity', 'outbox', 'outbox_state', 'setting'],
  ...['pull_cursor', 'held_chart', 'note_journal', 'patient', 'patient_words_data', 'sqlite_autoindex_patient_1'],
])

test('any page of the store may be damaged: everything unsent is there again', async () => {
  const { a, note, unsent } = await desk()
  await a.running.stop()
  const pages = pagesOf(a.profile, a.keyHex)
  const seen = new Map<string, number>()
  const chosen = pages.filter(({ of, kind }) => {
    if (!process.env.DAMAGE_ALL && !telling.has(of)) return false
    const n = seen.get(`${of} ${kind}`) ?? 0
    seen.set(`${of} ${kind}`, n + 1)
    return n < 1
  })
  for (const { of, kind, page } of chosen) {
    const profile = copyOf(a.profile)
    flip(join(profile, 'rounds.db'), page)
    markDamaged(profile)
    const running = open(a, profile)
    const recovery = recoveryOf(running.context.store.db)
    expect(unsentIn(running), `${of} ${kind} ${page}`).toEqual(unsent)
    expect(textOf(running, note), `${of} ${kind} ${page}`).toContain(words)
    expect(recovery, `${of} ${kind} ${page}`).toMatchObject({ lostChanges: 0, lostNotes: 0, unsure: false })
    expect(running.context.store.db.pragma('integrity_check', { simple: true })).toBe('ok')
    await running.stop()
    rmSync(profile, { recursive: true, force: true })
  }
})

test('damaged pages of unsent work, with the file beside it: all of it arrives once', async () => {
  const place = await desk()
  const { a, note, unsent } = place
  const profile = await cut(place)
  settle(profile, a.keyHex)
  const pages = pagesOf(profile, a.keyHex)
  for (const table of ['outbox', 'note_step', 'note_snapshot', 'setting', 'resource'])
    for (const { page } of pages.filter(({ of, kind }) => of === table && kind === 'leaf'))
      flip(join(profile, 'rounds.db'), page)
  const running = open(a, profile)
  expect(recovered(running)).toMatchObject({
    changes: 14,
    notes: 1,
    lostChanges: 0,
    lostNotes: 0,
    unsure: false,
    refetch: true,
  })
  expect(setAside(profile)).toEqual([recovered(running)?.folder])
  expect(readdirSync(join(profile, setAside(profile)[0] as string))).toContain('rounds.db')
  expect(unsentIn(running)).toEqual(unsent)
  expect(textOf(running, note)).toContain(words)
  expect(textOf(running, note)).toContain('Last. ')
  await arrives(running, place)
})

test('without the file beside it: what can be read is kept, and what cannot is said', async () => {
  const place = await desk()
  const { a, unsent } = place
  const profile = await cut(place)
  settle(profile, a.keyHex)
  rmSync(join(profile, 'rescue.rounds'))
  const pages = pagesOf(profile, a.keyHex)
  const leaf = (table: string): number => pages.find(({ of, kind }) => of === table && kind === 'leaf')?.page as number
  flip(join(profile, 'rounds.db'), leaf('outbox'))
  let running = open(a, profile)
  expect(unsentIn(running)).toEqual(unsent)
  expect(recovered(running)).toMatchObject({ unsure: true, lostChanges: 0 })
  await running.stop()

  settle(profile, a.keyHex)
  rmSync(join(profile, 'rescue.rounds'))
  for (const { page } of pagesOf(profile, a.keyHex).filter(({ of, kind }) => of === 'resource' && kind === 'overflow'))
    flip(join(profile, 'rounds.db'), page)
  markDamaged(profile)
  running = open(a, profile)
  const lost = recovered(running)?.lostChanges ?? 0
  expect(lost).toBeGreaterThan(0)
  expect(unsentIn(running)).toHaveLength(unsent.length - lost)
})

test('the end of the log, the end of the file, all of it or the file itself is gone: nothing unsent is', async () => {
  const place = await desk()
  const { a, note, unsent } = place
  const whole = await cut(place)
  const harms: [string, (profile: string) => void][] = [
    ['a bit in the log', (profile) => flip(join(profile, 'rounds.db-wal'), 3)],
    ['no log', (profile) => rmSync(join(profile, 'rounds.db-wal'))],
    [
      'half the file',
      (profile) => {
        settle(profile, a.keyHex)
        truncateSync(join(profile, 'rounds.db'), 30 * 4096 + 77)
      },
    ],
    [
      'an empty file',
      (profile) => {
        settle(profile, a.keyHex)
        truncateSync(join(profile, 'rounds.db'), 0)
      },
    ],
    [
      'no file',
      (profile) => {
        settle(profile, a.keyHex)
        rmSync(join(profile, 'rounds.db'))
      },
    ],
    [
      'no header',
      (profile) => {
        settle(profile, a.keyHex)
        flip(join(profile, 'rounds.db'), 1, 5)
      },
    ],
  ]
  for (const [harm, apply] of harms) {
    const profile = copyOf(whole)
    apply(profile)
    const running = open(a, profile)
    expect(unsentIn(running), harm).toEqual(unsent)
    if (harm !== 'no file') expect(textOf(running, note), harm).toContain('Last. ')
    expect(recovered(running), harm).toMatchObject({ lostChanges: 0, lostNotes: 0, unsure: false })
    await running.stop()
    // The next start finds nothing to repair.
    const again = open(a, profile)
    expect(unsentIn(again), harm).toEqual(unsent)
    await again.stop()
    expect(setAside(profile).length, harm).toBeLessThan(2)
    if (harm === 'no header') await arrives(open(a, profile), place)
  }
})

test('damage met while running ends the core, and the next start repairs it', async () => {
  const place = await desk()
  const { a, unsent } = place
  const profile = await cut(place)
  settle(profile, a.keyHex)
  for (const { page } of pagesOf(profile, a.keyHex).filter(({ of, kind }) => of === 'appointment' && kind === 'leaf'))
    flip(join(profile, 'rounds.db'), page)
  let met = 0
  const running = open(a, profile, () => {
    met += 1
  })
  expect(met).toBe(0)
  const today = { date: new Date().toISOString().slice(0, 10) }
  expect(running.core.ask('schedule.day', today)).toMatchObject({
    ok: false,
    refusal: { message: expect.stringContaining('damaged') },
  })
  running.core.ask('schedule.day', today)
  expect(met).toBe(1)
  expect(isMarkedDamaged(profile)).toBe(true)
  await running.stop()
  const next = open(a, profile)
  expect(next.core.ask('schedule.day', today)).toMatchObject({ ok: true })
  expect(recovered(next)).toMatchObject({ refetch: false, lostChanges: 0 })
  expect(unsentIn(next)).toEqual(unsent)
  expect(isMarkedDamaged(profile)).toBe(false)
})

test('a computer that stops in the middle of a repair begins it anew or ends it', async () => {
  const place = await desk()
  const { a, unsent } = place
  const profile = await cut(place)
  settle(profile, a.keyHex)
  const file = (name: string): string => join(profile, name)
  const pages = pagesOf(profile, a.keyHex)
  flip(file('rounds.db'), pages.find(({ of }) => of === 'outbox')?.page as number)

  const begun = copyOf(profile)
  cpSync(join(begun, 'rounds.db'), join(begun, 'rounds.db.recovering'))
  truncateSync(join(begun, 'rounds.db.recovering'), 9 * 4096)
  expect(unsentIn(open(a, begun))).toEqual(unsent)

  // The new store is whole; the damaged one has been moved, its log not yet.
  const whole = copyOf(profile)
  const repaired = open(a, whole)
  await repaired.stop()
  const halfway = copyOf(profile)
  mkdirSync(join(halfway, 'set-aside-x'))
  renameSync(join(halfway, 'rounds.db'), join(halfway, 'set-aside-x', 'rounds.db'))
  cpSync(join(whole, 'rounds.db'), join(halfway, 'rounds.db.recovered'))
  const running = open(a, halfway)
  expect(unsentIn(running)).toEqual(unsent)
  expect(setAside(halfway)).toEqual(['set-aside-x'])
  expect(running.context.store.db.pragma('integrity_check', { simple: true })).toBe('ok')
})

test('what is unsent can be had from a damaged profile without a window, and from what was set aside', async () => {
  const place = await desk()
  const { a, unsent } = place
  const profile = await cut(place)
  settle(profile, a.keyHex)
  for (const { page } of pagesOf(profile, a.keyHex).filter(({ of }) => of === 'outbox'))
    flip(join(profile, 'rounds.db'), page)
  const out = temporaryFolder('out')
  const before = readdirSync(profile)
  await salvageInto(out, profile, a.keyHex)
  expect(readdirSync(profile)).toEqual(before)
  expect(readdirSync(out).sort()).toEqual(['notes.txt', 'unsent.json'])
  const bundle = JSON.parse(readFileSync(join(out, 'unsent.json'), 'utf8')) as { entry: unknown[] }
  expect(bundle.entry).toHaveLength(unsent.length)
  expect(readFileSync(join(out, 'notes.txt'), 'utf8')).toContain(words)

  await open(a, profile).stop()
  const aside = join(profile, setAside(profile)[0] as string)
  const again = temporaryFolder('out')
  await salvageInto(again, aside, a.keyHex)
  // Its entries could not be read, and the file beside it went on with the repaired store: the edits themselves tell.
  expect(JSON.parse(readFileSync(join(again, 'unsent.json'), 'utf8')).entry).toHaveLength(unsent.length)
})
