import type { Condition, MedicationRequest, Resource } from '@medplum/fhirtypes'
import { isVoidable } from '../../../../shared/domain/voidable.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import type { Writer } from '../../store/write.js'
import { hl7 } from '../fhir.js'

/** Marks a record as entered in error: FHIR keeps what was, and nobody goes by it any more. */
export function withdraw(tx: Writer, type: Resource['resourceType'], id: LocalId): void {
  if (isVoidable(type)) tx.edit(type, id, withdrawn)
}

/** The same of a record in hand. */
export function withdrawn(resource: Resource): void {
  if (resource.resourceType === 'Condition') {
    resource.verificationStatus = hl7('condition-ver-status', 'entered-in-error', 'Entered in Error')
    // A condition that never was has no clinical status (FHIR R4, con-5).
    delete resource.clinicalStatus
  } else (resource as MedicationRequest).status = 'entered-in-error'
}

/**
 * Withdraws what a note made that was never signed, unless it was carried out meanwhile: blood that was drawn was drawn, and
 * its result comes.
 */
export function takeOut(tx: Writer, type: Resource['resourceType'], id: LocalId): void {
  const held = tx.read(type, id)
  if (held && !isCarriedOut(held)) withdraw(tx, type, id)
}

/** Whether an order or a task has been carried out, or begun so that it will be. */
export const isCarriedOut = (resource: Resource): boolean =>
  (resource.resourceType === 'ServiceRequest' &&
    (resource.status === 'completed' || (resource.specimen?.length ?? 0) > 0)) ||
  (resource.resourceType === 'Task' && resource.status === 'completed')

/** Whether a record is marked so. */
export function isWithdrawn(resource: Resource): boolean {
  const { status, verificationStatus } = resource as { status?: string } & Pick<Condition, 'verificationStatus'>
  return (
    status === 'entered-in-error' ||
    verificationStatus?.coding?.some(({ code }) => code === 'entered-in-error') === true
  )
}
