import type { PractitionerRole, Reference } from '@medplum/fhirtypes'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { parseJson } from '../../../shared/kernel/json.js'
import { clinicOrganization } from '../session/staff.js'
import { all } from '../store/statement.js'
import type { Store } from '../store/store.js'
import type { IsOurs } from './timeline-visits.js'

/** Levels of an organisation looked through: a department of a department. */
const deepest = 5

/**
 * Tells the clinic's own places from others: where its colleagues work, by their roles, and the departments of those. Where
 * no role names an organisation, the only one there is; among several nothing is told, rather than every visit be called
 * one elsewhere.
 */
export function ownPlaces(store: Store): IsOurs {
  const own = ownOrganizations(store)
  const known = new Map<string, boolean>()
  const belongs = (id: LocalId | undefined, level: number): boolean => {
    if (!id || level > deepest) return false
    return own.has(id) || belongs(store.identity.resolve(store.read('Organization', id)?.partOf?.reference), level + 1)
  }
  return ({ reference }: Reference) => {
    if (own.size === 0 || !reference) return undefined
    const before = known.get(reference)
    if (before !== undefined) return before
    const answer = belongs(store.identity.resolve(reference), 0)
    known.set(reference, answer)
    return answer
  }
}

function ownOrganizations(store: Store): ReadonlySet<LocalId> {
  const roles = all<{ json: string }>(
    store.db,
    `SELECT r.json FROM practitioner_role p JOIN resource r ON r.id = p.id AND r.type = 'PractitionerRole' WHERE p.active = 1`,
  )
  const named = roles.flatMap(
    ({ json }) => store.identity.resolve((parseJson(json) as PractitionerRole).organization?.reference) ?? [],
  )
  if (named.length > 0) return new Set(named)
  const organizations = all<{ id: LocalId }>(
    store.db,
    `SELECT id FROM resource WHERE type = 'Organization' AND server_id > '' LIMIT 2`,
  )
  const clinic = clinicOrganization(store)?.id
  return new Set(organizations.length === 1 && clinic ? [store.identity.localId('Organization', clinic)] : [])
}
