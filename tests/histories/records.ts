import type { Resource } from '@medplum/fhirtypes'
import { canonical, readable } from './content.js'
import type { World } from './world.js'

/** One version of a resource in the EHR. */
export interface Version {
  number: number
  updated: string
  /** Undefined for a deletion. */
  json: string | undefined
  /** Its JSON and the words in its attachments. */
  text: string
}

/** A resource of the EHR with all it ever was, oldest first. */
export interface Kept {
  type: string
  id: string
  /** The UUID a workstation gave it. */
  uuid: string | undefined
  versions: Version[]
}

interface History {
  entry?: {
    resource?: Resource & { id: string }
    request: { method: string; url: string }
    response: { etag: string; lastModified: string }
  }[]
  link?: { relation: string; url: string }[]
}

const uuidOf = (resource: Resource): string | undefined => {
  const { identifier } = resource as { identifier?: { system?: string; value?: string }[] }
  const found = Array.isArray(identifier)
    ? identifier.find(({ system, value }) => system === 'urn:ietf:rfc:3986' && value?.startsWith('urn:uuid:'))
    : undefined
  return found?.value?.slice('urn:uuid:'.length)
}

/** Everything the EHR holds and ever held, as plain HTTP tells it. */
export class Records {
  readonly all = new Map<string, Kept>()
  readonly #byUuid = new Map<string, Kept>()

  static async read(world: World): Promise<Records> {
    const records = new Records()
    let path: string | undefined = '_history?_count=1000'
    while (path) {
      const page: History = (await world.plain<History>('GET', path)).body
      for (const entry of page.entry ?? []) records.#take(entry)
      const next: string | undefined = page.link?.find(({ relation }) => relation === 'next')?.url
      path = next && new URL(next).pathname + new URL(next).search
    }
    for (const kept of records.all.values()) kept.versions.sort((a, b) => a.number - b.number)
    return records
  }

  #take({ resource, request, response }: NonNullable<History['entry']>[number]): void {
    const [type, id] = resource
      ? [resource.resourceType, resource.id]
      : (request.url.split('/').slice(-2) as [string, string])
    const name = `${type}/${id}`
    const kept = this.all.get(name) ?? { type, id, uuid: undefined, versions: [] }
    this.all.set(name, kept)
    const json = resource && JSON.stringify(resource)
    const number = Number(response.etag.match(/\d+/)?.[0])
    kept.versions.push({ number, updated: response.lastModified, json, text: json ? readable(json) : '' })
    const uuid = resource && uuidOf(resource)
    if (uuid) {
      kept.uuid = uuid
      this.#byUuid.set(uuid, kept)
    }
  }

  /** By the EHR's id, or by what a workstation calls it. */
  of(type: string, id: string): Kept | undefined {
    return this.all.get(id.includes('/') ? id : `${type}/${id}`) ?? this.#byUuid.get(id)
  }

  /** The same text for contents that say the same, whoever refers to what by which name. */
  canonical(json: string): string {
    return canonical(json, (reference) => {
      if (!reference.startsWith('urn:uuid:')) return reference
      const kept = this.#byUuid.get(reference.slice('urn:uuid:'.length))
      return kept ? `${kept.type}/${kept.id}` : reference
    })
  }
}
