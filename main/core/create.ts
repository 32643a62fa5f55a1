import { randomUUID } from 'node:crypto'
import { toInstant } from '../../shared/kernel/dates.js'
import { asLocalId, type LocalId } from '../../shared/kernel/ids.js'
import { belongTo } from './belonging.js'
import { Calm } from './calm.js'
import { Core } from './core.js'
import { FhirClient } from './fhir/client.js'
import type { Clock, Context } from './handlers/context.js'
import { Outbox } from './outbox/outbox.js'
import { Rescue } from './rescue.js'
import { Session } from './session/session.js'
import { markDamaged, onDamage } from './store/damage.js'
import { endHolds } from './store/hold.js'
import { openOrRecover } from './store/recover.js'
import type { Allowance } from './sync/allowance.js'
import { Presence } from './sync/presence.js'
import { Sync } from './sync/sync.js'
import { ListImports } from './terminology/import.js'
import { Timers } from './timers.js'

export interface CoreOptions {
  /** The folder of the profile; made when missing. */
  profile: string
  /** 64 hex digits. */
  keyHex: string
  /** Base address of the FHIR server. */
  ehrUrl: string
  /** True when the EHR is the embedded practice clinic. */
  practice: boolean
  workstation: string
  clock?: Clock
  newId?: () => LocalId
  /** How much may be held of whole charts; what the disk allows unless given. */
  allowance?: Allowance
  /** A bearer token to use in place of a person's, for tools; it sends and pulls, and nobody is signed in. */
  toolToken?: string
  /** Told of work at the start that takes a while. */
  onStep?: (step: string, done: number, total: number) => void
  /** Something failed that nobody waits for: by our name for it and the kind of the error. */
  onFault?: (what: string, error: string) => void
  /** A page of the store could not be read: after a stop, the next start repairs what can be. */
  onDamage?: () => void
}

export interface RunningCore {
  core: Core
  context: Context
  /** Ends everything in order: what was put off is done, what is being sent is waited for a little, the store is closed. */
  stop(): Promise<void>
}

/** How long saying that nobody is in a note any more may hold up the end, milliseconds. */
const leaveMs = 500
/** How long sending what could be taken back until now may, milliseconds. */
const sendMs = 1_500
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref())
const practiceTag = { system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'HTEST' }

/** Whom requests speak for when a tool runs the core. */
const tool = { id: asLocalId('00000000-0000-4000-8000-000000000000') }

/** A code of SQLite or Node, else the name of the error's class. */
function kindOfError(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown }
  return String(code ?? name ?? 'unknown')
}

/**
 * Opens a workstation's store and wires the engine over it. Syncing begins with `context.sync.start()`.
 *
 * @throws StoreFailure
 */
export function createCore(options: CoreOptions): RunningCore {
  const { profile, keyHex, practice, workstation, toolToken } = options
  const ehrUrl = options.ehrUrl.replace(/\/+$/, '')
  const clock: Clock = options.clock ?? { now: () => new Date() }
  const newId = options.newId ?? (() => asLocalId(randomUUID()))
  const now = (): Date => clock.now()
  const at = (): ReturnType<typeof toInstant> => toInstant(now())

  const store = openOrRecover(profile, keyHex, at(), options.onStep)
  onDamage(store.db, () => {
    markDamaged(profile)
    options.onDamage?.()
  })
  try {
    belongTo(store, { url: ehrUrl, practice }, at())
    const session = new Session({ store, ehrUrl, practice, workstation, now })
    const outbox = new Outbox({ store, at, newId, who: () => session.user()?.id })
    const tokens = toolToken
      ? { accessToken: async () => toolToken, renew: async () => undefined }
      : { accessToken: () => session.accessToken(), renew: (refused: string) => session.renew(refused) }
    const client = new FhirClient({
      base: ehrUrl,
      tokens,
      now,
      onServerTime: (server, local) => sync.heardClock(server, local),
    })
    const calm = new Calm()
    const sync: Sync = new Sync({
      store,
      calm,
      client,
      outbox,
      ehrUrl,
      folder: profile,
      now,
      ...(options.allowance && { allowance: options.allowance }),
      access: {
        user: () => (toolToken ? tool : session.user()),
        mustSignInAgain: () => !toolToken && session.mustSignInAgain(),
        accessToken: tokens.accessToken,
      },
    })
    const presence = new Presence({
      store,
      client,
      now,
      newId: randomUUID,
      user: () => (session.mustSignInAgain() ? undefined : session.user()),
      mark: () => (practice ? { meta: { tag: [practiceTag] } } : {}),
    })
    const timers = new Timers()
    const lists = new ListImports(store, at)
    const context: Context = {
      store,
      session,
      sync,
      presence,
      outbox,
      lists,
      clock,
      calm,
      newId,
      at,
      soon: (key, ms, work) => timers.soon(key, ms, work),
      fault: (what, error) => options.onFault?.(what, kindOfError(error)),
      config: { profile, ehrUrl, practice, workstation },
    }
    const core = new Core(context)
    lists.clearSoon()
    const rescue = new Rescue(store, profile, keyHex)
    /** Nobody is left who could take back what waits for that. */
    const freeHeld = (): boolean => {
      try {
        return endHolds(store.db)
      } catch {
        // A full disk; it leaves when its time has come.
        return false
      }
    }
    return {
      core,
      context,
      async stop() {
        timers.finish()
        core.stop()
        calm.stop()
        await lists.close()
        await Promise.race([presence.stop(), pause(leaveMs)])
        if (freeHeld()) await sync.send(sendMs)
        await sync.stop()
        await rescue.stop()
        store.close()
      },
    }
  } catch (error) {
    store.close()
    throw error
  }
}
