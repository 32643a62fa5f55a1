import type { Organization } from '@medplum/fhirtypes'
import type { Staff } from '../../../shared/contract/views/session.js'
import { type Role, roles, roleTitles } from '../../../shared/domain/role.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { parseJson } from '../../../shared/kernel/json.js'
import { all, one } from '../store/statement.js'
import type { Store } from '../store/store.js'

/** HL7's general practitioner roles, for an EHR that does not know the practice's own. */
const generalRoles: Record<string, Role> = { doctor: 'physician', nurse: 'medical-assistant' }

/** The person behind a Practitioner, from what is held; undefined while the Practitioner is not. */
export function staffOf(store: Store, id: LocalId): Staff | undefined {
  const person = one<{ name: string; initials: string }>(
    store.db,
    'SELECT name, initials FROM practitioner WHERE id = ?',
    id,
  )
  if (!person) return undefined
  const held = all<{ role: string; title: string }>(
    store.db,
    'SELECT role, title FROM practitioner_role WHERE practitioner = ? AND active = 1',
    id,
  )
  const known = held.find(({ role }) => roles.includes(role as Role))
  // Nobody is given more than the least a colleague may do for want of a role; the EHR has its own rules besides.
  const role = (known?.role ?? generalRoles[held[0]?.role ?? ''] ?? 'front-desk') as Role
  return {
    id,
    name: person.name,
    initials: person.initials,
    role,
    title: known?.title || held[0]?.title || roleTitles[role],
  }
}

// Organisations come from the EHR. Naming the server id leads SQLite to the index by type, past every patient.

/** The organisation the person works for, or the only one there is. */
export function clinicOrganization(store: Store): Organization | undefined {
  const found = one<{ json: string }>(
    store.db,
    `SELECT json FROM resource
     WHERE type = 'Organization' AND server_id > '' ORDER BY json_extract(json, '$.partOf') IS NOT NULL, json_extract(json, '$.type[0].coding[0].code') = 'prov' DESC, last_updated LIMIT 1`,
  )
  return found && (parseJson(found.json) as Organization)
}

export const clinicName = (store: Store): string => clinicOrganization(store)?.name ?? ''

/** Whether the organisation is marked as test data (`HTEST`): a practice clinic, wherever its EHR runs. */
export function isPractice(store: Store): boolean {
  const found = one<{ tagged: number }>(
    store.db,
    `SELECT count(*) AS tagged FROM resource, json_each(resource.json, '$.meta.tag') AS tag
     WHERE resource.type = 'Organization' AND resource.server_id > '' AND json_extract(tag.value, '$.code') = 'HTEST'`,
  )
  return (found?.tagged ?? 0) > 0
}
