import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { machineFlags } from '../../build/electron-process.ts'
import { root } from '../../build/root.ts'
import { type DebuggedPage, debuggedPage } from '../support/debugged-page.ts'

const twoMinutes = 120_000
const halfAMinute = 30_000

/** Starts the packaged app and answers the port of Chromium's own debugging protocol. */
const start = (executable: string, profile: string, env: NodeJS.ProcessEnv): Promise<[ChildProcess, number]> =>
  new Promise((resolve, reject) => {
    const flags = ['--remote-debugging-port=0', ...machineFlags(), '--profile', profile, '--patients', '20']
    const app = spawn(executable, flags, { env })
    let said = ''
    app.stderr?.on('data', (chunk) => {
      said += chunk
      const found = said.match(/DevTools listening on ws:\/\/[^:]+:(\d+)/)
      if (found) resolve([app, Number(found[1])])
    })
    app.once('exit', (code) => reject(new Error(`it ended with ${code}:\n${said}`)))
  })

test.describe('the packaged app', () => {
  test.setTimeout(twoMinutes)
  let executable: string
  let profile: string
  let app: ChildProcess
  let page: DebuggedPage

  const launch = async (env: Record<string, string> = {}) => {
    const [process_, port] = await start(executable, profile, { ...process.env, ...env })
    app = process_
    page = await debuggedPage(port)
  }
  const inPhase = (phase: string) =>
    expect
      .poll(() => page.evaluate('rounds.shell.state().then(({ phase }) => phase)').catch(() => 'loading'), {
        timeout: halfAMinute,
      })
      .toBe(phase)

  test.beforeAll(() => {
    const pack = spawnSync(process.execPath, ['build/commands/package.ts'], { cwd: root, encoding: 'utf8' })
    expect(pack.status, pack.stderr + pack.stdout).toBe(0)
    executable = join(root, pack.stdout.trim().match(/The app is in (.*)$/)?.[1] ?? 'missing')
  })
  test.beforeEach(() => {
    profile = mkdtempSync(join(tmpdir(), 'rounds-packaged-'))
  })
  test.afterEach(async () => {
    page.close()
    const ended = new Promise((resolve) => app.once('exit', resolve))
    app.kill('SIGTERM')
    await ended
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  })

  test('opens to its first screen, on a store of its own', async () => {
    await launch()
    await inPhase('passphrase')
    await page.evaluate("rounds.shell.passphrase('a passphrase of several words')")
    await inPhase('ready')
    await expect.poll(() => page.evaluate('document.documentElement.dataset.ready')).toBe('yes')
    expect(await page.evaluate('rounds.shell.versions.app')).toBe('0.1.0')
    expect(readdirSync(profile)).toEqual(expect.arrayContaining(['key.json', 'practice-ehr', 'settings.json']))
  })

  test('takes no key from the environment and writes nothing but codes to its log', async () => {
    await launch({ ROUNDS_TEST_KEYCHAIN: '5e'.repeat(32), ROUNDS_PASSPHRASE: 'from the environment' })
    await inPhase('passphrase')
    const log = readFileSync(join(profile, 'logs/rounds.log'), 'utf8')
    for (const line of log.trim().split('\n')) expect(line).toMatch(/^\S+ [a-z-]+( [A-Za-z]+=[\w.-]+)*$/)
  })
})
