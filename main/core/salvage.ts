import { copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { Salvaged } from '../../shared/contract/wire.js'
import { toInstant } from '../../shared/kernel/dates.js'
import { createCore } from './create.js'
import { unsentWords } from './handlers/unsent-words.js'
import { explain, keyMark, StoreFailure, storeFile } from './store/connection.js'
import { openOrRecover } from './store/recover.js'
import { recoveryOf } from './store/recovery.js'
import { rescueFile } from './store/rescue-file.js'

export const isSetAside = (folder: string): boolean => basename(folder).startsWith('set-aside-')

/**
 * Writes the unsent work of a profile into a folder: `unsent.json`, a FHIR Bundle, and `notes.txt`, the words of the
 * notes among it. Works on a copy, so that the profile stays as it is, however damaged.
 *
 * @throws StoreFailure when nothing can be read
 */
export async function salvageInto(out: string, from: string, keyHex: string): Promise<Salvaged> {
  const folder = resolve(from)
  makeFolder(out)
  const profile = mkdtempSync(join(resolve(out), '.copy-'))
  try {
    copyInto(profile, folder)
    const store = openOrRecover(profile, keyHex, toInstant(new Date()))
    const ehr = JSON.parse(store.setting('ehr') ?? '{"url":"http://localhost/fhir","practice":false}') as {
      url: string
      practice: boolean
    }
    const recovery = recoveryOf(store.db)
    store.close()
    const {
      core: _core,
      context,
      stop,
    } = createCore({
      profile,
      keyHex,
      ehrUrl: ehr.url,
      practice: ehr.practice,
      workstation: 'command line',
    })
    const { bundle, count } = context.outbox.exportBundle()
    const words = unsentWords(context)
    await stop()
    writeFileSync(join(out, 'unsent.json'), `${JSON.stringify(bundle, null, 2)}\n`, { mode: 0o600 })
    writeFileSync(join(out, 'notes.txt'), `${words}\n`, { mode: 0o600 })
    return {
      changes: count,
      hasWords: words !== '',
      lost: (recovery?.lostChanges ?? 0) + (recovery?.lostNotes ?? 0),
      unsure: recovery?.unsure ?? false,
    }
  } finally {
    rmSync(profile, { recursive: true, force: true })
  }
}

/** The person chose the place: what is wrong with it is said of it, not of the profile. */
function makeFolder(out: string): void {
  try {
    mkdirSync(out, { recursive: true, mode: 0o700 })
  } catch (error) {
    const { failure } = explain(error)
    if (failure !== 'not-writable') throw error
    throw new StoreFailure(failure, 'Rounds may not write there. Choose another place.')
  }
}

function copyInto(profile: string, folder: string): void {
  const around = isSetAside(folder) ? dirname(folder) : folder
  const files: [string, string][] = [
    [folder, storeFile],
    [folder, `${storeFile}-wal`],
    [folder, basename(rescueFile(folder))],
    [isFile(join(folder, keyMark)) ? folder : around, keyMark],
  ]
  const found = files.filter(([place, name]) => isFile(join(place, name)))
  if (!found.some(([, name]) => name !== keyMark)) throw new StoreFailure('damaged', `There is no store in ${folder}.`)
  for (const [place, name] of found) copyFileSync(join(place, name), join(profile, name))
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
