import { contract } from '../../shared/contract/contract.js'
import type { Port } from '../../shared/contract/port.js'
import type { FromCore, ToCore } from '../../shared/contract/wire.js'
import type { LocalId } from '../../shared/kernel/ids.js'
import { type Refusal, type Result, refuse } from '../../shared/kernel/result.js'
import { commands } from './handlers/commands.js'
import type { Connection, Context } from './handlers/context.js'
import { keepSignaturesTrue } from './handlers/note-taken-back.js'
import { publishLeft } from './handlers/publish.js'
import { queries } from './handlers/queries.js'
import { Live } from './live.js'
import { explain } from './store/connection.js'
import { noticeDamage } from './store/damage.js'
import { run } from './store/statement.js'
import type { Topic } from './store/topic.js'
import { Work } from './work/work.js'

interface AnyQuery {
  open?: boolean
  unhurried?: boolean
  run(context: Context, input: unknown, watcher?: unknown): { value: unknown; topics: readonly Topic[] }
}
interface AnyCommand {
  open?: boolean
  run(context: Context, input: unknown, call: unknown): Result<unknown> | Promise<Result<unknown>>
}

/** How long a command's outcome is remembered, so that repeating it changes nothing: a day. */
const rememberMs = 86_400_000
/** After so many commands those of the day before are forgotten, besides at the start. */
const forgetEvery = 500

/** The workstation's engine as windows see it: calls, watches and events over Ports. */
export class Core {
  readonly #context: Context
  readonly #live: Live
  readonly #work: Work
  readonly #windows = new Map<number, { port: Port; connection: Connection }>()
  /** Commands under way, by id, so that a repeated one shares the outcome. */
  readonly #underWay = new Map<string, Promise<Result<unknown>>>()
  #remembered = 0

  constructor(context: Context) {
    this.#context = context
    this.#live = new Live(context.calm)
    context.store.onChange((topics) => this.#live.changed(topics))
    this.#forget()
    context.soon('publish what was left', 0, () => publishLeft(context))
    keepSignaturesTrue(context)
    this.#work = new Work(context)
  }

  /** Connects a window. Its watches end with its port. */
  attach(window: number, port: Port): void {
    this.detach(window)
    const connection: Connection = { window, bound: null }
    this.#windows.set(window, { port, connection })
    port.onMessage((message) => this.#receive(port, connection, message as ToCore))
    port.onClose(() => {
      if (this.#windows.get(window)?.port === port) this.detach(window)
    })
  }

  detach(window: number): void {
    this.#live.unwatchAll(`${window}:`)
    this.#windows.delete(window)
  }

  /** Tells every window something that is shown once. */
  broadcast(name: string, data: unknown): void {
    for (const { port } of this.#windows.values()) port.post({ t: 'event', name, data } satisfies FromCore)
  }

  /** Runs a command as a window would; for tools and tests. */
  call(name: string, input: unknown, commandId: string, connection: Connection): Promise<Result<unknown>> {
    return this.#once(name, input, commandId, connection)
  }

  /** Asks a query once. */
  ask(name: string, input: unknown): Result<unknown> {
    const answer = this.#ask(name, input)
    return answer.ok ? { ok: true, value: answer.value.value } : answer
  }

  stop(): void {
    this.#work.stop()
    this.#live.stop()
    this.#windows.clear()
  }

  #receive(port: Port, connection: Connection, message: ToCore): void {
    const send = (reply: FromCore): void => port.post(reply)
    this.#context.calm.stir()
    if (message.t === 'unwatch') {
      this.#live.unwatch(`${connection.window}:${message.id}`)
    } else if (message.t === 'watch') {
      const { id, name, input } = message
      this.#live.watch(`${connection.window}:${id}`, {
        id,
        unhurried: (queries as unknown as Record<string, AnyQuery | undefined>)[name]?.unhurried ?? false,
        ask: (last) => this.#ask(name, input, { window: connection.window, ...(last === undefined ? {} : { last }) }),
        send,
      })
    } else if (message.t === 'call') {
      const { id } = message
      void this.#once(message.name, message.input, message.commandId, connection).then((result) => {
        send(
          result.ok
            ? { t: 'reply', id, ok: true, value: result.value }
            : { t: 'reply', id, ok: false, refusal: result.refusal },
        )
      })
    }
  }

  #ask(
    name: string,
    input: unknown,
    watcher?: { window: number; last?: unknown },
  ): Result<{ value: unknown; topics: readonly Topic[] }> {
    const entry = contract[name as keyof typeof contract]
    if (entry?.kind !== 'query') return refuse('invalid', `There is no question named ${name}.`)
    const parsed = entry.input.safeParse(input)
    if (!parsed.success)
      return refuse('invalid', `What was asked is not well formed: ${parsed.error.issues[0]?.message ?? name}`)
    const handler = (queries as unknown as Record<string, AnyQuery>)[name] as AnyQuery
    if (!handler.open && !this.#context.session.user()) return refuse('signed-out', 'Please sign in.')
    try {
      const { value, topics } = handler.run(this.#context, parsed.data, watcher)
      return { ok: true, value: { value, topics: handler.open ? topics : [...topics, 'session'] } }
    } catch (error) {
      noticeDamage(this.#context.store.db, error)
      return { ok: false, refusal: refusalOf(error) }
    }
  }

  async #once(name: string, input: unknown, commandId: string, connection: Connection): Promise<Result<unknown>> {
    const known = this.#context.store.db.prepare('SELECT result FROM command WHERE id = ?').get(commandId) as
      | { result: string }
      | undefined
    if (known) return JSON.parse(known.result) as Result<unknown>
    const running = this.#underWay.get(commandId)
    if (running) return running
    const work = this.#run(name, input, commandId, connection).catch((error: unknown): Result<never> => {
      noticeDamage(this.#context.store.db, error)
      return { ok: false, refusal: refusalOf(error) }
    })
    this.#underWay.set(commandId, work)
    const result = await work
    this.#underWay.delete(commandId)
    return result
  }

  #forget(): void {
    const before = new Date(this.#context.clock.now().getTime() - rememberMs).toISOString()
    run(this.#context.store.db, 'DELETE FROM command WHERE at < ?', before)
  }

  /** Carries a command out together with the note that it was: one is never on the disk without the other. */
  #carryOut(
    commandId: string,
    work: () => Result<unknown> | Promise<Result<unknown>>,
  ): Result<unknown> | Promise<Result<unknown>> {
    return this.#context.store.together(() => {
      const result = work()
      if (!(result instanceof Promise) && result.ok) {
        this.#remembered += 1
        if (this.#remembered % forgetEvery === 0) this.#forget()
        run(
          this.#context.store.db,
          'INSERT OR REPLACE INTO command (id, at, result) VALUES (?, ?, ?)',
          commandId,
          this.#context.at(),
          JSON.stringify(result),
        )
      }
      return result
    })
  }

  async #run(name: string, input: unknown, commandId: string, connection: Connection): Promise<Result<unknown>> {
    const entry = contract[name as keyof typeof contract]
    if (entry?.kind !== 'command') return refuse('invalid', `There is no command named ${name}.`)
    const parsed = entry.input.safeParse(input)
    if (!parsed.success) {
      const issue = parsed.error.issues[0]
      return refuse('invalid', `This cannot be saved: ${issue?.path.join(' ') ?? ''} ${issue?.message ?? ''}`.trim())
    }
    const handler = (commands as unknown as Record<string, AnyCommand>)[name] as AnyCommand
    const who = this.#context.session.user()
    if (!who && !handler.open) return refuse('signed-out', 'Please sign in.')
    const { patient } = parsed.data as { patient?: LocalId }
    if (patient && 'patient' in (input as object) && connection.bound !== patient && name !== 'task.create') {
      return refuse('wrong-patient', 'This window shows another patient. Nothing was saved.')
    }
    const work = (): Result<unknown> | Promise<Result<unknown>> =>
      handler.run(this.#context, parsed.data, { connection, who })
    const result = await (remembered(name) ? this.#carryOut(commandId, work) : work())
    if (result.ok && name === 'patient.open') {
      connection.bound = (parsed.data as { open: LocalId | null }).open
      this.#windows
        .get(connection.window)
        ?.port.post({ t: 'event', name: 'bound', data: { patient: connection.bound } } satisfies FromCore)
    }
    return result
  }
}

/** Steps carry their own version, and a draft is kept as it is now, which makes repeating them safe without a row for each; opening and fetching are harmless. */
const remembered = (name: string): boolean =>
  name !== 'note.steps' &&
  name !== 'work.draft' &&
  name !== 'work.keep-files' &&
  name !== 'patient.open' &&
  name !== 'sync.now' &&
  name !== 'outbox.export' &&
  name !== 'note.versions' &&
  name !== 'rules.try' &&
  name !== 'attachment.open' &&
  name !== 'document.file' &&
  !name.startsWith('session.')

/** What an unforeseen error means to the person; the text of a patient never gets into it. */
function refusalOf(error: unknown): Refusal {
  const { failure, message } = explain(error)
  if (failure === 'no-space') return { code: 'no-space', message }
  if (failure === 'damaged' || failure === 'not-writable' || failure === 'in-use')
    return { code: 'unexpected', message }
  return { code: 'unexpected', message: 'Something went wrong inside Rounds and this was not saved. Please try again.' }
}
