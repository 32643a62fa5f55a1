import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, openSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Observation, Patient } from '@medplum/fhirtypes'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { createCore } from '../../main/core/create.js'
import { type Entry, entriesOf, launch } from '../../main/core/outbox/entry.js'
import { explain, openStore, type StoreFailure } from '../../main/core/store/connection.js'
import { migration0001 } from '../../main/core/store/migrations/0001-resources.js'
import { newestVersion } from '../../main/core/store/migrations/index.js'
import { projectors } from '../../main/core/store/projections.js'
import { Store } from '../../main/core/store/store.js'
import { asInstant, asLocalId } from '../../shared/kernel/ids.js'
import { temporaryFolder, testKey } from '../support/folder.js'

const at = asInstant('2026-11-22T10:31:07.123Z')
const by = { who: undefined, at }
const id = asLocalId('5a7b3c1e-8d0f-4a52-9c66-1b2f3e4d5a6b')
const patient: Patient = { resourceType: 'Patient', name: [{ family: 'Okafor', given: ['Amara'] }] }

function failureOf(work: () => unknown): StoreFailure {
  try {
    work()
  } catch (error) {
    return explain(error)
  }
  throw new Error('it worked')
}

const printOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex')

/** A profile with one patient in it, closed. */
function profileWith(keyHex: string): { profile: string; file: string } {
  const profile = temporaryFolder('store')
  const store = new Store(openStore(profile, keyHex), projectors)
  store.commit(by, (tx) => tx.create(id, patient))
  store.close()
  return { profile, file: join(profile, 'rounds.db') }
}

test('what is written is there again, and nothing of it can be read in the file', () => {
  const key = testKey()
  const { profile, file } = profileWith(key)
  const bytes = readFileSync(file).toString('latin1')
  expect(bytes).not.toContain('Okafor')
  expect(bytes).not.toContain('SQLite format')
  expect(statSync(file).mode & 0o077).toBe(0)
  const store = new Store(openStore(profile, key), projectors)
  expect(store.read('Patient', id)?.name?.[0]?.family).toBe('Okafor')
  store.close()
})

test('an edit of what was made here survives copies of it that are pulled before the answer, and their deletion', () => {
  const store = new Store(openStore(temporaryFolder('store'), testKey()), projectors)
  onTestFinished(() => store.close())
  store.commit(by, (tx) => tx.create(id, patient))
  const [made] = entriesOf(store.db, 'Patient', id) as [Entry]
  store.receive(at, (tx) => launch(tx.db, made, JSON.stringify(patient)))
  store.commit(by, (tx) =>
    tx.edit('Patient', id, (edited) => {
      edited.birthDate = '1987-03-14'
    }),
  )
  const copy = { ...store.read('Patient', id), id: 'p77', meta: { versionId: '1', lastUpdated: at } } as Patient
  delete copy.birthDate
  for (let n = 0; n < 3; n++) {
    store.receive(at, (tx) => tx.accept({ ...copy, meta: { ...copy.meta, tag: [{ code: `seen ${n}` }] } }))
    expect(store.read('Patient', id)?.birthDate).toBe('1987-03-14')
  }
  store.receive(at, (tx) => tx.forget('Patient', id))
  store.receive(at, (tx) => tx.tombstone('Patient', 'p77'))
  expect(store.read('Patient', id)?.birthDate).toBe('1987-03-14')
  expect(store.row('Patient', id)).toMatchObject({ theirs_deleted: 1, base: null })
})

test('a wrong key opens nothing and changes nothing', () => {
  const { profile, file } = profileWith(testKey())
  const before = printOf(file)
  expect(failureOf(() => openStore(profile, testKey()))).toMatchObject({
    failure: 'wrong-key',
    message: expect.stringContaining('Nothing was changed'),
  })
  expect(failureOf(() => openStore(profile, 'short')).failure).toBe('wrong-key')
  expect(printOf(file)).toBe(before)
})

test('a damaged store is said to be damaged and left as it is', () => {
  const key = testKey()
  for (const offset of [0, 5000]) {
    const { profile, file } = profileWith(key)
    const handle = openSync(file, 'r+')
    writeSync(handle, Buffer.alloc(64, 7), 0, 64, offset)
    const before = printOf(file)
    expect(failureOf(() => openStore(profile, key).prepare('SELECT * FROM resource').all())).toMatchObject({
      failure: 'damaged',
    })
    expect(printOf(file)).toBe(before)
  }
})

test('a store of a newer version is refused untouched', () => {
  const key = testKey()
  const { profile } = profileWith(key)
  const db = openStore(profile, key)
  db.pragma(`user_version = ${newestVersion + 1}`)
  db.close()
  const before = printOf(join(profile, 'rounds.db'))
  expect(failureOf(() => openStore(profile, key))).toMatchObject({
    failure: 'newer-profile',
    message: expect.stringContaining('newer Rounds'),
  })
  expect(printOf(join(profile, 'rounds.db'))).toBe(before)
})

test('a store of the first version is brought to the newest, with everything in it', () => {
  const profile = temporaryFolder('store')
  const key = testKey()
  const old = new Database(join(profile, 'rounds.db'))
  old.pragma(`cipher = 'sqlcipher'`)
  old.pragma('legacy = 4')
  old.pragma(`key = "x'${key}'"`)
  migration0001.up(old)
  old.pragma('user_version = 1')
  old.prepare('INSERT INTO resource (type, id, json) VALUES (?, ?, ?)').run('Patient', id, JSON.stringify(patient))
  old.close()
  const store = new Store(openStore(profile, key), projectors)
  expect(store.db.pragma('user_version', { simple: true })).toBe(newestVersion)
  expect(store.read('Patient', id)).toEqual(patient)
  store.close()
})

test('a result corrected again and again is taken in, also from a server that counts no versions', () => {
  const profile = temporaryFolder('store')
  const store = new Store(openStore(profile, testKey()), projectors)
  onTestFinished(() => store.close())
  const values = [4.1, 4.2, 4.3]
  for (const [place, value] of values.entries()) {
    const result: Observation = {
      resourceType: 'Observation',
      id: 'k',
      meta: { lastUpdated: `2026-11-22T10:0${place}:00.000Z` },
      status: place === 0 ? 'final' : 'corrected',
      code: { text: 'Potassium' },
      valueQuantity: { value },
    }
    store.receive(at, (tx) => tx.accept(result))
  }
  const shown = store.read('Observation', store.identity.localId('Observation', 'k'))
  expect(shown?.valueQuantity?.value).toBe(4.3)
  expect(store.db.prepare('SELECT json FROM corrected_value').pluck().all()).toHaveLength(1)
})

test('a second Rounds on the same profile is refused', () => {
  const key = testKey()
  const { profile } = profileWith(key)
  const first = openStore(profile, key)
  expect(failureOf(() => openStore(profile, key))).toMatchObject({ failure: 'in-use' })
  first.close()
  openStore(profile, key).close()
})

/** A small file system of its own; undefined where this account may not mount one. */
function smallDisk(kilobytes: number): { folder: string; readOnly(): void; grow(): void } | undefined {
  const folder = join(temporaryFolder('disk'), 'mounted')
  mkdirSync(folder)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    return undefined
  }
  onTestFinished(() => void execFileSync('umount', ['-l', folder]))
  const remount = (options: string): void => void execFileSync('mount', ['-o', `remount,${options}`, folder])
  return { folder, readOnly: () => remount('ro'), grow: () => remount('size=64m') }
}

test('a full disk refuses the change, keeps what was saved, and goes on when there is space', ({ skip }) => {
  const disk = smallDisk(1_600)
  if (!disk) return skip('this account may not mount a file system')
  const key = testKey()
  const store = new Store(openStore(disk.folder, key), projectors)
  const saved: string[] = []
  const write = (): void => {
    const next = asLocalId(crypto.randomUUID())
    store.commit(by, (tx) => tx.create(next, { ...patient, text: { status: 'generated', div: 'x'.repeat(20_000) } }))
    saved.push(next)
  }
  const failure = failureOf(() => {
    for (let n = 0; n < 500; n++) write()
  })
  expect(failure).toMatchObject({
    failure: 'no-space',
    message: expect.stringContaining('What was saved before is safe'),
  })
  expect(saved.length).toBeGreaterThan(3)
  const count = (): unknown => store.db.prepare('SELECT count(*) AS n FROM resource').get()
  expect(count()).toEqual({ n: saved.length })
  disk.grow()
  write()
  expect(count()).toEqual({ n: saved.length })
  store.close()
  const again = new Store(openStore(disk.folder, key), projectors)
  for (const one of saved) expect(again.read('Patient', asLocalId(one))).toBeDefined()
  again.close()
})

test('a profile on a full disk is refused in words', ({ skip }) => {
  const disk = smallDisk(64)
  if (!disk) return skip('this account may not mount a file system')
  expect(failureOf(() => openStore(disk.folder, testKey())).failure).toBe('no-space')
})

test('a profile that may not be written is refused in words', ({ skip }) => {
  const key = testKey()
  const disk = smallDisk(8_000)
  if (disk) {
    openStore(disk.folder, key).close()
    disk.readOnly()
    expect(failureOf(() => openStore(disk.folder, key)).failure).toBe('not-writable')
    return
  }
  if (process.getuid?.() === 0) return skip('the administrator may write everywhere')
  const { profile, file } = profileWith(key)
  chmodSync(file, 0o400)
  chmodSync(profile, 0o500)
  expect(failureOf(() => openStore(profile, key)).failure).toBe('not-writable')
  chmodSync(profile, 0o700)
})

test('a file in the place of the profile is refused in words', () => {
  const profile = join(temporaryFolder('store'), 'profile')
  writeFileSync(profile, '')
  expect(failureOf(() => openStore(profile, testKey())).failure).toBe('not-writable')
})

test('a profile belongs to one EHR; the practice clinic may move to another port', async () => {
  const keyHex = testKey()
  const open = (ehrUrl: string, practice: boolean, profile: string) =>
    createCore({ profile, keyHex, ehrUrl, practice, workstation: 'A' })
  const real = temporaryFolder('store')
  await open('https://ehr.example.org/fhir', false, real).stop()
  await open('https://ehr.example.org/fhir/', false, real).stop()
  for (const other of [
    () => open('https://other.example.org/fhir', false, real),
    () => open('http://127.0.0.1:9/fhir', true, real),
  ]) {
    expect(failureOf(other)).toMatchObject({
      failure: 'other-ehr',
      message: expect.stringContaining('https://ehr.example.org/fhir'),
    })
  }
  const practice = temporaryFolder('store')
  await open('http://127.0.0.1:4001/fhir', true, practice).stop()
  await open('http://127.0.0.1:4002/fhir', true, practice).stop()
  expect(failureOf(() => open('https://ehr.example.org/fhir', false, practice)).failure).toBe('other-ehr')
})

test('what a person does is forced to the disk, what the server says is not, in whichever order they come', () => {
  const store = new Store(openStore(temporaryFolder('store'), testKey()), projectors)
  const forced = (): boolean => store.db.pragma('synchronous', { simple: true }) === 2
  const seen = [
    store.receive(at, forced),
    store.commit(by, forced),
    store.receive(at, forced),
    store.receive(at, forced, true),
    store.receive(at, forced),
    store.together(() => store.receive(at, forced)),
  ]
  expect(seen).toEqual([false, true, false, true, false, true])
  store.close()
})

test('transactions made into one are all there or none, and heard of once', () => {
  const store = new Store(openStore(temporaryFolder('store'), testKey()), projectors)
  let heard = 0
  store.onChange(() => {
    heard += 1
  })
  const other = asLocalId(crypto.randomUUID())
  const both = (): void => {
    store.commit(by, (tx) => tx.create(id, patient))
    expect(heard).toBe(0)
    store.commit(by, (tx) => tx.create(other, patient))
  }
  expect(() =>
    store.together(() => {
      both()
      throw new Error('stopped')
    }),
  ).toThrow('stopped')
  expect([store.row('Patient', id), store.row('Patient', other), heard]).toEqual([undefined, undefined, 0])
  store.together(both)
  expect([store.row('Patient', id), store.row('Patient', other)]).not.toContain(undefined)
  expect(heard).toBe(1)
  store.close()
})
