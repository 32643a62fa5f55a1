import type { DocumentReference, Resource } from '@medplum/fhirtypes'
import { parseJson } from '../../../shared/kernel/json.js'
import { withoutReferences, withReferences } from '../fhir/reference.js'
import { uuidsIn } from '../outbox/uuids.js'
import { one } from '../store/statement.js'
import type { Store } from '../store/store.js'

/** A resource kept here as the EHR is to see it: everything it already has is referred to by the EHR's own ids. */
export function outgoing(store: Store, json: string): Resource {
  const resource = parseJson(json) as Resource
  if (uuidsIn(json).size === 0) return resource
  return withReferences(resource, (uuid) => {
    const found =
      one<{ type: string; server_id: string }>(
        store.db,
        'SELECT type, server_id FROM resource WHERE id = ? AND server_id IS NOT NULL',
        uuid,
      ) ?? one<{ type: string; server_id: string }>(store.db, 'SELECT type, server_id FROM identity WHERE id = ?', uuid)
    return found && `${found.type}/${found.server_id}`
  })
}

/** The form of a new resource that travels first. */
export function firstForm(json: string, circular: ReadonlySet<string>): string {
  const resource = parseJson(json) as Resource
  const signed = resource.resourceType === 'DocumentReference' && resource.docStatus === 'final'
  if (!signed && circular.size === 0) return json
  const open = circular.size === 0 ? resource : withoutReferences(resource, circular)
  // A note signed before it ever left arrives as a draft: its Provenance and its parts must be there before the signature.
  return JSON.stringify(signed ? ({ ...open, docStatus: 'preliminary' } as DocumentReference) : open)
}

/** A new resource without what only the server may set. */
export function withoutServerParts(resource: Resource): Resource {
  const { id: _id, meta, ...rest } = resource as Resource & { id?: string }
  const { versionId: _version, lastUpdated: _updated, ...kept } = meta ?? {}
  return (Object.keys(kept).length > 0 ? { ...rest, meta: kept } : rest) as Resource
}
