/**
 * What must hold before any of our commands can run: the packages of the lockfile are installed, and the pinned Node
 * is the one that runs. Plain JavaScript for whatever Node started npm; it may import nothing that needs installing.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'

/** The pinned Node of package.json. */
export const pinnedNode = join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')

/** @param {string} path */
const packagesOf = (path) => JSON.parse(readFileSync(path, 'utf8')).packages

/** Whether node_modules is missing or holds other versions than the lockfile names. */
const isStale = () => {
  const installed = join(root, 'node_modules/.package-lock.json')
  if (!existsSync(installed) || !existsSync(pinnedNode)) return true
  const has = packagesOf(installed)
  return Object.entries(packagesOf(join(root, 'package-lock.json'))).some(
    ([path, wanted]) => path !== '' && !wanted.optional && has[path]?.version !== wanted.version,
  )
}

const installPackages = () => {
  console.log('Installing packages (once; a minute or two) …')
  const options = { cwd: root, stdio: /** @type {'inherit'} */ ('inherit'), shell: process.platform === 'win32' }
  const installed = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], options)
  // An npm that does not run install scripts leaves the pinned Node without its binary.
  if (installed.status === 0 && !existsSync(pinnedNode)) spawnSync(npm, ['rebuild', 'node'], options)
  if (installed.status !== 0 || !existsSync(pinnedNode)) {
    console.error('The packages could not be installed: see the lines above. `npm ci` tries again.')
    process.exit(1)
  }
}

/**
 * Runs a TypeScript file on the pinned Node with everything installed; ends with its exit code.
 * @param {string} script path relative to the project
 * @param {string[]} args
 */
export const runPinned = (script, args) => {
  if (isStale()) installPackages()
  const child = spawn(pinnedNode, ['--disable-warning=ExperimentalWarning', join(root, script), ...args], {
    stdio: 'inherit',
  })
  // Ctrl+C reaches the whole group by itself; a signal sent to this process alone is passed on.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      if (signal !== 'SIGINT') child.kill(signal)
    })
  }
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
}
