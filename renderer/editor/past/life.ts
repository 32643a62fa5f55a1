import type { Node } from 'prosemirror-model'
import type { Step } from 'prosemirror-transform'
import type { NoteHistory } from '../../../shared/contract/views/history.js'
import { parseDocument, replacingStep, stepFromJson } from '../../../shared/document/index.js'
import type { Instant } from '../../../shared/kernel/ids.js'

/** What one person wrote without a pause. */
export interface Moment {
  by: string
  from: Instant
  to: Instant
  /** How many steps the note had when it was over. */
  steps: number
  /** Which session it is in. */
  session: number
}

/** What one person wrote at one sitting. */
export interface Session {
  by: string
  from: Instant
  to: Instant
  first: number
  last: number
}

/** A pause this long begins a new moment, milliseconds; one of typing without any is cut, too. */
const pause = 2_000
const longest = 10_000
/** Between two sittings. */
const away = 5 * 60_000
/** Every so many steps the document is kept; those between are made again when they are looked at. */
const every = 32
/** Work is laid down this often for what else the window has to do, milliseconds. */
const turn = 8

/**
 * The life of a note, to be moved about in. Made step by step, so that a long one holds up nothing; documents share what
 * did not change, so that many cost little.
 */
export class NoteLife {
  readonly steps: readonly Step[]
  readonly moments: readonly Moment[]
  readonly sessions: readonly Session[]
  /** Who made each step and when. */
  readonly made: readonly { by: string; at: Instant }[]
  readonly #kept: readonly Node[]

  private constructor(history: NoteHistory, steps: Step[], kept: Node[]) {
    this.steps = steps
    this.#kept = kept
    this.made = history.steps.slice(0, steps.length).map(({ at, by }) => ({ at, by: by ?? unknown }))
    const { moments, sessions } = grouped(history, steps.length)
    this.moments = moments
    this.sessions = sessions
  }

  /** Undefined when what is stored cannot be read. A later step that cannot be read ends the life there. */
  static async of(history: NoteHistory, stopped: () => boolean = () => false): Promise<NoteLife | undefined> {
    const parsed = parseDocument(history.document)
    if (!parsed.ok) return undefined
    const steps: Step[] = []
    const kept = [parsed.doc]
    let { doc } = parsed
    let since = performance.now()
    for (const { step: json } of history.steps) {
      try {
        const step = stepFromJson(json)
        const next = step.apply(doc).doc
        if (!next) break
        steps.push(step)
        doc = next
      } catch {
        break
      }
      if (steps.length % every === 0) kept.push(doc)
      if (performance.now() - since > turn) {
        await new Promise((resolve) => setTimeout(resolve, 0))
        if (stopped()) return undefined
        since = performance.now()
      }
    }
    return new NoteLife(history, steps, kept)
  }

  /** The note after so many steps. */
  after(steps: number): Node {
    const index = Math.min(Math.floor(steps / every), this.#kept.length - 1)
    let doc = this.#kept[index] as Node
    for (let at = index * every; at < steps; at += 1) doc = (this.steps[at] as Step).apply(doc).doc ?? doc
    return doc
  }

  /** The note as it was at the end of a moment. */
  at(moment: number): Node {
    return this.after(this.moments[moment]?.steps ?? 0)
  }
}

/** Where nobody knows. */
const unknown = 'Unknown author'

function grouped(history: NoteHistory, count: number): { moments: Moment[]; sessions: Session[] } {
  const moments: Moment[] = [{ by: history.by ?? unknown, from: history.at, to: history.at, steps: 0, session: 0 }]
  for (let index = 0; index < count; index += 1) {
    const { at, by = unknown } = history.steps[index] as NoteHistory['steps'][number]
    const last = moments.at(-1) as Moment
    const [since, begun] = [Date.parse(at) - Date.parse(last.to), Date.parse(at) - Date.parse(last.from)]
    if (moments.length > 1 && last.by === by && Math.abs(since) < pause && begun < longest) {
      last.to = at
      last.steps = index + 1
    } else moments.push({ by, from: at, to: at, steps: index + 1, session: 0 })
  }
  const sessions: Session[] = []
  for (const [index, moment] of moments.entries()) {
    const last = sessions.at(-1)
    if (last && last.by === moment.by && Date.parse(moment.from) - Date.parse(last.to) < away) {
      last.to = moment.to
      last.last = index
    } else sessions.push({ by: moment.by, from: moment.from, to: moment.to, first: index, last: index })
    moment.session = sessions.length - 1
  }
  return { moments, sessions }
}

/** What the EHR knows of before the workstation did, and then what is known here. */
export function joinedHistory(ehr: NoteHistory | null, here: NoteHistory | null): NoteHistory | null {
  if (!ehr || !here) return here ?? ehr
  if (here.steps.length === 0) return ehr
  const [before, after] = [parseDocument(ehr.document), parseDocument(here.document)]
  if (!before.ok || !after.ok || Date.parse(ehr.at) >= Date.parse(here.at)) return here
  const earlier = ehr.steps.filter(({ at }) => Date.parse(at) < Date.parse(here.at))
  let { doc } = before
  for (const { step } of earlier) doc = stepFromJson(step).apply(doc).doc ?? doc
  const bridge = replacingStep(doc, after.doc)?.toJSON()
  const met = bridge ? [{ step: bridge, at: here.at, ...(here.by && { by: here.by }) }] : []
  return { ...ehr, steps: [...earlier, ...met, ...here.steps] }
}
