import type { Records } from '../records.js'
import type { World } from '../world.js'

/** Nothing deleted comes back, neither under its own id nor as a new record of the same UUID. */
export function nothingReturned(_world: World, records: Records): string[] {
  const wrong: string[] = []
  const deleted = new Map<string, string>()
  for (const { type, id, uuid, versions } of records.all.values()) {
    const at = versions.findIndex(({ json }) => json === undefined)
    if (at < 0) continue
    if (uuid) deleted.set(`${type} ${uuid}`, id)
    if (versions.slice(at + 1).some(({ json }) => json !== undefined)) wrong.push(`came back: ${type}/${id}`)
  }
  for (const { type, id, uuid } of records.all.values()) {
    const before = uuid && deleted.get(`${type} ${uuid}`)
    if (before && before !== id) wrong.push(`came back: ${type}/${before} as ${id}`)
  }
  return wrong
}
