import type { CommandName, InputOf, OutputOf, ParsedOf, QueryName } from '../../../shared/contract/contract.js'
import type { Staff } from '../../../shared/contract/views/session.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import type { Result } from '../../../shared/kernel/result.js'
import type { Calm } from '../calm.js'
import type { Outbox } from '../outbox/outbox.js'
import type { Session } from '../session/session.js'
import type { Store } from '../store/store.js'
import type { Topic } from '../store/topic.js'
import type { Presence } from '../sync/presence.js'
import type { Sync } from '../sync/sync.js'
import type { ListImports } from '../terminology/import.js'

/** Where time comes from; mocked in tests. */
export interface Clock {
  now(): Date
}

/** What every handler may use. */
export interface Context {
  store: Store
  session: Session
  sync: Sync
  presence: Presence
  outbox: Outbox
  /** The official code lists. */
  lists: ListImports
  clock: Clock
  /** Puts off what nobody waits for until nobody is in the middle of something. */
  calm: Calm
  /** A new local id. */
  newId(): LocalId
  /** The present instant, by this workstation's clock. */
  at(): Instant
  /** Runs something later, once per key, moved on by each call; pending ones run at stop. */
  soon(key: string, ms: number, work: () => void): void
  /** Tells the log that something failed which nobody waits for: by a name of ours, never by the error's words. */
  fault(what: string, error: unknown): void
  config: { profile: string; ehrUrl: string; practice: boolean; workstation: string }
}

/** The window a command came from. */
export interface Connection {
  window: number
  /** The patient the window is bound to. */
  bound: LocalId | null
}

/** Who watches a query: the window, and what it was last sent when the query runs again for it. */
export interface Watcher<K extends QueryName> {
  window: number
  last?: OutputOf<K>
}

/** A live query's handler: the answer, and the topics it read. Queries answer signed-out callers with a refusal unless `open`. */
export interface QueryHandler<K extends QueryName> {
  open?: boolean
  /** Nobody looks at it as it changes, and it may cost something: it is answered again when nobody does anything. */
  unhurried?: boolean
  run(context: Context, input: ParsedOf<K>, watcher?: Watcher<K>): { value: OutputOf<K>; topics: readonly Topic[] }
}

/** A command's handler. `who` is the signed-in person; only `open` commands run without one. */
export interface CommandHandler<K extends CommandName> {
  open?: boolean
  run(
    context: Context,
    input: ParsedOf<K>,
    call: { connection: Connection; who: Staff },
  ): Result<OutputOf<K>> | Promise<Result<OutputOf<K>>>
}

export type QueryHandlers = { [K in QueryName]: QueryHandler<K> }
export type CommandHandlers = { [K in CommandName]: CommandHandler<K> }
export type { InputOf }
