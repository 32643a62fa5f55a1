import { seal, writeRescue, writeRescueNow } from './store/rescue-file.js'
import type { Store } from './store/store.js'
import { unsentWork } from './store/unsent.js'

/** How long after a change the unsent work is written down, milliseconds. */
const soonMs = 1_000
/** Writing takes at most this part of the time: a great deal of unsent work is written down less often. */
const share = 1 / 40

/**
 * Keeps the unsent work a second time, in a small file of its own beside the store: a damaged page of the store then
 * loses nothing older than a second or two. Written aside from the store's own transactions, so that typing never waits.
 */
export class Rescue {
  readonly #store: Store
  readonly #profile: string
  readonly #keyHex: string
  #timer: NodeJS.Timeout | undefined
  #writing: Promise<void> | undefined
  #written = ''
  #pauseMs = soonMs
  #stopped = false

  constructor(store: Store, profile: string, keyHex: string) {
    this.#store = store
    this.#profile = profile
    this.#keyHex = keyHex
    store.onWork(() => this.#plan())
    // What was put back at the start is the work now.
    this.#plan()
  }

  /** Writes down what is unsent now and ends. */
  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#writing
    try {
      const text = this.#text()
      if (text === this.#written) return
      writeRescueNow(this.#profile, seal(text, this.#keyHex))
    } catch {
      // A full disk or a damaged store: what was written down before stays.
    }
  }

  #plan(): void {
    if (this.#stopped) return
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      this.#writing = this.#write().finally(() => {
        this.#writing = undefined
      })
    }, this.#pauseMs)
  }

  async #write(): Promise<void> {
    const began = performance.now()
    try {
      const text = this.#text()
      if (text === this.#written) return
      const sealed = seal(text, this.#keyHex)
      this.#pauseMs = Math.max(soonMs, (performance.now() - began) / share)
      await writeRescue(this.#profile, sealed)
      this.#written = text
    } catch {
      // The store itself is whole; the next change tries again.
    }
  }

  #text(): string {
    return JSON.stringify(unsentWork(this.#store.db))
  }
}
