import { isObject, type Json, type JsonObject, parseJson } from '../json/lossless.js'
import { isResourceType } from '../search/registry.js'
import { localForm } from '../search/values.js'
import type { RecordReader, Version } from '../store/records.js'
import { Refused } from './outcome.js'

/**
 * Refuses (422) a resource that comes to refer to something this server does not have, so that nothing kept here points
 * into the void. What it referred to before is not asked about again: that may have been deleted since.
 */
export function checkTargets(records: RecordReader, resource: JsonObject, before: Version | undefined): void {
  const named = targets(resource)
  if (named.size === 0) return
  const known = before?.json ? targets(parseJson(before.json)) : new Set<string>()
  for (const reference of named) {
    if (known.has(reference)) continue
    const [type, id] = reference.split('/') as [string, string]
    const target = records.current(type, id)
    if (!target) throw new Refused(422, 'not-found', `It refers to ${reference}, which is not here`)
    if (target.json === null) throw new Refused(422, 'deleted', `It refers to ${reference}, which was deleted`)
  }
}

/** References to resources of the types kept here, as `Type/id`. */
function targets(value: Json, found = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const item of value) targets(item, found)
  else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      if (key === 'reference' && typeof item === 'string') add(localForm(item), found)
      else targets(item, found)
    }
  }
  return found
}

function add(reference: string, found: Set<string>): void {
  const [type, id, more] = reference.split('/')
  if (type && id && more === undefined && isResourceType(type)) found.add(reference)
}
