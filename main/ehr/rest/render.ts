import { isObject, type Json, type JsonObject, printJson } from '../json/lossless.js'
import type { Rendering } from '../store/records.js'
import { instant } from './answer.js'

/** Says in `meta` who wrote this version, as docs/FHIR.md has it. */
const lastChangedBy = 'https://rounds.example/fhir/last-changed-by'

/** Text of a resource under the id, version and time the server gives it, and who wrote it; everything else as it was sent. */
export function rendering(resource: JsonObject, by?: string): Rendering {
  const { resourceType, id: _id, meta, ...rest } = resource
  const { extension, ...kept } = isObject(meta) ? meta : {}
  const others = (Array.isArray(extension) ? extension : []).filter(
    (other: Json) => !isObject(other) || other.url !== lastChangedBy,
  )
  const extensions = by ? [...others, { url: lastChangedBy, valueReference: { reference: by } }] : others
  return (id, version, updated) =>
    printJson({
      resourceType: resourceType as string,
      id,
      meta: {
        ...kept,
        versionId: String(version),
        lastUpdated: instant(updated),
        ...(extensions.length > 0 ? { extension: extensions } : {}),
      },
      ...rest,
    })
}
