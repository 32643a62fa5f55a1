import { hostname } from 'node:os'
import type { ShellState, StartProblem } from '../../shared/contract/shell.js'
import type { CoreLink } from './core-link.js'
import { ehrAddress } from './ehr-address.js'
import type { Flags } from './flags.js'
import { type AskPassphrase, KeyLost, KeyUnavailable } from './keychain.js'
import type { Log } from './log.js'
import { type PracticeEhr, PracticeEhrFailed } from './practice-ehr.js'
import type { Profile } from './profile.js'
import type { SalvageFacts } from './salvage.js'
import { checkServer } from './server-check.js'

/** A start that cannot go on, as the person is told. */
class StartStopped extends Error {
  readonly failure: StartProblem
  readonly detail: string | undefined
  constructor(failure: StartProblem, message: string, detail?: string) {
    super(message)
    this.failure = failure
    this.detail = detail
  }
}

/** Failures of what lies on this computer, with which what is unsent cannot be seen in a window. */
const salvageable = new Set<StartProblem>(['damaged', 'no-space', 'not-writable', 'core-keeps-stopping', 'unexpected'])

interface Parts {
  profile: Profile
  flags: Flags
  core: CoreLink
  ehr: PracticeEhr
  unlock: (ask: AskPassphrase) => Promise<Buffer>
  log: Log
  /** Given at once when nobody is there to type one. */
  passphrase: string | undefined
}

/** Brings the workstation from nothing to usable, and says at every moment how far it is. */
export interface Startup {
  state(): ShellState
  onState(handler: (state: ShellState) => void): void
  /** Address of the EHR, once known. */
  ehrUrl(): string | null
  /** What the unsent work of this profile can be read with, where its key has been had. */
  salvageFacts(): SalvageFacts | undefined
  run(): Promise<void>
  /** From the core's events. */
  coreReady(): void
  coreFailed(failure: StartProblem, message: string): void
  coreRestarting(): void
  progress(step: string, done: number, total: number): void
  /** The person's answer to the passphrase question. */
  givePassphrase(text: string): void
  retry(): Promise<void>
  startAfresh(): Promise<void>
  stop(): Promise<void>
}

export const createStartup = ({ profile, flags, core, ehr, unlock, log, passphrase }: Parts): Startup => {
  let state: ShellState = { phase: 'starting', step: 'Opening this workstation' }
  let tell: (state: ShellState) => void = () => {}
  let url: string | null = null
  let keyHex: string | undefined
  let unattended = passphrase
  let answer: ((text: string) => void) | null = null
  /** Counts the starts, so that what an abandoned one still brings is ignored. */
  let attempt = 0

  const enter = (next: ShellState) => {
    if (next.phase !== state.phase)
      log('phase', { phase: next.phase, failure: next.phase === 'failed' ? next.failure : null })
    const canSalvage =
      next.phase === 'failed' && keyHex !== undefined && profile.hasStore() && salvageable.has(next.failure)
    state = canSalvage ? { ...next, canSalvage } : next
    tell(state)
  }

  const ask: AskPassphrase = (first, problem) => {
    if (unattended !== undefined) {
      const given = unattended
      unattended = undefined
      return Promise.resolve(given)
    }
    return new Promise((resolve) => {
      answer = resolve
      enter({ phase: 'passphrase', first, problem })
    })
  }

  const openProfile = () => {
    try {
      profile.open()
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code
      if (code === 'ENOSPC') throw new StartStopped('no-space', 'The disk is full.', code)
      const message = `Rounds cannot write to its folder ${profile.folder}.`
      throw new StartStopped('not-writable', message, code)
    }
  }

  const serverUrl = async (typed: string): Promise<string> => {
    const address = ehrAddress(typed)
    if (!address)
      throw new StartStopped(
        'ehr-unreachable',
        `“${typed}” is not the address of an EHR. It begins with http:// or https://.`,
      )
    const belonging = profile.belonging()
    if (belonging && (belonging.kind !== 'server' || belonging.url !== address)) {
      const other = belonging.kind === 'server' ? `the EHR at ${belonging.url}` : 'the practice clinic'
      throw new StartStopped(
        'other-ehr',
        `This profile belongs to ${other}, and records of two servers must not mix. Start with another --profile for ${address}.`,
      )
    }
    // A profile that has worked with this server works without it too; the core says that it is offline.
    if (belonging) return address
    enter({ phase: 'starting', step: 'Asking the EHR what it is' })
    const check = await checkServer(address)
    if (!check.ok) throw new StartStopped(check.why, check.message, check.detail)
    profile.belongTo({ kind: 'server', url: address })
    return address
  }

  /** Where the practice EHR will most likely be, from the last time, and where it turns out to be. */
  const practiceUrl = (): { likely: string | null; sure: Promise<string> } => {
    const belonging = profile.belonging()
    if (belonging?.kind === 'server') throw new Error('a server’s profile starts no practice EHR')
    const last = belonging && Number(new URL(belonging.url).port)
    const port = flags.port ?? last ?? 0
    const facts = { port, data: profile.practiceData, patients: flags.patients, seed: flags.seed }
    const sure = ehr.start(facts, flags.port !== undefined).then((at) => {
      profile.belongTo({ kind: 'practice', url: at })
      return at
    })
    return { likely: belonging && last === port ? belonging.url : null, sure }
  }

  /** Kept, in memory only, for the day the start fails all the same. */
  const keyOf = (key: Buffer): string => {
    keyHex = key.toString('hex')
    return keyHex
  }

  const startCore = (ehrUrl: string, practice: boolean, key: Buffer) => {
    url = ehrUrl
    core.start({ profile: profile.folder, keyHex: keyOf(key), ehrUrl, practice, workstationName: hostname() })
  }

  const startWithPractice = async (mine: number) => {
    const { likely, sure } = practiceUrl()
    // Awaited further down; until then a failure must not count as unhandled.
    sure.catch(() => {})
    const key = await unlock(ask)
    if (mine !== attempt) return
    if (likely) startCore(likely, true, key)
    else enter({ phase: 'starting', step: 'Opening the practice clinic' })
    const at = await sure
    if (mine !== attempt || at === likely) return
    if (likely) {
      log('ehr-moved')
      await core.stop()
    }
    startCore(at, true, key)
  }

  const startWithServer = async (mine: number, typed: string) => {
    const at = await serverUrl(typed)
    const key = await unlock(ask)
    if (mine === attempt) startCore(at, false, key)
  }

  const start = async (mine: number) => {
    openProfile()
    const belonging = profile.belonging()
    const typed = flags.ehr ?? (belonging?.kind === 'server' ? belonging.url : undefined)
    if (typed === undefined) await startWithPractice(mine)
    else await startWithServer(mine, typed)
  }

  const run = async () => {
    attempt += 1
    const mine = attempt
    enter({ phase: 'starting', step: 'Opening this workstation' })
    try {
      await start(mine)
    } catch (error) {
      if (mine === attempt) enter(failureOf(error, flags.port))
    }
  }

  const stop = async () => {
    attempt += 1
    answer = null
    await Promise.all([core.stop(), ehr.stop()])
  }

  return {
    state: () => state,
    onState: (handler) => {
      tell = handler
    },
    ehrUrl: () => url,
    salvageFacts: () => (keyHex === undefined ? undefined : { profile: profile.folder, keyHex }),
    run,
    coreReady: () => enter({ phase: 'ready' }),
    coreFailed: (failure, message) => enter({ phase: 'failed', failure, message }),
    coreRestarting: () => enter({ phase: 'restarting' }),
    progress: (step, done, total) => {
      if (state.phase === 'starting') enter({ phase: 'starting', step, ...(total > 0 ? { done, total } : {}) })
    },
    givePassphrase: (text) => {
      const waiting = answer
      if (!waiting) return
      answer = null
      enter({ phase: 'starting', step: 'Opening this workstation' })
      waiting(text)
    },
    retry: async () => {
      await stop()
      await run()
    },
    startAfresh: async () => {
      await stop()
      try {
        profile.setAside(new Date())
        log('set-aside')
      } catch (error) {
        enter(failureOf(error, flags.port))
        return
      }
      await run()
    },
    stop,
  }
}

const failureOf = (error: unknown, port: number | undefined): ShellState => {
  if (error instanceof StartStopped) {
    return { phase: 'failed', failure: error.failure, message: error.message, detail: error.detail }
  }
  if (error instanceof KeyLost) return { phase: 'failed', failure: 'key-lost', message: error.message }
  if (error instanceof KeyUnavailable) return { phase: 'failed', failure: 'wrong-key', message: error.message }
  if (error instanceof PracticeEhrFailed && error.failure === 'port-in-use') {
    const message = `Another program is using port ${port}. Start with another --port, or without it.`
    return { phase: 'failed', failure: 'ehr-port-in-use', message }
  }
  if (error instanceof PracticeEhrFailed) {
    return { phase: 'failed', failure: error.failure as StartProblem, message: error.message }
  }
  const code = (error as NodeJS.ErrnoException | null)?.code
  if (code === 'ENOSPC') {
    return { phase: 'failed', failure: 'no-space', message: 'The disk is full.' }
  }
  return {
    phase: 'failed',
    failure: 'unexpected',
    message: 'Rounds could not start. Nothing was changed.',
    detail: code,
  }
}
