import { hash } from 'node:crypto'
import type { Resource } from '@medplum/fhirtypes'
import { asLocalId, type LocalId } from '../../../shared/kernel/ids.js'
import type { Sqlite } from './connection.js'
import { statement } from './statement.js'

/** The identifier system under which a workstation's own id travels to the server. */
export const uuidSystem = 'urn:ietf:rfc:3986'

/**
 * The local id a resource of the server gets when no workstation made it: the same on every workstation and known before
 * the resource itself has arrived, so that a reference can be resolved ahead of its target.
 */
export const derivedId = (type: string, serverId: string): LocalId => uuidOf(`${type}/${serverId}`)

/**
 * The id of what the machine makes of a thing: the same on every workstation, so that whichever of them makes it, it is
 * made once. `because` tells apart what is made of the same thing more than once.
 */
export const machineId = (kind: string, thing: LocalId, because = ''): LocalId =>
  uuidOf(`machine/${kind}/${thing}/${because}`)

/** A UUID (version 8) from the SHA-256 of a text. */
function uuidOf(text: string): LocalId {
  const digest = hash('sha256', text, 'buffer')
  digest[6] = ((digest[6] as number) & 0x0f) | 0x80
  digest[8] = ((digest[8] as number) & 0x3f) | 0x80
  const hex = digest.toString('hex', 0, 16)
  return asLocalId(`${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`)
}

/** The UUID a workstation gave the resource when it made it, from its identifier. */
export function ownUuid(resource: Resource): LocalId | undefined {
  const identifiers = (resource as { identifier?: unknown }).identifier
  if (!Array.isArray(identifiers)) return undefined
  for (const identifier of identifiers as { system?: string; value?: string }[]) {
    if (identifier.system === uuidSystem && identifier.value?.startsWith('urn:uuid:')) {
      return asLocalId(identifier.value.slice('urn:uuid:'.length))
    }
  }
  return undefined
}

/** Ids kept in memory: a page of resources refers to the same few things over and over. */
const mostRemembered = 50_000

/** Local ids and server ids of resources, both ways. */
export class Identity {
  readonly #db: Sqlite
  readonly #remembered = new Map<string, LocalId>()
  constructor(db: Sqlite) {
    this.#db = db
  }

  /** The local id of a server's resource, whether or not it is held. */
  localId(type: string, serverId: string): LocalId {
    const name = `${type}/${serverId}`
    const known = this.#remembered.get(name)
    if (known) return known
    const row = statement(this.#db, 'SELECT id FROM identity WHERE type = ? AND server_id = ?').get(type, serverId) as
      | { id: LocalId }
      | undefined
    const id = row?.id ?? derivedId(type, serverId)
    if (this.#remembered.size >= mostRemembered) this.#remembered.clear()
    this.#remembered.set(name, id)
    return id
  }

  /** A transaction was undone: what it had learned is not so. */
  undone(): void {
    this.#remembered.clear()
  }

  /** The local id a reference points to: `Patient/12`, `https://…/Patient/12`, `Patient/12/_history/3` or `urn:uuid:…`. */
  resolve(reference: string | undefined): LocalId | undefined {
    if (!reference) return undefined
    if (reference.startsWith('urn:uuid:')) return asLocalId(reference.slice('urn:uuid:'.length))
    const parts = reference.split('/_history/')[0]?.split('/') ?? []
    const serverId = parts.at(-1)
    const type = parts.at(-2)
    return serverId && type ? this.localId(type, serverId) : undefined
  }

  /** How to refer to a resource in JSON kept here: by its server id when it has one, else by its UUID until it has. */
  reference(type: string, id: LocalId): string {
    const row = statement(this.#db, 'SELECT server_id FROM resource WHERE id = ? AND type = ?').get(id, type) as
      | { server_id: string | null }
      | undefined
    const serverId =
      row?.server_id ??
      (
        statement(this.#db, 'SELECT server_id FROM identity WHERE id = ? AND type = ?').get(id, type) as
          | { server_id: string }
          | undefined
      )?.server_id
    return serverId ? `${type}/${serverId}` : `urn:uuid:${id}`
  }

  /**
   * Learns that the server's `serverId` is what a workstation made as `id`. Answers the id it went by here until now,
   * when this is news: what was filed under that one has to be filed anew.
   */
  learn(type: string, serverId: string, id: LocalId): LocalId | undefined {
    const derived = derivedId(type, serverId)
    if (derived === id) return undefined
    const known = statement(this.#db, 'SELECT 1 FROM identity WHERE type = ? AND server_id = ?').get(type, serverId)
    if (known) return undefined
    // The server made it twice. The first is this one; the other is shown beside it, as the server has it.
    if (statement(this.#db, 'SELECT 1 FROM identity WHERE id = ? AND type = ?').get(id, type)) return undefined
    statement(this.#db, 'INSERT INTO identity (type, server_id, id) VALUES (?, ?, ?)').run(type, serverId, id)
    this.#remembered.set(`${type}/${serverId}`, id)
    return derived
  }
}
