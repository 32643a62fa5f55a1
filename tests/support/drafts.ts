import { Transform } from 'prosemirror-transform'
import type { NoteView } from '../../shared/contract/views/note.js'
import { chipsIn, parseDocument } from '../../shared/document/index.js'
import type { ChipAttrs } from '../../shared/domain/chip/chip.js'
import type { LocalId } from '../../shared/kernel/ids.js'
import { inline } from './chips.js'
import type { Clinic } from './clinic.js'
import type { Desk } from './desk.js'
import { plan } from './queue.js'

/** Writes chips at the end of the first section. */
export async function write(desk: Desk, patient: LocalId, note: LocalId, ...chips: ChipAttrs[]): Promise<void> {
  const { document, version } = view(desk, note)
  const parsed = parseDocument(document)
  if (!parsed.ok) throw new Error('the note does not open')
  const at = parsed.doc.firstChild?.content.size ?? 0
  const { steps } = new Transform(parsed.doc).insert(1 + at, inline(...chips))
  await desk.do('note.steps', { patient, note, version, steps: steps.map((step) => step.toJSON()) })
}

/** Gives a chip other data. */
export async function change(
  desk: Desk,
  patient: LocalId,
  note: LocalId,
  { id }: ChipAttrs,
  data: object,
): Promise<void> {
  const { document, version } = view(desk, note)
  const parsed = parseDocument(document)
  const placed = parsed.ok ? chipsIn(parsed.doc).find(({ attrs }) => attrs.id === id) : undefined
  if (!parsed.ok || !placed) throw new Error('the chip is not in the note')
  const { steps } = new Transform(parsed.doc).setNodeAttribute(placed.at, 'data', data)
  await desk.do('note.steps', { patient, note, version, steps: steps.map((step) => step.toJSON()) })
}

/** Takes a chip out of a draft. */
export async function takeOut(desk: Desk, patient: LocalId, note: LocalId, { id }: ChipAttrs): Promise<void> {
  const { document, version } = view(desk, note)
  const parsed = parseDocument(document)
  const placed = parsed.ok ? chipsIn(parsed.doc).find(({ attrs }) => attrs.id === id) : undefined
  if (!parsed.ok || !placed) throw new Error('the chip is not in the note')
  const { steps } = new Transform(parsed.doc).delete(placed.at, placed.at + 1)
  await desk.do('note.steps', { patient, note, version, steps: steps.map((step) => step.toJSON()) })
}

export async function sign(desk: Desk, patient: LocalId, note: LocalId): Promise<void> {
  const { version } = view(desk, note)
  await desk.do('note.sign', { patient, note, version })
}

export const view = (desk: Desk, note: LocalId): NoteView => desk.see('note.view', { note }) as NoteView

/** The EHR takes no order that says these words. */
export const refuses = (ehr: Clinic, words = 'Lipid panel'): number =>
  plan(ehr, { kind: 'status', status: 422 }, { method: 'POST', path: '^(ServiceRequest|Observation)?$', body: words })
