import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createProfile } from '../../main/shell/profile.js'

let parent: string
let folder: string
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'rounds-profile-'))
  folder = join(parent, 'a profile')
})
afterEach(() => rmSync(parent, { recursive: true }))

const write = (name: string) => {
  mkdirSync(join(folder, name, '..'), { recursive: true })
  writeFileSync(join(folder, name), name)
}

test('a new profile belongs to no EHR and has no store', () => {
  const profile = createProfile(folder)
  profile.open()
  expect(profile.belonging()).toBeUndefined()
  expect(profile.hasStore()).toBe(false)
})

test('remembers its EHR', () => {
  const profile = createProfile(folder)
  profile.open()
  profile.belongTo({ kind: 'server', url: 'https://ehr.example.org/fhir' })
  expect(createProfile(folder).belonging()).toEqual({ kind: 'server', url: 'https://ehr.example.org/fhir' })
})

test('what the shell keeps there is no store', () => {
  const profile = createProfile(folder)
  profile.open()
  for (const name of [
    'browser/Local State',
    'logs/rounds.log',
    'settings.json',
    'window.json',
    'window.json.part',
    'key.json',
  ])
    write(name)
  expect(profile.hasStore()).toBe(false)
  write('store.db')
  expect(profile.hasStore()).toBe(true)
})

test('setting aside moves store, key and practice data together and deletes nothing', () => {
  const profile = createProfile(folder)
  profile.open()
  for (const name of [
    'store.db',
    'store.db-wal',
    'key.json',
    'practice-ehr/ehr.db',
    'logs/rounds.log',
    'settings.json',
  ])
    write(name)
  profile.setAside(new Date('2026-03-02T10:20:30.456Z'))
  const aside = join(folder, 'set-aside-2026-03-02T10-20-30.456Z')
  expect(readdirSync(aside).sort()).toEqual(['key.json', 'practice-ehr', 'store.db', 'store.db-wal'])
  expect(readFileSync(join(aside, 'practice-ehr/ehr.db'), 'utf8')).toBe('practice-ehr/ehr.db')
  expect(readdirSync(folder).sort()).toEqual(['logs', 'set-aside-2026-03-02T10-20-30.456Z', 'settings.json'])
  expect(profile.hasStore()).toBe(false)
  expect(existsSync(profile.keyFile)).toBe(false)
})

test('a place that cannot be a folder is refused', () => {
  writeFileSync(join(parent, 'file'), '')
  expect(() => createProfile(join(parent, 'file', 'profile')).open()).toThrow()
})
