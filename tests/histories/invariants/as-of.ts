import { pulledTypes, rosterTypes } from '../../../main/core/sync/window.js'
import type { Workstation } from '../workstation.js'
import type { World } from '../world.js'

interface There {
  type: string
  id: string
  version: number
  updated: number
}

/** A copy's version, or where the server counts none, its time. */
interface Meta {
  versionId?: string | null
  lastUpdated?: string | null
}

interface Here {
  version_id: string | null
  last_updated: string | null
  theirs: string | null
  theirs_deleted: number
}

const roster = new Set<string>(rosterTypes)

/** `as of` never names a time up to which something is missing: looked at after every step. */
export class Watch {
  readonly #world: World
  readonly #looked = new Map<Workstation, string>()

  constructor(world: World) {
    this.#world = world
  }

  look(): void {
    const { ehr } = this.#world
    if (!ehr) return
    for (const station of this.#world.stations) {
      const asOf = station.on ? station.see('sync.status', {})?.asOf : undefined
      if (!asOf || this.#looked.get(station) === asOf) continue
      this.#looked.set(station, asOf)
      const there = ehr.db
        .prepare('SELECT type, id, version, updated FROM resource WHERE updated <= ? AND deleted = 0')
        .all(Date.parse(asOf)) as There[]
      for (const each of there) this.#compare(station, asOf, each)
    }
  }

  #compare(station: Workstation, asOf: string, { type, id, version, updated }: There): void {
    if (!pulledTypes.includes(type) || this.#world.late.has(`${type}/${id}`)) return
    // What was made here takes the EHR's id with its answer only; its copy may be beside it before.
    const { db, identity } = station.context.store
    const row = db
      .prepare('SELECT version_id, last_updated, theirs, theirs_deleted FROM resource WHERE type = ? AND id = ?')
      .get(type, identity.localId(type, id)) as Here | undefined
    const says = `${station.name} says it has everything up to ${asOf}`
    if (!row) {
      if (roster.has(type)) this.#world.wrong.push(`as of: ${says}, and ${type}/${id} is missing`)
      return
    }
    if (row.theirs_deleted === 1) return
    const beside = row.theirs ? (JSON.parse(row.theirs) as { meta: Meta }).meta : {}
    const copies: Meta[] = [{ versionId: row.version_id, lastUpdated: row.last_updated }, beside]
    const known = copies.some(({ versionId, lastUpdated }) =>
      versionId ? Number(versionId) >= version : Date.parse(lastUpdated ?? '') >= updated,
    )
    if (!known)
      this.#world.wrong.push(`as of: ${says}, and has ${JSON.stringify(copies)} of ${type}/${id}, not ${version}`)
  }
}
