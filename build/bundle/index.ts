import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../root.ts'
import { fingerprint } from './fingerprint.ts'
import { folderOf, fresh, type Target, targets } from './target.ts'

const stamps = join(root, 'out/stamps')

/** What decides every bundle besides its own sources: the packages and how we bundle. */
const common = ['package.json', 'package-lock.json', 'build/bundle']

const isFresh = (target: Target, print: string): boolean => {
  const stamp = join(stamps, target.name)
  return existsSync(folderOf(target.folder)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === print
}

const replace = (folder: string): void => {
  const old = `${folderOf(folder)}.old`
  rmSync(old, { recursive: true, force: true })
  if (existsSync(folderOf(folder))) renameSync(folderOf(folder), old)
  renameSync(fresh(folder), folderOf(folder))
  rmSync(old, { recursive: true, force: true })
}

/**
 * Bundles whatever changed since the last time into `out/app` and answers the names of what was made.
 * `only` limits it to the named targets: shell, preload, core, ehr, renderer.
 */
export const bundle = async (say: (line: string) => void, only?: string[]): Promise<string[]> => {
  const { build, version } = await import('vite')
  const made: string[] = []
  for (const target of await targets()) {
    if (only && !only.includes(target.name)) continue
    const print = `${version} ${fingerprint([...target.sources, ...common])}`
    if (isFresh(target, print)) continue
    const started = Date.now()
    rmSync(join(stamps, target.name), { force: true })
    await build({ configFile: false, logLevel: 'warn', root, publicDir: false, ...target.config })
    replace(target.folder)
    mkdirSync(stamps, { recursive: true })
    writeFileSync(join(stamps, target.name), print)
    say(`built ${target.name} in ${((Date.now() - started) / 1000).toFixed(1)} s`)
    made.push(target.name)
  }
  return made
}
