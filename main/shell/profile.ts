import { accessSync, constants, existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { writeDurably } from './durable-file.js'

/** Which EHR a profile belongs to. A profile keeps to one: records of two servers never mix. */
export type Belonging = { kind: 'practice'; url: string } | { kind: 'server'; url: string }

interface Settings {
  ehr?: Belonging
}

/** What the shell itself keeps in a profile; everything else in it is the store and its key. */
const ownNames = ['browser', 'logs', 'settings.json', 'window.json', 'practice-ehr']
const isOwn = (name: string) => ownNames.includes(name.replace(/\.part$/, '')) || name.startsWith('set-aside-')

/** The folder that holds everything of one workstation: store, key, logs, the practice clinic's EHR. */
export interface Profile {
  folder: string
  keyFile: string
  practiceData: string
  /** Makes the folder where it is missing; throws when it cannot be written. */
  open(): void
  belonging(): Belonging | undefined
  belongTo(ehr: Belonging): void
  /** Whether a store is there, which the key must fit. */
  hasStore(): boolean
  /** Moves store and key (and the practice EHR's data) into a dated folder beside them; deletes nothing. */
  setAside(now: Date): void
}

const readSettings = (file: string): Settings => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return {}
  }
}

export const createProfile = (folder: string): Profile => {
  const settingsFile = join(folder, 'settings.json')
  const keyFile = join(folder, 'key.json')
  const practiceData = join(folder, 'practice-ehr')
  const kept = () => readdirSync(folder).filter((name) => !isOwn(name))

  return {
    folder,
    keyFile,
    practiceData,
    open: () => {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      accessSync(folder, constants.R_OK | constants.W_OK)
    },
    belonging: () => readSettings(settingsFile).ehr,
    belongTo: (ehr) =>
      writeDurably(settingsFile, `${JSON.stringify({ ...readSettings(settingsFile), ehr }, null, 2)}\n`),
    hasStore: () => kept().some((name) => !name.startsWith('key.json')),
    setAside: (now) => {
      const aside = join(folder, `set-aside-${now.toISOString().replaceAll(':', '-')}`)
      mkdirSync(aside, { mode: 0o700 })
      for (const name of kept()) renameSync(join(folder, name), join(aside, name))
      if (existsSync(practiceData)) renameSync(practiceData, join(aside, 'practice-ehr'))
    },
  }
}
