import type { Patient } from '@medplum/fhirtypes'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { one } from './statement.js'
import type { Reader } from './store.js'

/** Records merged into records that were merged: no clinic has more in a row, and two must not point at each other for ever. */
const longestChain = 8

/** The record that stands for this patient since the EHR merged the two (`Patient.link` `replaced-by`); undefined for its own. */
export function mergedInto({ db, identity }: Pick<Reader, 'db' | 'identity'>, patient: LocalId): LocalId | undefined {
  let last: LocalId | undefined
  for (let at: LocalId | undefined = patient, step = 0; at && step < longestChain; step += 1) {
    const row = one<{ links: string | null }>(
      db,
      `SELECT json_extract(json, '$.link') AS links FROM resource WHERE id = ? AND type = 'Patient'`,
      at,
    )
    const links = JSON.parse(row?.links ?? '[]') as NonNullable<Patient['link']>
    at = identity.resolve(links.find(({ type }) => type === 'replaced-by')?.other?.reference)
    if (at === patient) return undefined
    last = at ?? last
  }
  return last
}
