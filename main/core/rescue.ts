import { seal, writeRescue, writeRescueNow } from './store/rescue-file.js'
import type { Store } from './store/store.js'
import { unsentWork } from './store/unsent.js'

/** How long after a change the unsent work is written down, milliseconds. */
const soonMs = 1_000
/** Writing takes at most this part of the time: a great deal of unsent work is written down less often. */
const share = 1 / 40
/** But this often at least, milliseconds, however long a writing took: the computer may only have been busy. */
const latestMs = 5_000

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
  /** Something changed while it was being written down. */
  #again = false
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

  /** One writing at a time; what changes meanwhile, or could not be written, has its turn after the next pause. */
  #plan(): void {
    if (this.#stopped || this.#timer || this.#writing) {
      this.#again = this.#writing !== undefined
      return
    }
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#again = false
      this.#writing = this.#write().then((written) => {
        this.#writing = undefined
        if (this.#again || !written) this.#plan()
      })
    }, this.#pauseMs)
  }

  /** Whether what is unsent is now written down. */
  async #write(): Promise<boolean> {
    const began = performance.now()
    try {
      const text = this.#text()
      if (text === this.#written) return true
      const sealed = seal(text, this.#keyHex)
      this.#pauseMs = Math.min(Math.max(soonMs, (performance.now() - began) / share), latestMs)
      await writeRescue(this.#profile, sealed)
      this.#written = text
      return true
    } catch {
      // A full disk or a damaged store: what was written down before stays.
      this.#pauseMs = latestMs
      return false
    }
  }

  #text(): string {
    return JSON.stringify(unsentWork(this.#store.db))
  }
}
