import { readable } from '../content.js'
import { marksIn } from '../ledger.js'
import type { Records } from '../records.js'
import type { World } from '../world.js'

/**
 * Nothing acknowledged is lost: every edit somebody was told is safe is in some version in the EHR, or was replaced by
 * somebody who had it before them, or is kept on a workstation for people to see.
 */
export function nothingLost(world: World, records: Records): string[] {
  const arrived = new Set<string>()
  for (const { versions } of records.all.values())
    for (const { text } of versions) for (const mark of marksIn(text)) arrived.add(mark)
  const replaced = new Set<string>()
  for (const { before, after } of world.ledger.deeds) {
    if (before === undefined) continue
    const still = marksIn(readable(after))
    for (const mark of marksIn(readable(before))) if (!still.has(mark)) replaced.add(mark)
  }
  const kept = new Set<string>()
  for (const { context } of world.stations) {
    const rows = context.store.db
      .prepare(
        `SELECT json FROM kept_version UNION ALL SELECT r.json FROM resource r JOIN outbox o ON o.type = r.type AND o.resource = r.id
         UNION ALL SELECT document FROM proposed_addendum`,
      )
      .all() as { json: string }[]
    for (const { json } of rows) for (const mark of marksIn(readable(json))) kept.add(mark)
  }
  return [...world.ledger.told].flatMap(([mark, { station, type, id, what }]) =>
    arrived.has(mark) || replaced.has(mark) || kept.has(mark)
      ? []
      : [`lost: ${what} ${mark}, which ${station} was told is saved in ${type} ${id.slice(-4)}`],
  )
}
