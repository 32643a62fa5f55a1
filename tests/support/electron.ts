import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import { machineFlags } from '../../build/electron-process.ts'
import { electronRuntime } from '../../build/electron-runtime/index.ts'
import { root } from '../../build/root.ts'

export interface LaunchOptions {
  /** The profile's folder; without one a fresh one, removed at `close()`. */
  profile?: string
  /** Address of an EHR; without one the app starts the practice clinic in the profile. */
  ehr?: string
  /** Of the practice clinic; 50 patients unless told. */
  patients?: number
  seed?: number
  /** The store's key in hex, as if a keychain held it. Null: no keychain, so that a passphrase is asked for. */
  keychain?: string | null
  /** Further flags and environment variables of the app. */
  flags?: string[]
  env?: Record<string, string>
}

export interface Pids {
  shell: number
  /** Undefined while they do not run. */
  core: number | undefined
  ehr: number | undefined
  all: number[]
}

export interface LaunchedApp {
  app: ElectronApplication
  /** The first window. */
  page: Page
  profile: string
  /** The processes as they are now. */
  pids(): Pids
  /** Quits it as a person would who answers “quit anyway”. */
  close(): Promise<void>
  /** Ends every process of it at once, as a power cut would. */
  killAll(): Promise<void>
}

/** The store's key, unless a test asks for another. */
export const testKey = '5e'.repeat(32)
const halfAMinute = 30_000

interface Process {
  pid: number
  parent: number
  command: string
}

const processes = (): Process[] =>
  execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 })
    .split('\n')
    .map((line) => line.trim().match(/^(\d+)\s+(\d+)\s+(.*)$/))
    .filter((match) => match !== null)
    .map(([, pid, parent, command]) => ({ pid: Number(pid), parent: Number(parent), command: command ?? '' }))

const descendants = (of: number, among: Process[]): Process[] =>
  among.filter(({ parent }) => parent === of).flatMap((child) => [child, ...descendants(child.pid, among)])

const pidsOf = (shell: number): Pids => {
  const ours = descendants(shell, processes())
  const running = (bundle: string) => ours.find(({ command }) => command.includes(bundle))?.pid
  return {
    shell,
    core: running(join('core', 'entry.mjs')),
    ehr: running(join('ehr', 'entry.mjs')),
    all: [shell, ...ours.map(({ pid }) => pid)],
  }
}

const kill = (pid: number) => {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It was gone already.
  }
}

const isRunning = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

const gone = async (pids: number[], within: number): Promise<boolean> => {
  const until = Date.now() + within
  while (pids.some(isRunning)) {
    if (Date.now() > until) return false
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return true
}

/**
 * Starts Electron with these arguments. Playwright's own way of starting it holds the app back until the driver is attached;
 * given an executable it would not, and a window that opens while it attaches now and then is never found.
 */
export const launchElectron = (args: string[], env?: Record<string, string>): Promise<ElectronApplication> => {
  const runtime = electronRuntime(() => {})
  if (!runtime.official) process.env.ELECTRON_OVERRIDE_DIST_PATH = runtime.folder
  return _electron.launch({ args: [...machineFlags(), ...args], ...(env ? { env } : {}) })
}

/** Starts Rounds as `npm start` does, with its own profile, and answers once its first window is there. */
export const launchApp = async (options: LaunchOptions = {}): Promise<LaunchedApp> => {
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'rounds-profile-'))
  const keychain = options.keychain === undefined ? testKey : options.keychain
  const { NODE_OPTIONS: _ignored, ...inherited } = process.env
  const app = await launchElectron(
    [
      root,
      ...['--profile', profile],
      ...['--patients', String(options.patients ?? 50)],
      ...['--seed', String(options.seed ?? 1)],
      ...(options.ehr === undefined ? [] : ['--ehr', options.ehr]),
      ...(options.flags ?? []),
    ],
    {
      ...(inherited as Record<string, string>),
      ...(keychain ? { ROUNDS_TEST_KEYCHAIN: keychain } : {}),
      ...options.env,
    },
  )
  const shell = app.process().pid
  if (shell === undefined) throw new Error('the app has no process')
  const page = await app.firstWindow()
  await page.waitForLoadState()

  const tidy = () => {
    if (options.profile === undefined) rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
  const killAll = async () => {
    const { all } = pidsOf(shell)
    for (const pid of all) kill(pid)
    await gone(all, halfAMinute)
  }
  return {
    app,
    page,
    profile,
    pids: () => pidsOf(shell),
    close: async () => {
      const { all } = pidsOf(shell)
      process.kill(shell, 'SIGTERM')
      const wasOrderly = await gone(all, halfAMinute)
      for (const pid of all) kill(pid)
      tidy()
      if (!wasOrderly) throw new Error('Rounds did not quit within 30 s; its processes were killed')
    },
    killAll,
  }
}
