import type { MedicationRequest, Resource, ServiceRequest } from '@medplum/fhirtypes'
import { chipsIn } from '../../../../shared/document/index.js'
import type { Chip } from '../../../../shared/domain/chip/chip.js'
import { prescribes } from '../../../../shared/domain/chip/medication.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { same } from '../../../../shared/kernel/json.js'
import { type Result, refuse } from '../../../../shared/kernel/result.js'
import type { NoteDocument } from '../../store/note-content.js'
import type { Reader } from '../../store/store.js'
import { ending } from './medication.js'
import type { Asked } from './part.js'

/**
 * What holds from now on of a note signed under supervision: its orders and prescriptions, until now drafts, and the ends
 * of the medicines it stops or changes. `settled` is a version before it of which all that held already.
 */
export function release(store: Reader, doc: NoteDocument, settled?: NoteDocument): Asked[] {
  const before = new Map(settled && chipsIn(settled).map(({ attrs }) => [attrs.id, attrs.data] as const))
  return chipsIn(doc).flatMap(({ attrs, chip }): Asked[] => {
    if (!chip || (chip.kind !== 'order' && chip.kind !== 'medication')) return []
    const of = { chip: attrs.id, words: attrs.text }
    const type = chip.kind === 'order' ? 'ServiceRequest' : 'MedicationRequest'
    const id = chip.id as LocalId
    const made = store.read(type, id)
    const asked: Asked[] = made?.status === 'draft' ? [{ ...of, change: { type, id, change: activate } }] : []
    if (chip.kind !== 'medication') return asked
    const isNew = prescribes(chip.data) ? asked.length > 0 : !same(before.get(attrs.id), attrs.data)
    const prior = isNew ? priorOf(store, chip, made as MedicationRequest | undefined) : undefined
    return prior ? [...asked, { ...of, change: ending(prior, chip.data) }] : asked
  })
}

/** Why nothing can be released here: something of it is not on this workstation. */
export function notHeld(store: Reader, doc: NoteDocument): Result<never> | undefined {
  for (const { attrs, chip } of chipsIn(doc)) {
    if (!chip || chip.resource) continue
    const isOrder = chip.kind === 'order' && !store.row('ServiceRequest', chip.id as LocalId)
    const isPrescription =
      chip.kind === 'medication' && prescribes(chip.data) && !store.row('MedicationRequest', chip.id as LocalId)
    if (isOrder || isPrescription)
      return refuse('not-found', `“${attrs.text}” has not arrived on this workstation yet. Try again in a moment.`)
  }
  return undefined
}

function priorOf(store: Reader, { id, resource, ...chip }: Chip, made: MedicationRequest | undefined) {
  if (chip.kind !== 'medication' || chip.data.action === 'start' || chip.data.action === 'continue') return undefined
  const bound = resource && resource.id !== id ? resource.id : undefined
  return (store.identity.resolve(made?.priorPrescription?.reference) ?? bound) as LocalId | undefined
}

function activate(resource: Resource): void {
  const request = resource as ServiceRequest | MedicationRequest
  if (request.status === 'draft') request.status = 'active'
}
