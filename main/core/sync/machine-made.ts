import type { Resource } from '@medplum/fhirtypes'
import { taskExtension } from '../../../shared/domain/task/extension.js'
import type { Entry } from '../outbox/entry.js'
import { one } from '../store/statement.js'
import type { Store } from '../store/store.js'
import { outgoing } from './outgoing.js'

/** Made of what arrived, the same by every workstation: which of several stays is decided without a person. */
export const isMachineMade = (resource: Resource): boolean =>
  resource.resourceType === 'Task' && (resource.extension ?? []).some(({ url }) => url === taskExtension.madeBy)

/**
 * What a new resource was before anybody here worked on it. Of what the machine made the EHR's copy may be another
 * workstation's, where somebody else was at it: what was done here before it left counts as an edit of it. So may a plan of the
 * clinic, which has one id everywhere: what it says counts as an edit of one that says nothing.
 */
export function asMade(store: Store, { resource, type }: Entry, sent: string): Resource {
  const now = outgoing(store, sent)
  if (now.resourceType === 'PlanDefinition') {
    const { action: _rules, extension: _times, ...bare } = now
    return bare
  }
  if (!isMachineMade(now)) return now
  const sql = `SELECT p.before FROM deed_part p JOIN deed d ON d.id = p.deed
    WHERE p.type = ? AND p.resource = ? AND p.before IS NOT NULL ORDER BY d.seq LIMIT 1`
  const before = one<{ before: string }>(store.db, sql, type, resource)?.before
  return before === undefined ? now : outgoing(store, before)
}
