import type { Resource } from '@medplum/fhirtypes'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { parseJson } from '../../../shared/kernel/json.js'
import type { Sqlite } from './connection.js'
import { noticeDamage } from './damage.js'
import { Identity } from './identity.js'
import type { Projector } from './projector.js'
import { Receiver } from './receive.js'
import type { ResourceRow } from './resource-row.js'
import { statement } from './statement.js'
import type { Topic } from './topic.js'
import { Writer } from './write.js'

/** Looks things up; never changes anything. */
export interface Reader {
  readonly db: Sqlite
  readonly identity: Identity
  /** The resource as shown here, unsent edits included; undefined when it is not held. */
  read<T extends Resource['resourceType']>(type: T, id: LocalId): Extract<Resource, { resourceType: T }> | undefined
  /** With its row: versions, what has not left. */
  row(type: string, id: LocalId): ResourceRow | undefined
  /** All of a patient's resources of one type, each with its local id. */
  ofPatient<T extends Resource['resourceType']>(
    patient: LocalId,
    type: T,
  ): { id: LocalId; resource: Extract<Resource, { resourceType: T }> }[]
  setting(key: string): string | undefined
}

/**
 * The encrypted store behind one write door. Every change runs in one transaction that writes rows, projections,
 * search index, outbox entries and audit; those who listen hear of it only after it is on the disk.
 */
export class Store implements Reader {
  readonly db: Sqlite
  readonly identity: Identity
  readonly #projectors: ReadonlyMap<string, readonly Projector[]>
  /** Those that write some of their rows at the end of each transaction. */
  readonly #putOff: readonly Projector[]
  /** Whether each commit is forced to the disk now; so it is opened. */
  #durable = true
  readonly #listeners = new Set<(topics: ReadonlySet<Topic>) => void>()
  readonly #workers = new Set<() => void>()
  #committedAt = Number.NEGATIVE_INFINITY
  readonly #undone = new Set<() => void>()
  /** What the transactions made into one have changed so far. */
  #gathered: Set<Topic> | undefined

  constructor(db: Sqlite, projectors: readonly Projector[]) {
    this.db = db
    this.identity = new Identity(db)
    const byType = new Map<string, Projector[]>()
    for (const projector of projectors) {
      for (const type of projector.types) byType.set(type, [...(byType.get(type) ?? []), projector])
    }
    this.#projectors = byType
    this.#putOff = projectors.filter(({ settle }) => settle)
  }

  /**
   * A person's change. All or nothing; on the disk when it returns.
   * @throws StoreFailure-like SQLite errors (`SQLITE_FULL` …): nothing was written then.
   */
  commit<T>(by: { who: LocalId | undefined; at: Instant }, work: (tx: Writer) => T): T {
    this.#committedAt = performance.now()
    return this.#run(true, (topics) => new Writer(this.db, this.identity, this.#projectors, topics, by), work)
  }

  /** How long ago a person changed something here, milliseconds. */
  get idleMs(): number {
    return performance.now() - this.#committedAt
  }

  /**
   * What the server said: pulled rows, acknowledgements, tombstones. The same door, marked as remote. All or nothing, too;
   * but unless `durable`, a power cut may undo the last of them, which are then pulled or sent again.
   */
  receive<T>(at: Instant, work: (tx: Receiver) => T, durable = false): T {
    return this.#run(durable, (topics) => new Receiver(this.db, this.identity, this.#projectors, topics, at), work)
  }

  /** Tells listeners of a change outside the tables: connection state, sign-in. */
  announce(...topics: Topic[]): void {
    this.#tell(new Set(topics))
  }

  /** Hears of every transaction of a person, and of each of the server's that concerns unsent work, once it is done. */
  onWork(listener: () => void): void {
    this.#workers.add(listener)
  }

  /** Hears when a transaction was undone: what was noted in memory meanwhile is not so. */
  onUndone(listener: () => void): void {
    this.#undone.add(listener)
  }

  onChange(listener: (topics: ReadonlySet<Topic>) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  read<T extends Resource['resourceType']>(type: T, id: LocalId): Extract<Resource, { resourceType: T }> | undefined {
    const row = statement(this.db, 'SELECT json FROM resource WHERE id = ? AND type = ?').get(id, type) as
      | { json: string }
      | undefined
    return row && (parseJson(row.json) as Extract<Resource, { resourceType: T }>)
  }

  row(type: string, id: LocalId): ResourceRow | undefined {
    return statement(this.db, 'SELECT * FROM resource WHERE id = ? AND type = ?').get(id, type) as
      | ResourceRow
      | undefined
  }

  ofPatient<T extends Resource['resourceType']>(
    patient: LocalId,
    type: T,
  ): { id: LocalId; resource: Extract<Resource, { resourceType: T }> }[] {
    const rows = statement(this.db, 'SELECT id, json FROM resource WHERE patient = ? AND type = ?').all(
      patient,
      type,
    ) as {
      id: LocalId
      json: string
    }[]
    return rows.map((row) => ({ id: row.id, resource: parseJson(row.json) as Extract<Resource, { resourceType: T }> }))
  }

  setting(key: string): string | undefined {
    return (statement(this.db, 'SELECT value FROM setting WHERE key = ?').get(key) as { value: string } | undefined)
      ?.value
  }

  close(): void {
    this.db.close()
  }

  /**
   * Makes one transaction of everything `work` commits: all or nothing, on the disk when it returns, and heard of only
   * then. So a command and the note that it was carried out never part.
   */
  together<T>(work: () => T): T {
    if (this.#gathered) return work()
    const topics = new Set<Topic>()
    this.#force(true)
    this.#gathered = topics
    const value = this.#attempt(topics, work, () => {
      this.#gathered = undefined
    })
    this.#heard(topics, true)
    return value
  }

  #run<Tx, T>(durable: boolean, open: (topics: Set<Topic>) => Tx, work: (tx: Tx) => T): T {
    const topics = new Set<Topic>()
    this.#force(durable)
    const value = this.#attempt(topics, () => work(open(topics)))
    if (this.#gathered) for (const topic of topics) this.#gathered.add(topic)
    else this.#heard(topics, durable)
    return value
  }

  #attempt<T>(topics: Set<Topic>, work: () => T, finished?: () => void): T {
    try {
      return this.db.transaction(() => {
        const value = work()
        for (const projector of this.#putOff) projector.settle?.(this.db, topics)
        return value
      })()
    } catch (error) {
      this.identity.undone()
      for (const projector of this.#putOff) projector.undone?.(this.db)
      noticeDamage(this.db, error)
      for (const listener of this.#undone) listener()
      throw error
    } finally {
      finished?.()
    }
  }

  #force(durable: boolean): void {
    if (durable === this.#durable || this.db.inTransaction) return
    this.db.pragma(`synchronous = ${durable ? 'FULL' : 'NORMAL'}`)
    this.#durable = durable
  }

  #heard(topics: ReadonlySet<Topic>, durable: boolean): void {
    if (durable || topics.has('outbox')) for (const worker of this.#workers) worker()
    this.#tell(topics)
  }

  #tell(topics: ReadonlySet<Topic>): void {
    if (topics.size === 0) return
    for (const listener of this.#listeners) {
      try {
        listener(topics)
      } catch {
        // The change is on the disk: that somebody who listens fails over it must not look as if it had failed.
      }
    }
  }
}
