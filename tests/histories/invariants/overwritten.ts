import { readable } from '../content.js'
import { marksIn } from '../ledger.js'
import type { Records } from '../records.js'
import type { World } from '../world.js'
import { deedsByRecord } from './local-ids.js'

/** Nobody's words leave a record unless somebody who had them before them took them away. */
export function nothingOverwritten(world: World, records: Records): string[] {
  // Where there are no versions, nothing can be made to depend on one: what is saved by others between the comparison and
  // the write is gone over, and only the EHR's own history knows.
  if (world.ehr?.faults.list().some(({ fault }) => fault.behaviour.kind === 'no-version')) return []
  const wrong: string[] = []
  for (const [{ type, id, versions }, deeds] of deedsByRecord(world, records)) {
    const knowingly = new Set<string>()
    for (const { before, after } of deeds) {
      if (before === undefined) continue
      const still = marksIn(readable(after))
      for (const mark of marksIn(readable(before))) if (!still.has(mark)) knowingly.add(mark)
    }
    for (const [i, version] of versions.entries()) {
      const before = versions[i - 1]
      if (!before || version.json === undefined) continue
      const still = marksIn(version.text)
      for (const mark of marksIn(before.text))
        if (!still.has(mark) && !knowingly.has(mark))
          wrong.push(
            `overwritten: ${mark} left ${type}/${id} with version ${version.number}, and nobody who saw it took it away`,
          )
    }
  }
  return wrong
}
