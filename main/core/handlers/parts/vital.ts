import type { VitalData } from '../../../../shared/domain/chip/vital.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { derivedId } from '../../store/identity.js'
import { observationsOf } from '../vitals.js'
import type { Outcome, Signing } from './part.js'

/** What was measured; a body mass index worked out from it goes by an id that is the same each time. */
export function vitalParts({ context, who, seen, patient, encounter }: Signing, id: LocalId, data: VitalData): Outcome {
  const made = observationsOf(context, who, seen, { patient, encounter, values: data.values })
  const parts = made.map((resource, place) => ({
    id: place === 0 ? id : derivedId(`Observation ${place}`, id),
    resource,
  }))
  return { parts, changes: [] }
}
