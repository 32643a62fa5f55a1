import type { Held } from '../../../shared/contract/views/chart.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { one } from '../store/statement.js'
import type { Store } from '../store/store.js'
import type { WorkingSet } from './workingset.js'

/** What this workstation holds; titles and names are the handlers' to add. */
export interface Holdings {
  patients: number
  charts: { patient: LocalId; why: string[]; asOf: Instant | undefined; resources: number }[]
  /** Bytes on disk. */
  bytes: number
  asOf: Instant | undefined
}

export function holdingsOf(
  store: Store,
  workingSet: WorkingSet,
  held: (patient: LocalId) => Held,
  asOf: Instant | undefined,
): Holdings {
  const reasons = workingSet.reasons()
  const count = (sql: string, ...values: unknown[]): number => one<{ n: number }>(store.db, sql, ...values)?.n ?? 0
  const charts = workingSet.rows().map(({ patient }) => ({
    patient,
    why: reasons.get(patient) ?? [],
    asOf: held(patient).asOf,
    resources: count('SELECT count(*) AS n FROM resource WHERE patient = ?', patient),
  }))
  const [pages, size] = ['page_count', 'page_size'].map((name) => store.db.pragma(name, { simple: true }) as number)
  const patients = count(`SELECT count(*) AS n FROM resource WHERE type = 'Patient'`)
  return { patients, charts, bytes: (pages as number) * (size as number), asOf }
}
