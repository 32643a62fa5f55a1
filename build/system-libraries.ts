import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const libraries = ['libgtk-3-0', 'libnss3', 'libgbm1', 'libasound2']
const display = ['xvfb', 'xauth']

/** Whether a program of that name can be run. */
export const hasProgram = (name: string): boolean =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK)
      return true
    } catch {
      return false
    }
  })

const lacksLibraries = (executable: string): boolean => {
  const { stdout } = spawnSync('ldd', [executable], { encoding: 'utf8' })
  return (stdout ?? '').includes('not found')
}

/** Newer Debian and Ubuntu releases renamed some packages with the suffix t64. */
const nameHere = (name: string): string =>
  spawnSync('apt-cache', ['show', `${name}t64`], { stdio: 'ignore' }).status === 0 ? `${name}t64` : name

/**
 * Sees to the system libraries Electron needs on Linux, and to Xvfb when there is to be one. As root on Debian it
 * installs what is missing; otherwise it throws with the one command that does.
 */
export const ensureSystemLibraries = (executable: string, needsDisplay: boolean, say: (line: string) => void): void => {
  if (process.platform !== 'linux') return
  const missing = [
    ...(lacksLibraries(executable) ? libraries : []),
    ...(needsDisplay && !(hasProgram('Xvfb') && hasProgram('xauth')) ? display : []),
  ]
  if (missing.length === 0) return
  const command = `apt-get update && apt-get install -y --no-install-recommends ${missing.join(' ')}`
  if (process.getuid?.() !== 0 || !hasProgram('apt-get')) {
    throw new Error(`System libraries are missing. This installs them:\n  sudo sh -c '${command}'`)
  }
  say(`installing ${missing.join(' ')} …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['update'], { stdio: 'ignore', env })
  const names = missing.map(nameHere)
  const install = ['install', '-y', '--no-install-recommends', ...names]
  const { status, stderr } = spawnSync('apt-get', install, { encoding: 'utf8', env })
  if (status !== 0) throw new Error(`They could not be installed:\n${stderr}\nThis would do it:\n  ${command}`)
}
