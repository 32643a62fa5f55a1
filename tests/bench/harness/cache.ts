import { hash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../../build/root.ts'

/** Clinics and stores that take minutes to make are kept here between runs: `ROUNDS_BENCH_CACHE`, else the user's cache. */
export const cacheFolder = (): string =>
  process.env.ROUNDS_BENCH_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'rounds-bench')

/** A clinic's today is laid around the day it was made; after so long it is made anew, milliseconds. */
const oldestMs = 7 * 86_400_000
const mark = 'whole'

/** Stores are of the form their migrations give them; while those are being worked on, a kept store may lack some of it. */
export function storeForm(): string {
  const folder = join(root, 'main/core/store/migrations')
  const texts = readdirSync(folder)
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8'))
  return hash('sha256', texts.join('\n')).slice(0, 8)
}

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
  // Of another form, too.
  const prefix = name.replace(/\.[0-9a-f]+$/, '')
  for (const entry of existsSync(cacheFolder()) ? readdirSync(cacheFolder()) : []) {
    if (entry.split('.')[0] === prefix) rmSync(join(cacheFolder(), entry), { recursive: true, force: true })
  }
  mkdirSync(fresh, { recursive: true })
  await make(fresh)
  writeFileSync(join(fresh, mark), '')
  renameSync(fresh, folder)
  return folder
}

const isFresh = (folder: string): boolean =>
  existsSync(join(folder, mark)) && Date.now() - statSync(join(folder, mark)).mtimeMs < oldestMs
