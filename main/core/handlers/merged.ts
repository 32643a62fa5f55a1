import type { LocalId } from '../../../shared/kernel/ids.js'
import type { Reader } from '../store/store.js'

/** Records merged into records that were merged: no clinic has more in a row, and two must not point at each other for ever. */
const longestChain = 8

/** The record that stands for this patient since the EHR merged the two (`Patient.link` `replaced-by`); undefined for its own. */
export function mergedInto(reader: Reader, patient: LocalId): LocalId | undefined {
  let last: LocalId | undefined
  for (let at: LocalId | undefined = patient, step = 0; at && step < longestChain; step += 1) {
    const link = reader.read('Patient', at)?.link?.find(({ type }) => type === 'replaced-by')
    at = reader.identity.resolve(link?.other?.reference)
    if (at === patient) return undefined
    last = at ?? last
  }
  return last
}
