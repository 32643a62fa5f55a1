import type { LocalId } from '../../../shared/kernel/ids.js'
import type { Deed } from '../ledger.js'
import type { Kept, Records } from '../records.js'
import type { World } from '../world.js'

/** What the EHR has of the resource a deed was done to. */
export function recordOf(world: World, records: Records, { type, id }: Pick<Deed, 'type' | 'id'>): Kept | undefined {
  const direct = records.of(type, id)
  if (direct) return direct
  for (const station of world.stations) {
    const row = station.context.store.row(type, id as LocalId)
    if (row?.server_id) return records.of(type, `${type}/${row.server_id}`)
  }
  return [...records.all.values()].find(
    (kept) => kept.type === type && world.stations[0]?.context.store.identity.localId(type, kept.id) === id,
  )
}

/** Deeds by the resource of the EHR they were done to. */
export function deedsByRecord(world: World, records: Records): Map<Kept, Deed[]> {
  const found = new Map<Kept, Deed[]>()
  for (const deed of world.ledger.deeds) {
    const kept = recordOf(world, records, deed)
    if (kept) found.set(kept, [...(found.get(kept) ?? []), deed])
  }
  return found
}
