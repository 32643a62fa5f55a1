import { Transform } from 'prosemirror-transform'
import type { CommandName, InputOf, OutputOf, QueryName } from '../../shared/contract/contract.js'
import type { ConflictView } from '../../shared/contract/views/conflict.js'
import type { NoteView } from '../../shared/contract/views/note.js'
import { documentText, outline, parseDocument, schema } from '../../shared/document/index.js'
import type { LocalId } from '../../shared/kernel/ids.js'
import type { Refusal, Result } from '../../shared/kernel/result.js'
import { type Clinic, clinic, until, type Workstation } from './clinic.js'

/** A workstation as its window speaks to it, showing one patient. */
export class Desk {
  readonly station: Workstation
  readonly #connection = { window: 1, bound: null as LocalId | null }
  constructor(station: Workstation) {
    this.station = station
  }
  call<K extends CommandName>(name: K, input: InputOf<K>): Promise<Result<OutputOf<K>>> {
    return this.station.running.core.call(name, input, crypto.randomUUID(), this.#connection) as Promise<
      Result<OutputOf<K>>
    >
  }
  async do<K extends CommandName>(name: K, input: InputOf<K>): Promise<OutputOf<K>> {
    const result = await this.call(name, input)
    if (!result.ok) throw new Error(`${name} was refused: ${result.refusal.message}`)
    return result.value
  }
  async refused<K extends CommandName>(name: K, input: InputOf<K>): Promise<Refusal> {
    const result = await this.call(name, input)
    if (result.ok) throw new Error(`${name} was not refused`)
    return result.refusal
  }
  see<K extends QueryName>(name: K, input: InputOf<K>): OutputOf<K> {
    const result = this.station.running.core.ask(name, input)
    if (!result.ok) throw new Error(`${name} was refused: ${result.refusal.message}`)
    return result.value as OutputOf<K>
  }
  /** The one conflict here, once there is one. */
  async conflict(): Promise<ConflictView> {
    const [row] = await until(() => {
      const rows = this.see('conflict.list', {})
      return rows.length > 0 ? rows : undefined
    })
    return this.see('conflict.view', { item: row?.item as string }) as ConflictView
  }
  /** The conflict again, whatever it is now. */
  again({ item }: ConflictView): ConflictView {
    return this.see('conflict.view', { item }) as ConflictView
  }
  type(patient: LocalId, note: LocalId, section: number, text: string): Promise<unknown> {
    const { document, version } = this.see('note.view', { note }) as NoteView
    const parsed = parseDocument(document)
    if (!parsed.ok) throw new Error('the note does not open')
    const at = (outline(parsed.doc)[section]?.start as number) + 1
    const steps = new Transform(parsed.doc).insert(at, schema.text(text)).steps.map((step) => step.toJSON())
    return this.do('note.steps', { patient, note, version, steps })
  }
  text(note: LocalId): string {
    const parsed = parseDocument((this.see('note.view', { note }) as NoteView | null)?.document)
    return parsed.ok ? documentText(parsed.doc) : ''
  }
}

/** How long typing rests until a draft is published, in tests of what comes after; milliseconds. */
const shortRest = 150

/** Two workstations with the same patient open. Drafts are published after a short rest, but where `unhurried`. */
export async function two(
  first = 'novak',
  second = 'hale',
  pace: 'hurried' | 'unhurried' = 'hurried',
): Promise<{ ehr: Clinic; a: Desk; b: Desk; patient: LocalId }> {
  const ehr = await clinic()
  const a = await (await ehr.workstation('A')).as(first)
  const b = await (await ehr.workstation('B')).as(second)
  await Promise.all([a.ready(), b.ready()])
  for (const { context } of pace === 'hurried' ? [a, b] : []) {
    const { soon } = context
    context.soon = (key, ms, work) => soon(key, Math.min(ms, shortRest), work)
  }
  const patient = a.id('Patient', 'p1')
  const desks = [new Desk(a), new Desk(b)] as const
  for (const desk of desks) await desk.do('patient.open', { open: patient })
  return { ehr, a: desks[0], b: desks[1], patient }
}
