import type { TerminologySystem } from '../../../shared/contract/views/terminology.js'
import { ShortList } from '../search/term-source.js'
import type { CodeRow } from '../store/code-list.js'
import { conditionRows } from './conditions.js'
import { medicineRows } from './medicines.js'
import { orderRows } from './orders.js'
import type { StarterRow } from './starter-row.js'
import { vaccineRows } from './vaccines.js'

const rowsOf: Record<TerminologySystem, () => StarterRow[]> = {
  condition: conditionRows,
  medication: medicineRows,
  order: orderRows,
  immunization: vaccineRows,
}

const made = new Map<TerminologySystem, ShortList>()

/** The short list Rounds comes with: made at the first use, then kept; what is marked as commonest goes first. */
export function starterList(system: TerminologySystem): ShortList {
  let list = made.get(system)
  if (!list) {
    list = new ShortList(starterRows(system))
    made.set(system, list)
  }
  return list
}

export const starterCount = (system: TerminologySystem): number => starterList(system).count

export function starterRows(system: TerminologySystem): CodeRow[] {
  const rows = rowsOf[system]()
  const ordered = [...rows.filter(({ common }) => common), ...rows.filter(({ common }) => !common)]
  return ordered.map((row, key) => ({ key, ...row }))
}
