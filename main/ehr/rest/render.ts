import { isObject, type JsonObject, printJson } from '../json/lossless.js'
import type { Rendering } from '../store/records.js'
import { instant } from './answer.js'

/** Text of a resource under the id, version and time the server gives it; everything else as it was sent. */
export function rendering(resource: JsonObject): Rendering {
  const { resourceType, id: _id, meta, ...rest } = resource
  return (id, version, updated) =>
    printJson({
      resourceType: resourceType as string,
      id,
      meta: { ...(isObject(meta) ? meta : {}), versionId: String(version), lastUpdated: instant(updated) },
      ...rest,
    })
}
