import type { Node } from 'prosemirror-model'
import type { Transaction } from 'prosemirror-state'
import type { Step } from 'prosemirror-transform'
import { parseDocument } from '../../../shared/document/index.js'
import type { Refusal, Result } from '../../../shared/kernel/result.js'
import { ok, refuse } from '../../../shared/kernel/result.js'
import { stepsBetween } from './difference.js'
import { holds } from './holds.js'
import { keptParagraphs } from './kept.js'
import type { JournalLink, JournalledNote } from './link.js'
import { afterTimeout, type JournalHost, type JournalOptions, type Later, whenIdle } from './options.js'
import { type Kept, type Pending, rebase } from './rebase.js'
import type { JournalState } from './state.js'

/** Set on transactions that bring what others wrote: they are not journalled and the section guard lets them through. */
export const fromJournal = 'fromJournal'

/** Set with the ranges of what others wrote, on the transaction that brings it. */
export const writtenByOthers = 'writtenByOthers'

/** Steps sent at once, at most; the contract allows no more. */
const mostSteps = 2000

/** What the link answered, or that no answer came. */
type Answer<T> = Result<T> | 'lost'

/** An unanswered batch is sent again after this long; the same name makes that safe. */
const patience = 15_000

/**
 * Carries the editor's steps into the note's journal, in order, one batch at a time, and says how far it has got. It
 * never drops a step: what cannot go in yet waits, what meets the steps of another window is rebased over them.
 */
export class StepJournal {
  #version: number
  #pending: Pending[] = []
  #savedAt: string | undefined
  #problem: JournalState['problem']
  #snapshot: JournalState
  #sending = false
  #scheduled = false
  #closed = false
  #heard = 0
  #waiters: ((result: Result<{ version: number }>) => void)[] = []
  readonly #link: JournalLink
  readonly #host: JournalHost
  readonly #onChange: (state: JournalState) => void
  readonly #onKept: () => void
  readonly #later: Later
  readonly #soon: (task: () => void) => void
  readonly #newId: () => string
  readonly #random: () => number

  constructor(options: JournalOptions) {
    this.#version = options.version
    this.#link = options.link
    this.#host = options.host
    this.#onChange = options.onChange ?? (() => {})
    this.#later = options.later ?? afterTimeout
    this.#onKept = options.onKept ?? (() => {})
    const { later } = options
    this.#soon = options.soon ?? (later ? (task) => void later(task, 0) : whenIdle)
    this.#newId = options.newId ?? (() => crypto.randomUUID())
    this.#random = options.random ?? Math.random
    this.#snapshot = { version: this.#version, unsaved: 0 }
  }

  get state(): JournalState {
    return this.#snapshot
  }

  /** Takes a transaction that the editor has applied. */
  record(tr: Transaction): void {
    if (!tr.docChanged || tr.getMeta(fromJournal)) return
    for (const [at, step] of tr.steps.entries()) {
      this.#pending.push({ step, inverted: step.invert(tr.docs[at] as Node) })
    }
    this.#savedAt = undefined
    this.#changed()
    this.#schedule()
  }

  /**
   * Hears from the live view how far the journal is. When it is ahead and nothing of ours explains it, what the others
   * wrote is fetched and merged in.
   */
  heardOf(version: number): void {
    this.#heard = Math.max(this.#heard, version)
    if (this.#heard > this.#version) this.#schedule()
  }

  /** Tries again what stopped: the window is bound again, the person signed in again. */
  resume(): void {
    if (this.#problem?.kind !== 'stopped') return
    this.#problem = undefined
    this.#changed()
    this.#schedule()
  }

  /**
   * Takes back what the journal will never have, because the note was signed or discarded elsewhere meanwhile, and
   * answers its words. The editor then shows the note as it is kept.
   */
  withdraw(): string {
    const { tr } = this.#host.state()
    const { kept } = rebase(tr, this.#pending, [], () => false)
    this.#pending = []
    this.#problem = undefined
    this.#host.dispatch(tr.setMeta(fromJournal, true).setMeta('addToHistory', false))
    this.#changed()
    return kept.map(({ text }) => text).join('\n')
  }

  /** Resolves once every step made so far is on disk, or with the refusal that stopped them. */
  settled(): Promise<Result<{ version: number }>> {
    return new Promise((resolve) => {
      this.#waiters.push(resolve)
      this.#answerWaiters()
      this.#schedule()
    })
  }

  /** The editor goes away. Steps already recorded are still sent, what had stopped is tried once more; nobody is told. */
  close(): void {
    this.#closed = true
    this.resume()
  }

  #changed(): void {
    this.#snapshot = {
      version: this.#version,
      unsaved: this.#pending.length,
      ...(this.#savedAt && this.#pending.length === 0 ? { savedAt: this.#savedAt } : {}),
      ...(this.#problem ? { problem: this.#problem } : {}),
    }
    this.#answerWaiters()
    if (!this.#closed) this.#onChange(this.#snapshot)
  }

  #answerWaiters(): void {
    const stopped = this.#problem?.kind === 'stopped' ? this.#problem : undefined
    if (!stopped && (this.#pending.length > 0 || this.#sending)) return
    const result = stopped ? refuse(stopped.code, stopped.message) : ok({ version: this.#version })
    for (const waiter of this.#waiters.splice(0)) waiter(result)
  }

  #schedule(): void {
    if (this.#scheduled || this.#sending || this.#problem?.kind === 'stopped') return
    this.#scheduled = true
    this.#soon(() => {
      this.#scheduled = false
      void this.#send()
    })
  }

  /** True while there is something to send or to fetch and no reason not to. */
  get #due(): boolean {
    if (this.#problem?.kind === 'stopped') return false
    return this.#pending.length > 0 || (this.#heard > this.#version && !this.#closed)
  }

  async #send(): Promise<void> {
    if (this.#sending) return
    this.#sending = true
    try {
      while (this.#due) {
        if (this.#pending.length > 0) await this.#sendBatch()
        else await this.#catchUp(0)
      }
    } catch {
      this.#stop({ code: 'unexpected', message: 'The last changes could not be saved. They are still on this screen.' })
    } finally {
      this.#sending = false
      this.#answerWaiters()
    }
  }

  async #sendBatch(): Promise<void> {
    const batch = this.#newId()
    const steps = this.#pending.slice(0, mostSteps)
    const json = steps.map(({ step }) => step.toJSON())
    let answerLost = false
    for (let attempt = 0; ; attempt++) {
      const answer = await this.#answered(this.#link.append(batch, this.#version, json))
      if (answer !== 'lost' && answer.ok) {
        if (answer.value.version !== this.#version + steps.length) return this.#catchUp(steps.length)
        return this.#confirmed(steps.length, answer.value.version, answer.value.savedAt)
      }
      if (answer === 'lost') answerLost = true
      else if (answer.refusal.code === 'stale') return this.#catchUp(answerLost ? steps.length : 0)
      else if (answer.refusal.code === 'core-restarted') answerLost = true
      else if (!passes(answer.refusal)) return this.#stop(answer.refusal)
      this.#waitingFor(answer)
      await this.#pause(attempt)
    }
  }

  /** Opens the journal anew and rebases over it. `perhapsIn` is how many of our steps an unheard answer may have confirmed. */
  async #catchUp(perhapsIn: number): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      const answer = await this.#answered(this.#link.open())
      if (answer !== 'lost' && answer.ok) return this.#meet(answer.value, perhapsIn)
      if (answer !== 'lost' && answer.refusal.code !== 'core-restarted' && !passes(answer.refusal)) {
        return this.#stop(answer.refusal)
      }
      this.#waitingFor(answer)
      await this.#pause(attempt)
    }
  }

  #meet(note: JournalledNote, perhapsIn: number): void {
    const parsed = parseDocument(note.document)
    if (!parsed.ok) {
      this.#stop({ code: 'invalid', message: 'The note as stored cannot be opened by this version of Rounds.' })
      return
    }
    this.#heard = note.version
    if (note.version < this.#version) {
      this.#restore(parsed.doc, note.version)
      return
    }
    let confirmed = this.#confirmedDocument()
    let taken = 0
    if (perhapsIn > 0 && note.version >= this.#version + perhapsIn) {
      const steps = this.#pending.slice(0, perhapsIn).map(({ step }) => step)
      const withOurs = steps.reduce((doc, step) => step.apply(doc).doc ?? doc, confirmed)
      if (holds(parsed.doc, confirmed, withOurs, steps)) {
        taken = perhapsIn
        confirmed = withOurs
      }
    }
    this.#pending.splice(0, taken)
    this.#version = note.version
    this.#problem = undefined
    if (taken > 0) this.#savedAt = new Date().toISOString()
    this.#merge(stepsBetween(confirmed, parsed.doc))
    this.#changed()
  }

  /** The journal has less than it once confirmed: what is on the screen is the fullest there is, and is sent again. */
  #restore(stored: Node, version: number): void {
    this.#version = version
    this.#problem = undefined
    this.#pending = []
    let doc = stored
    for (const step of stepsBetween(stored, this.#host.state().doc)) {
      this.#pending.push({ step, inverted: step.invert(doc) })
      doc = step.apply(doc).doc ?? doc
    }
    this.#savedAt = undefined
    this.#changed()
  }

  #merge(remote: Step[]): void {
    if (remote.length === 0) return
    const tr = this.#host.state().tr
    const { pending, kept, theirs } = rebase(tr, this.#pending, remote)
    tr.setMeta(fromJournal, true)
      .setMeta(writtenByOthers, theirs)
      .setMeta('rebased', this.#pending.length)
      .setMeta('addToHistory', false)
    this.#pending = pending
    this.#host.dispatch(tr)
    if (kept.length > 0) this.#keep(kept)
    if (kept.length > 0 && !this.#closed) this.#onKept()
  }

  /** Text with no place left is set down again at the end of its section, as an edit of its own. */
  #keep(kept: Kept[]): void {
    const tr = this.#host.state().tr
    for (const { at, paragraphs } of keptParagraphs(tr.doc, kept)) tr.insert(tr.mapping.map(at), paragraphs)
    this.#host.dispatch(tr)
  }

  #confirmedDocument(): Node {
    return [...this.#pending].reverse().reduce((doc, { inverted }) => {
      const result = inverted.apply(doc)
      if (!result.doc) throw new Error('a step cannot be taken back')
      return result.doc
    }, this.#host.state().doc)
  }

  #confirmed(steps: number, version: number, savedAt: string): void {
    this.#pending.splice(0, steps)
    this.#version = version
    this.#savedAt = savedAt
    this.#problem = undefined
    this.#changed()
  }

  #stop({ code, message }: Refusal): void {
    this.#problem = { kind: 'stopped', code, message }
    this.#changed()
  }

  #waitingFor(answer: Answer<unknown>): void {
    const refusal: Refusal =
      answer === 'lost' || answer.ok
        ? { code: 'core-restarted', message: 'Not saved yet: trying again.' }
        : answer.refusal
    if (this.#problem?.kind === 'waiting' && this.#problem.message === refusal.message) return
    this.#problem = { kind: 'waiting', ...refusal }
    this.#changed()
  }

  /** 50 ms at first, doubling to 2 s, with full jitter above a floor so that two windows do not keep step. */
  #pause(attempt: number): Promise<void> {
    const most = Math.min(2000, 50 * 2 ** attempt)
    return new Promise((resolve) => {
      this.#later(resolve, most / 4 + this.#random() * most)
    })
  }

  async #answered<T>(call: Promise<Result<T>>): Promise<Answer<T>> {
    let cancel = (): void => {}
    const lost = new Promise<'lost'>((resolve) => {
      cancel = this.#later(() => resolve('lost'), patience)
    })
    try {
      return await Promise.race([call, lost])
    } catch {
      return 'lost'
    } finally {
      cancel()
    }
  }
}

/** Refusals that may pass by themselves: the disk was full, the core is starting, another command had the note. */
const passes = ({ code }: Refusal): boolean => code === 'no-space' || code === 'unexpected' || code === 'conflict'
