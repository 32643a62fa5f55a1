import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** Clinics and stores that take minutes to make are kept here between runs: `ROUNDS_BENCH_CACHE`, else the user's cache. */
export const cacheFolder = (): string =>
  process.env.ROUNDS_BENCH_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'rounds-bench')

/** A clinic's today is laid around the day it was made; after so long it is made anew, milliseconds. */
const oldestMs = 7 * 86_400_000
const mark = 'whole'

/** The folder of that name in the cache. `make` fills it when it is not there, not whole or too old. */
export async function cached(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(cacheFolder(), name)
  if (isFresh(folder)) return folder
  await renew(name, make)
  return folder
}

/** The same, made anew whatever is there. */
export async function renew(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(cacheFolder(), name)
  const fresh = `${folder}.new`
  for (const each of [folder, fresh]) rmSync(each, { recursive: true, force: true })
  mkdirSync(fresh, { recursive: true })
  await make(fresh)
  writeFileSync(join(fresh, mark), '')
  renameSync(fresh, folder)
  return folder
}

const isFresh = (folder: string): boolean =>
  existsSync(join(folder, mark)) && Date.now() - statSync(join(folder, mark)).mtimeMs < oldestMs

/** Bytes of all files below a folder. */
export function bytesIn(folder: string): number {
  if (!existsSync(folder)) return 0
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
}
