import { pulledTypes, rosterTypes } from '../../../main/core/sync/window.js'
import type { Workstation } from '../workstation.js'
import type { World } from '../world.js'

interface There {
  type: string
  id: string
  version: number
  updated: number
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

  #compare(station: Workstation, asOf: string, { type, id, version }: There): void {
    if (!pulledTypes.includes(type) || this.#world.late.has(`${type}/${id}`)) return
    const row = station.context.store.db
      .prepare('SELECT version_id, theirs, theirs_deleted FROM resource WHERE type = ? AND server_id = ?')
      .get(type, id) as { version_id: string | null; theirs: string | null; theirs_deleted: number } | undefined
    const says = `${station.name} says it has everything up to ${asOf}`
    if (!row) {
      if (roster.has(type)) this.#world.wrong.push(`as of: ${says}, and ${type}/${id} is missing`)
      return
    }
    const beside = row.theirs ? Number((JSON.parse(row.theirs) as { meta: { versionId: string } }).meta.versionId) : 0
    const known = Math.max(Number(row.version_id ?? 0), beside)
    if (known < version && row.theirs_deleted === 0)
      this.#world.wrong.push(`as of: ${says}, and has version ${known} of ${type}/${id}, not ${version}`)
  }
}
