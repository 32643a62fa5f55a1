import { basename } from 'node:path'
import type { ImportedSystem, ListImport } from '../../../shared/contract/views/terminology.js'
import type { Instant } from '../../../shared/kernel/ids.js'
import {
  addCodes,
  beginCondensing,
  beginList,
  codeLists,
  codeNamed,
  codesAfter,
  condense,
  currentList,
  firstKey,
  makeCurrent,
  type NewCode,
  removeCodes,
} from '../store/code-list.js'
import { explain } from '../store/connection.js'
import type { Store } from '../store/store.js'
import { linesOf } from './lists/lines.js'
import { OrangeBook } from './lists/orange-book.js'
import { type ListReader, OrderFile, type PlacedCode } from './lists/order-file.js'
import { RefusedList } from './lists/refused.js'

/** Rows written in one transaction: so short that nobody who types notices. */
const slice = 400
/** Places of each group; a list has room for sixteen groups. */
const groupSpan = 2 ** 20
/** How often progress is told, milliseconds. */
const tellEvery = 250

const readerOf: Record<ImportedSystem, () => ListReader> = {
  condition: () => new OrderFile(),
  medication: () => new OrangeBook(),
}

/** Lets everything else that waits go first. */
const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

interface Running {
  file: string
  abort: AbortController
  done: number
  codes: number
}

/**
 * Takes official lists in, one at a time for each system. The rows of a new list come in beside those of the one in use,
 * in slices between which everything else goes on; when all are there, and only then, it takes the other's place in one
 * transaction. Whatever ends it before that leaves the list in use as it was.
 */
export class ListImports {
  readonly #store: Store
  readonly #at: () => Instant
  readonly #running = new Map<ImportedSystem, Running>()
  readonly #last = new Map<ImportedSystem, NonNullable<ListImport['failed']>>()
  readonly #work = new Set<Promise<void>>()
  #clearing: Promise<void> | undefined
  #stopped = false

  constructor(store: Store, at: () => Instant) {
    this.#store = store
    this.#at = at
  }

  /** What is going on with a system's list, and what became of the last try. */
  state(system: ImportedSystem): ListImport {
    const running = this.#running.get(system)
    const failed = this.#last.get(system)
    return {
      ...(running && {
        loading: {
          file: running.file,
          done: running.done,
          codes: running.codes,
          stopping: running.abort.signal.aborted,
        },
      }),
      ...(failed && { failed }),
    }
  }

  /**
   * Reads a file into the system's list. Answers how many codes it has; undefined when it was stopped.
   *
   * @throws RefusedList where the file is no whole list of that system, and what the disk throws
   */
  load(system: ImportedSystem, path: string, who: string | null): Promise<number | undefined> {
    const work = this.#load(system, path, who)
    const ended = work.then(
      () => {},
      () => {},
    )
    this.#work.add(ended)
    void ended.then(() => this.#work.delete(ended))
    return work
  }

  async #load(system: ImportedSystem, path: string, who: string | null): Promise<number | undefined> {
    if (this.#running.has(system)) throw new RefusedList('A list is being read already.')
    const file = basename(path)
    const running: Running = { file, abort: new AbortController(), done: 0, codes: 0 }
    this.#running.set(system, running)
    this.#last.delete(system)
    let list: number | undefined
    try {
      list = this.#write((db) =>
        beginList(db, { system, edition: editionOf(file), file, loaded_at: this.#at(), loaded_by: who }),
      )
      const whole = await this.#fill(list, system, path, running)
      if (!whole) return undefined
      await this.#retire(list, system, running.abort.signal)
      await this.#condense(running.abort.signal)
      if (running.abort.signal.aborted) return undefined
      const done = list
      this.#store.receive(
        this.#at(),
        (tx) => {
          makeCurrent(tx.db, done)
          tx.touch('terminology', 'code-lists')
        },
        true,
      )
      return running.codes
    } catch (error) {
      this.#last.set(system, failureOf(error, file))
      throw error
    } finally {
      this.#running.delete(system)
      this.#store.announce('code-lists')
      this.clearSoon()
    }
  }

  /** Ends reading; what was read of the file goes again. */
  stop(system: ImportedSystem): void {
    this.#running.get(system)?.abort.abort()
    this.#last.delete(system)
    this.#store.announce('code-lists')
  }

  /** Forgets what became of the last try. */
  seen(system: ImportedSystem): void {
    this.#last.delete(system)
    this.#store.announce('code-lists')
  }

  /** Takes a system's list away; the short list stays. */
  remove(system: ImportedSystem): boolean {
    const list = currentList(this.#store.db, system)
    if (!list) return false
    this.#store.receive(
      this.#at(),
      (tx) => {
        tx.db.prepare(`UPDATE code_list SET state = 'leaving' WHERE id = ?`).run(list.id)
        tx.touch('terminology', 'code-lists')
      },
      true,
    )
    this.clearSoon()
    return true
  }

  /** Takes away the rows of lists that were replaced, removed or never finished, between everything else. */
  clear(): Promise<void> {
    this.#clearing ??= this.#clear().finally(() => {
      this.#clearing = undefined
    })
    return this.#clearing
  }

  /** Ends everything, before the store is closed. What is left to clear is cleared after the next start. */
  async close(): Promise<void> {
    this.#stopped = true
    for (const { abort } of this.#running.values()) abort.abort()
    await Promise.all(this.#work)
    await this.#clearing?.catch(() => {})
  }

  /**
   * Begins to clear and waits for nothing. A failure, such as a full disk, is not said: rows that stay take room and
   * nothing else, nobody looks things up in them, and the next import or start takes them away.
   */
  clearSoon(): void {
    if (!this.#stopped) void this.clear().catch(() => undefined)
  }

  async #clear(): Promise<void> {
    while (!this.#stopped) {
      const left = codeLists(this.#store.db).find(
        ({ state, system }) =>
          state === 'leaving' || (state === 'loading' && !this.#running.has(system as ImportedSystem)),
      )
      if (!left) return
      let more = true
      while (more) {
        if (this.#stopped) return
        more = this.#write((db) => removeCodes(db, left.id, slice))
        await pause()
      }
    }
  }

  /** Answers false when it was stopped on the way. */
  async #fill(list: number, system: ImportedSystem, path: string, running: Running): Promise<boolean> {
    const reader = readerOf[system]()
    const { signal } = running.abort
    const groups = new Map<number, NewCode[]>()
    const places = new Map<number, number>()
    let waiting = 0
    let told = performance.now()
    const write = async (): Promise<void> => {
      this.#write((db) => {
        for (const [group, rows] of groups) {
          const place = places.get(group) ?? 0
          addCodes(db, list, group * groupSpan + place, rows)
          places.set(group, place + rows.length)
        }
      })
      running.codes += waiting
      waiting = 0
      groups.clear()
      if (performance.now() - told > tellEvery) {
        told = performance.now()
        this.#store.announce('code-lists')
      }
      await pause()
    }
    const take = ({ group, row }: PlacedCode): void => {
      const rows = groups.get(group)
      if (rows) rows.push(row)
      else groups.set(group, [row])
      waiting += 1
    }
    for await (const line of linesOf(path, signal)) {
      const placed = reader.line(line)
      running.done = line.done
      if (placed) take(placed)
      if (waiting === slice) await write()
      if (signal.aborted) return false
    }
    if (signal.aborted) return false
    for (const placed of reader.end()) {
      take(placed)
      if (waiting === slice) await write()
      if (signal.aborted) return false
    }
    await write()
    return true
  }

  /** What the list before had and this one has not any more is kept to be read, and not offered. */
  async #retire(list: number, system: ImportedSystem, signal: AbortSignal): Promise<void> {
    const before = currentList(this.#store.db, system)
    if (!before) return
    let place = 15 * groupSpan
    let after = firstKey(before.id) - 1
    for (;;) {
      const rows = codesAfter(this.#store.db, before.id, after, 2_000)
      if (rows.length === 0 || signal.aborted) return
      after = rows.at(-1)?.key as number
      const gone = rows.filter(({ code }) => !codeNamed(this.#store.db, list, code))
      if (gone.length > 0) {
        this.#write((db) =>
          addCodes(
            db,
            list,
            place,
            gone.map(({ code, title, names, words, content }) => ({
              code,
              status: 'retired',
              title,
              names,
              words,
              content,
            })),
          ),
        )
        place += gone.length
      }
      await pause()
    }
  }

  async #condense(signal: AbortSignal): Promise<void> {
    // All segments of the index may be merged, in steps.
    this.#write((db) => beginCondensing(db))
    while (!signal.aborted && this.#write((db) => condense(db))) await pause()
  }

  #write<T>(work: (db: Store['db']) => T): T {
    return this.#store.receive(this.#at(), (tx) => work(tx.db))
  }
}

/** The year a file says it is of: `icd10cm-order-2027.txt`. */
const editionOf = (file: string): string => /(?:19|20)\d\d(?:-\d\d)?/.exec(file)?.[0] ?? ''

function failureOf(error: unknown, file: string): NonNullable<ListImport['failed']> {
  if (error instanceof RefusedList) return { file, message: error.message }
  const { failure, message } = explain(error)
  return { file, message: failure === 'unexpected' ? 'Something went wrong while it was read.' : message }
}
