import { marksIn } from '../ledger.js'
import type { Records } from '../records.js'
import type { World } from '../world.js'

/** Nothing is applied twice: one record in the EHR for each made here, and every edit enters its record once. */
export function nothingTwice(world: World, records: Records): string[] {
  const wrong: string[] = []
  const byUuid = new Map<string, string>()
  for (const { type, id, uuid, versions } of records.all.values()) {
    if (uuid) {
      const other = byUuid.get(`${type} ${uuid}`)
      if (other) wrong.push(`twice: ${type} ${uuid.slice(-4)} is in the EHR as ${other} and as ${id}`)
      byUuid.set(`${type} ${uuid}`, id)
    }
    const entered = new Map<string, number>()
    let before = new Set<string>()
    for (const version of versions) {
      const now = marksIn(version.text)
      for (const mark of now) if (!before.has(mark)) entered.set(mark, (entered.get(mark) ?? 0) + 1)
      before = now
    }
    for (const [mark, times] of entered)
      if (times > 1 + (world.ledger.chosenAgain.get(mark) ?? 0))
        wrong.push(`twice: ${mark} entered ${type}/${id} ${times} times`)
  }
  return wrong
}
