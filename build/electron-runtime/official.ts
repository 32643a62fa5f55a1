import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../root.ts'

const packageFolder = join(root, 'node_modules/electron')
const fiveMinutes = 300_000

const version: string = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')).version

/** The binary of the `electron` package, when it was fetched. */
const fetched = (): string | null => {
  const path = join(packageFolder, 'path.txt')
  if (!existsSync(path)) return null
  const executable = join(packageFolder, 'dist', readFileSync(path, 'utf8'))
  return existsSync(executable) ? executable : null
}

const fetch = (): string | null => {
  spawnSync(process.execPath, [join(packageFolder, 'install.js')], { stdio: 'ignore', timeout: fiveMinutes })
  return fetched()
}

/** Electron as its makers publish it. */
export const official = { version, fetched, fetch }
