import type { Node } from 'prosemirror-model'
import type { JournalLink } from '../../../../renderer/editor/journal/link.js'
import type { Later } from '../../../../renderer/editor/journal/options.js'
import { applySteps } from '../../../../shared/document/index.js'
import { ok, type Result, refuse } from '../../../../shared/kernel/result.js'

/** What the store needs of time. */
interface Time {
  now: number
  later: Later
}

/** What happens to one call: how long it takes and how it goes wrong. */
export interface Fate {
  ms: number
  goes:
    | 'well'
    /** The core is gone before it did anything, and says so. */
    | 'restarted before'
    /** The core did it, went, and the answer says only that it restarted. */
    | 'restarted after'
    /** No answer ever, not done and done. */
    | 'silent before'
    | 'silent after'
    | 'throws'
    | 'no space'
}

/** The note's journal as the core keeps it, with faults on request. */
export class NoteStore {
  version = 0
  doc: Node
  /** Every step accepted, in order. */
  journal: unknown[] = []
  fates: Fate[] = []
  refuses: ReturnType<typeof refuse> | null = null
  /** Whether it remembers the answers it gave, as the core does. */
  remembers = true
  #answers = new Map<string, Result<{ version: number; savedAt: string }>>()
  readonly #clock: Time

  constructor(doc: Node, clock: Time) {
    this.doc = doc
    this.#clock = clock
  }

  link(): JournalLink {
    return {
      append: (batch, version, steps) => this.#call(() => this.#append(batch, version, structuredClone(steps))),
      open: () => this.#call(() => ok({ document: this.doc.toJSON(), version: this.version })),
    }
  }

  #append(batch: string, version: number, steps: unknown[]): Result<{ version: number; savedAt: string }> {
    if (this.refuses) return this.refuses
    const known = this.#answers.get(batch)
    if (known && this.remembers) return known
    if (version !== this.version) return refuse('stale', 'The note has moved on.')
    const applied = applySteps(this.doc, steps)
    if (!applied.ok) return refuse('invalid', applied.reason)
    this.doc = applied.doc
    this.version += steps.length
    this.journal.push(...steps)
    const answer = ok({ version: this.version, savedAt: new Date(this.#clock.now).toISOString() })
    this.#answers.set(batch, answer)
    return answer
  }

  #call<T>(work: () => Result<T>): Promise<Result<T>> {
    const { ms, goes } = this.fates.shift() ?? { ms: 1, goes: 'well' }
    return new Promise((resolve, reject) => {
      this.#clock.later(() => {
        const result = goes === 'well' || goes.endsWith('after') ? work() : null
        if (goes === 'well' && result) resolve(result)
        else if (goes.startsWith('restarted')) resolve(refuse('core-restarted', 'The core was started again.'))
        else if (goes === 'throws') reject(new Error('the port is closed'))
        else if (goes === 'no space') resolve(refuse('no-space', 'No space is left on this computer.'))
      }, ms)
    })
  }
}
