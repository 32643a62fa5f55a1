import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from '../root.ts'
import { official } from './official.ts'
import { older } from './older.ts'

export interface ElectronRuntime {
  executable: string
  /** The folder that holds it, as electron-builder's `electronDist`. */
  folder: string
  version: string
  /** False for the older stand-in, under which core and EHR are forked on the pinned Node. */
  official: boolean
}

const note = join(root, '.cache/electron-runtime.json')

/** Whether this machine was seen unable to fetch this version of Electron, so that it is tried only once. */
const isKnownUnreachable = (): boolean =>
  existsSync(note) && JSON.parse(readFileSync(note, 'utf8')).unreachable === official.version

const remember = (): void => {
  mkdirSync(dirname(note), { recursive: true })
  writeFileSync(note, `${JSON.stringify({ unreachable: official.version })}\n`)
}

const runtime = (executable: string, isOfficial: boolean): ElectronRuntime => ({
  executable,
  folder: dirname(executable),
  version: isOfficial ? official.version : older.version,
  official: isOfficial,
})

/** Electron to run Rounds on: the real one where it can be fetched, else the older stand-in, said aloud. */
export const electronRuntime = (say: (line: string) => void): ElectronRuntime => {
  const fetched = official.fetched()
  if (fetched) return runtime(fetched, true)
  if (!isKnownUnreachable()) {
    say(`fetching Electron ${official.version} …`)
    const executable = official.fetch()
    if (executable) return runtime(executable, true)
    if (!older.suits()) {
      throw new Error(
        `Electron ${official.version} could not be fetched. On a network that reaches it, \`node node_modules/electron/install.js\` does.`,
      )
    }
    remember()
  }
  if (!older.suits())
    throw new Error(`Electron ${official.version} could not be fetched here; delete .cache to try again.`)
  const executable = older.prepare(say)
  say(
    `Electron ${official.version} cannot be fetched here: running on Electron ${older.version}, for development and tests only`,
  )
  return runtime(executable, false)
}
