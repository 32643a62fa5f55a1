import type { MedicationRequest, Resource, ServiceRequest, Task } from '@medplum/fhirtypes'
import type { LeftOutPart } from '../../../../shared/contract/views/note.js'
import { chipsIn } from '../../../../shared/document/index.js'
import type { Chip } from '../../../../shared/domain/chip/chip.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { type Result, refuse } from '../../../../shared/kernel/result.js'
import { derivedId } from '../../store/identity.js'
import type { NoteDocument } from '../../store/note-content.js'
import type { Reader } from '../../store/store.js'
import { alteredBy } from './altered.js'
import { type Asked, type Change, makesSomething } from './part.js'
import { isCarriedOut, isWithdrawn, withdrawn } from './withdraw.js'

/** What becomes of the parts of the version before that an amendment no longer says. */
interface LeftOut extends LeftOutPart {
  changes: Change[]
}

/**
 * What the version before had made and could be withdrawn, for every chip of it. `note` is the amendment, `reason` why it is
 * made.
 */
export function leftOutParts(store: Reader, note: LocalId, amended: NoteDocument, reason: string): LeftOut[] {
  const remembered = alteredBy(store, note).filter(({ undoes }) => undoes)
  return chipsIn(amended).flatMap(({ attrs, chip }): LeftOut[] => {
    if (!chip || !makesSomething(chip)) return []
    const of = { id: attrs.id as LocalId, text: attrs.text }
    // Withdrawn by a signature that was taken back: that is in the EHR, and stays unless it is not wanted any more.
    const done = remembered.filter((each) => each.chip === attrs.id)
    if (done.length > 0) {
      const changes = done.map(({ type, id }) => ({ type, id, change: () => undefined }))
      return [{ ...of, does: `${doing(chip)}: done already`, usual: true, changes }]
    }
    const made = madeOf(store, chip)
    if (made.length === 0 && !stops(chip)) return [{ ...of, stays: notHere, usual: false, changes: [] }]
    if (made.some(({ resource }) => isCarriedOut(resource)))
      return [{ ...of, stays: 'It was carried out already and stays in the chart.', usual: false, changes: [] }]
    const changes = undoing(store, chip, made, reason)
    return changes.length === 0 ? [] : [{ ...of, does: doing(chip), usual: !stops(chip), changes }]
  })
}

const notHere = 'What was made of it is not on this workstation and stays as it is.'

/** The changes a signer chose, for chips that are no longer in the note; or why one of them cannot be made any more. */
export function chosenChanges(
  left: readonly LeftOut[],
  doc: NoteDocument,
  chosen: readonly string[],
): Result<never> | Asked[] {
  const still = new Set(chipsIn(doc).map(({ attrs }) => attrs.id))
  const asked: Asked[] = []
  for (const id of chosen) {
    if (still.has(id)) continue
    const part = left.find((each) => each.id === id)
    if (!part || part.stays)
      return refuse(
        'stale',
        `“${part?.text ?? 'A part'}” has changed in the chart meanwhile. Look at it again, please.`,
      )
    asked.push(...part.changes.map((change) => ({ change, chip: id, words: `Withdrawn: ${part.text}`, undoes: true })))
  }
  return asked
}

const stops = ({ kind, data }: Chip): boolean => kind === 'medication' && data.action === 'stop'

/** In the words of a button: what is done with what a chip had made. */
function doing({ kind, data }: Chip): string {
  switch (kind) {
    case 'medication':
      if (data.action === 'stop') return 'Go on with the medicine'
      if (data.action === 'start') return 'Cancel the prescription'
      return 'Cancel the prescription and go on with the one before'
    case 'order':
      return 'Cancel the order'
    case 'follow-up':
    case 'task':
      return 'Cancel the task'
    default:
      return 'Mark it as entered in error'
  }
}

interface Made {
  type: Resource['resourceType']
  id: LocalId
  resource: Resource
}

const types: Partial<Record<Chip['kind'], Resource['resourceType']>> = {
  diagnosis: 'Condition',
  medication: 'MedicationRequest',
  order: 'ServiceRequest',
  vital: 'Observation',
  immunization: 'Immunization',
  'follow-up': 'Task',
  task: 'Task',
}

/** What signing made of a chip: under its own id, and a body mass index that was worked out from it. */
function madeOf(store: Reader, { kind, id }: Chip): Made[] {
  const type = types[kind]
  if (!type) return []
  const ids = kind === 'vital' ? [id, derivedId('Observation 1', id)] : [id]
  return (ids as LocalId[]).flatMap((each) => {
    const resource = store.read(type, each)
    return resource ? [{ type, id: each, resource }] : []
  })
}

function undoing(store: Reader, chip: Chip, made: readonly Made[], reason: string): Change[] {
  const own = made.flatMap(({ type, id, resource }): Change[] => {
    const change = changeOf(resource, reason)
    return change ? [{ type, id, change }] : []
  })
  if (chip.kind !== 'medication') return own
  const [request] = made.map(({ resource }) => resource as MedicationRequest)
  const before = stops(chip) ? chip.resource?.id : store.identity.resolve(request?.priorPrescription?.reference)
  const prior = before ? store.read('MedicationRequest', before as LocalId) : undefined
  const expected = chip.data.action === 'refill' ? 'completed' : 'stopped'
  if (!before || prior?.status !== expected || (own.length === 0 && !stops(chip))) return own
  return [...own, { type: 'MedicationRequest', id: before as LocalId, change: goOn }]
}

function goOn(resource: Resource): void {
  const request = resource as MedicationRequest
  request.status = 'active'
  delete request.statusReason
}

function revoke(resource: Resource): void {
  const order = resource as ServiceRequest
  order.status = 'revoked'
}

const open = new Set<string | undefined>([
  'active',
  'on-hold',
  'draft',
  'requested',
  'accepted',
  'ready',
  'in-progress',
])

/** How a record is withdrawn; undefined where nothing is left to withdraw. */
function changeOf(held: Resource, reason: string): Change['change'] | undefined {
  if (isWithdrawn(held)) return undefined
  switch (held.resourceType) {
    case 'ServiceRequest':
      return open.has(held.status) ? revoke : undefined
    case 'MedicationRequest':
    case 'Task':
      if (!open.has(held.status)) return undefined
      return (resource) => {
        const record = resource as MedicationRequest | Task
        record.status = 'cancelled'
        record.statusReason = { text: reason }
      }
    default:
      return withdrawn
  }
}
