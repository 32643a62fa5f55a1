import { rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { setTimeout as realDelay } from 'node:timers/promises'
import type { Database } from 'better-sqlite3'
import type { FastifyInstance } from 'fastify'
import type { Provider } from 'oidc-provider'
import { recogniser, recognisesUntilClosed, renewSystemToken } from './auth/caller.js'
import { type MintedToken, mintToken } from './auth/mint.js'
import { users } from './auth/user.js'
import { practiceBatches } from './clinic.js'
import { type Faults, faultPlan } from './faults/controller.js'
import type { Fault } from './faults/fault.js'
import { createApp } from './http/app.js'
import { finderWithCharts, lateCharts, promiseCharts, recordsWithCharts } from './late-charts.js'
import { subscriptions } from './live/subscriptions.js'
import { finder } from './search/find.js'
import { RESOURCE_TYPES } from './search/registry.js'
import { batchesOf, type Loadable } from './store/batch.js'
import { serverClock } from './store/clock.js'
import { openDatabase } from './store/database.js'
import { dictionary } from './store/dictionary.js'
import { databaseExists, type LoadProgress, loadDatabase } from './store/load.js'
import { historyReader, tombstonesOf } from './store/past.js'
import { records } from './store/records.js'
import { reindexWhenOutdated, rememberIndex } from './store/reindex.js'
import { type Settings, settings } from './store/settings.js'

export interface EhrOptions {
  /** Directory of its database; made when missing. What is there already is kept. */
  data: string
  /** 0, the default, takes the port it had last time when that is free, and any free one otherwise. */
  port?: number
  /** The practice clinic to make when the directory is empty. */
  patients?: number
  seed?: number
  /** Whether charts are made when they are first asked for; unless said otherwise, in a clinic of more than 10,000. */
  lateCharts?: boolean
  /** Loaded instead of a practice clinic when the directory is empty; each needs an id and `meta.lastUpdated`. */
  resources?: Iterable<Loadable>
  /** The machine's time in milliseconds since 1970. */
  clock?: () => number
  /** How faults that take time wait, milliseconds; for tests that have a time of their own. */
  delay?: (milliseconds: number) => Promise<unknown>
  faults?: Fault[]
  /** Gets a bearer token with system scopes, readable by its owner only. */
  systemTokenFile?: string
  /** How long an access token lasts. */
  accessTokenSeconds?: number
  onProgress?: LoadProgress
  /** File of `practice-thread`; without it the practice clinic is made in this thread. */
  practiceThread?: URL
}

export interface Ehr {
  /** Base address of the FHIR endpoint, without a trailing slash. */
  url: string
  /** The address without `/fhir`. */
  origin: string
  /** Bearer token with system scopes; each start makes a new one. */
  systemToken: string
  /** For tests in the same process: an access token as sign-in would give it, without the sign-in. */
  mintToken(wanted: MintedToken): Promise<string>
  faults: Faults
  /** For tests in the same process: the open database. */
  db: Database
  close(): Promise<void>
}

/** The port asked for belongs to somebody else. */
export class PortInUse extends Error {
  constructor(port: number) {
    super(`Port ${port} on this computer is already in use`)
  }
}

/** The server answers to this computer only. */
const HOST = '127.0.0.1'
const TEN_MINUTES = 600
/** Larger clinics would take many minutes and gigabytes to write whole. */
const MOST_WHOLE = 10_000

/** Starts the embedded EHR. Rejects with CannotOpen or PortInUse, each with a sentence for a person. */
export async function createEhr(options: EhrOptions): Promise<Ehr> {
  const wall = options.clock ?? Date.now
  await makeData(options)
  const db = openDatabase(options.data)
  try {
    return await serve(options, wall, db)
  } catch (error) {
    db.close()
    throw error
  }
}

/** Makes the database when there is none, and answers whether it did. Rejects with CannotOpen. */
export async function makeData(options: Omit<EhrOptions, 'port'>): Promise<boolean> {
  if (databaseExists(options.data)) return false
  const wall = options.clock ?? Date.now
  const { seed = 1, patients = 200 } = options
  const late = options.resources === undefined && (options.lateCharts ?? patients > MOST_WHOLE)
  const clinic = { seed, patients, now: new Date(wall()), late }
  const batches = options.resources ? batchesOf(options.resources) : practiceBatches(clinic, options.practiceThread)
  const remember = (kept: Settings, db: Database) => {
    kept.set('seed', String(seed))
    kept.set('patients', String(patients))
    if (late) promiseCharts(kept, db, clinic)
    rememberIndex(kept)
  }
  const progress = options.onProgress ?? (() => {})
  await loadDatabase(options.data, { batches, patients, remember, progress })
  return true
}

async function serve(options: EhrOptions, wall: () => number, db: Database): Promise<Ehr> {
  const kept = settings(db)
  const clock = serverClock(wall, latestMoment(db))
  const names = dictionary(db)
  reindexWhenOutdated(db, kept, names)
  const charts = lateCharts(db, kept, names)
  const store = recordsWithCharts(records(db, clock, names), charts)
  const find = finderWithCharts(finder(db, names), charts)
  const faults = faultPlan(options.faults ?? [], {
    clock,
    wall,
    delay: options.delay ?? realDelay,
    tombstones: tombstonesOf(db),
  })
  const live = subscriptions(store, faults)
  const staff = users(store, find)
  const systemToken = renewSystemToken(kept)

  let origin = ''
  const issuer = () => `${origin}/auth`
  let made: Promise<Provider> | undefined
  const provider = () => {
    const { accessTokenSeconds = TEN_MINUTES } = options
    made ??= import('./auth/provider.js')
      .then(({ createProvider }) =>
        createProvider({ db, settings: kept, users: staff, issuer: issuer(), accessTokenSeconds }),
      )
      .catch((error: unknown) => {
        made = undefined
        throw error
      })
    return made
  }
  const { recognise, closed } = recognisesUntilClosed(recogniser(provider, kept))
  const app = await createApp({
    context: { records: store, finder: find, history: historyReader(db) },
    clock,
    faults,
    recognise,
    provider,
    issuer,
    users: staff,
    subscriptions: live,
  })
  const port = await listen(app, options.port ?? 0, Number(kept.get('port') ?? 0))
  kept.set('port', String(port))
  origin = `http://${HOST}:${port}`
  if (options.systemTokenFile) writeToken(options.systemTokenFile, systemToken)
  return {
    url: `${origin}/fhir`,
    origin,
    systemToken,
    mintToken: async (wanted) => mintToken(await provider(), wanted),
    faults,
    db,
    async close() {
      live.close()
      await app.close()
      await closed()
      db.close()
    },
  }
}

/** The latest moment any write was given, so that the clock goes on from there whatever the machine's says. */
function latestMoment(db: Database): number {
  const latest = db.prepare<[string], number>(
    `select max(max(coalesce((select max(updated) from resource where type = value), 0),
       coalesce((select max(updated) from history where type = value), 0))) from json_each(?)`,
  )
  return latest.pluck().get(JSON.stringify(RESOURCE_TYPES)) ?? 0
}

async function listen(app: FastifyInstance, wanted: number, last: number): Promise<number> {
  const tries = wanted === 0 && last > 0 ? [last, 0] : [wanted]
  for (const [i, port] of tries.entries()) {
    try {
      await app.listen({ host: HOST, port })
      return (app.server.address() as AddressInfo).port
    } catch (error) {
      const taken = ['EADDRINUSE', 'EACCES'].includes((error as { code?: string }).code ?? '')
      if (i + 1 < tries.length && taken) continue
      throw taken ? new PortInUse(port) : error
    }
  }
  throw new PortInUse(wanted)
}

function writeToken(file: string, token: string): void {
  rmSync(file, { force: true })
  writeFileSync(file, `${token}\n`, { mode: 0o600 })
}
