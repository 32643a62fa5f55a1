import type { Node } from 'prosemirror-model'
import { Transform } from 'prosemirror-transform'
import type { CommandName, InputOf, OutputOf, QueryName } from '../../shared/contract/contract.js'
import { chipsIn, documentText, parseDocument, schema } from '../../shared/document/index.js'
import type { LocalId } from '../../shared/kernel/ids.js'
import type { RefusalCode } from '../../shared/kernel/result.js'
import type { Workstation } from './clinic.js'

/** A window of a workstation, bound to the patient it opened; what it does and asks goes through the contract. */
export class Window {
  readonly #station: Workstation
  readonly #connection = { window: 1, bound: null as LocalId | null }

  constructor(station: Workstation) {
    this.#station = station
  }

  /** Does a command that must succeed. */
  async do<K extends CommandName>(name: K, input: InputOf<K>): Promise<OutputOf<K>> {
    const result = await this.#station.running.core.call(name, input, crypto.randomUUID(), this.#connection)
    if (!result.ok) throw new Error(`${name} was refused: ${result.refusal.message}`)
    return result.value as OutputOf<K>
  }

  /** Does a command that must be refused; answers how. */
  async refused<K extends CommandName>(name: K, input: InputOf<K>): Promise<RefusalCode> {
    const result = await this.#station.running.core.call(name, input, crypto.randomUUID(), this.#connection)
    if (result.ok) throw new Error(`${name} was not refused`)
    return result.refusal.code
  }

  see<K extends QueryName>(name: K, input: InputOf<K>): OutputOf<K> {
    const result = this.#station.running.core.ask(name, input)
    if (!result.ok) throw new Error(`${name} was refused: ${result.refusal.message}`)
    return result.value as OutputOf<K>
  }

  async open(patient: LocalId): Promise<void> {
    await this.do('patient.open', { open: patient })
  }

  /** Types at the beginning of a note, from the note as it is here now. */
  async type(patient: LocalId, note: LocalId, text: string): Promise<void> {
    await this.write(patient, note, schema.text(text))
  }

  /** Puts something at a place of the note; at the beginning of its first paragraph unless told. */
  async write(patient: LocalId, note: LocalId, node: Node, at = 2): Promise<void> {
    const view = this.see('note.view', { note })
    const parsed = parseDocument(view?.document)
    if (!view || !parsed.ok) throw new Error('the note does not open')
    const steps = new Transform(parsed.doc).insert(at, node).steps.map((step) => step.toJSON())
    await this.do('note.steps', { patient, note, version: view.version, steps })
  }

  /** Takes every chip out of a note; answers which they were. */
  async takeOut(patient: LocalId, note: LocalId): Promise<LocalId[]> {
    const view = this.see('note.view', { note })
    const parsed = parseDocument(view?.document)
    if (!view || !parsed.ok) throw new Error('the note does not open')
    const chips = chipsIn(parsed.doc)
    const tr = new Transform(parsed.doc)
    for (const { at } of chips.toReversed()) tr.delete(at, at + 1)
    const steps = tr.steps.map((step) => step.toJSON())
    await this.do('note.steps', { patient, note, version: view.version, steps })
    return chips.map(({ attrs }) => attrs.id as LocalId)
  }

  text(note: LocalId): string {
    const parsed = parseDocument(this.see('note.view', { note })?.document)
    return parsed.ok ? documentText(parsed.doc) : ''
  }
}
