import type { Database } from 'better-sqlite3'
import { type Clinic, FIRST_ORDINARY, generateChart, localZone, patientNumber } from './practice/index.js'
import type { Condition } from './search/condition.js'
import type { Finder } from './search/find.js'
import type { Query } from './search/query.js'
import { batchOf } from './store/batch.js'
import { bulkInserter } from './store/bulk.js'
import type { Dictionary } from './store/dictionary.js'
import type { Records } from './store/records.js'
import type { Settings } from './store/settings.js'

/**
 * The charts of a large practice clinic that are not written yet. A chart is whole or not there at all: it is written
 * in one transaction before the question that needs it is answered, as it would have been at first, moments in the
 * past included, so that nobody who follows what changes takes it for news.
 */
export interface LateCharts {
  /** Writes the charts that these ids (`p17`, `p17-c2`) speak of, where they are not here. Answers whether it wrote any. */
  reach(ids: Iterable<string>): boolean
}

/** What the charts follow from, kept so that they are the same whenever and wherever they are made. */
type Kept = Required<Pick<Clinic, 'zone'>> & { now: string }

/** Notes in a new database, everything else in it written, that the charts not in it are to follow. */
export function promiseCharts(kept: Settings, db: Database, clinic: Clinic): void {
  const { now, zone = localZone() } = clinic
  kept.set('late-charts', JSON.stringify({ now: new Date(now).toISOString(), zone } satisfies Kept))
  db.exec('insert into made_chart select distinct patient from resource where patient is not null')
}

export function lateCharts(db: Database, kept: Settings, names: Dictionary): LateCharts {
  const promised = kept.get('late-charts')
  if (promised === undefined) return { reach: () => false }
  const patients = Number(kept.get('patients'))
  const clinic: Clinic = { seed: Number(kept.get('seed')), patients, ...(JSON.parse(promised) as Kept) }
  const isMade = db.prepare<[string], number>('select 1 from made_chart where patient = ?').pluck()
  const note = db.prepare('insert into made_chart values (?)')
  const insert = bulkInserter(db, names)
  const make = (n: number): void => {
    insert(batchOf(generateChart(clinic, n)))
    note.run(`p${n}`)
  }
  const alone = (n: number): void => {
    try {
      db.transaction(make).immediate(n)
    } catch (error) {
      names.forget()
      throw error
    }
  }
  const missing = (id: string): number | undefined => {
    const n = patientNumber(id)
    return n === undefined || n < FIRST_ORDINARY || n > patients || isMade.get(`p${n}`) ? undefined : n
  }
  return {
    reach(ids) {
      const wanted = new Set<number>()
      for (const id of ids) {
        const n = missing(id)
        if (n !== undefined) wanted.add(n)
      }
      for (const n of wanted) {
        // Inside somebody's write, it is kept or undone with that write.
        if (db.inTransaction) make(n)
        else alone(n)
      }
      return wanted.size > 0
    },
  }
}

/** Records as if every chart were written: one that is looked for and not here is made first. */
export const recordsWithCharts = (records: Records, charts: LateCharts): Records => ({
  ...records,
  current: (type, id) => records.current(type, id) ?? (charts.reach([id]) ? records.current(type, id) : undefined),
  version: (type, id, version) =>
    records.version(type, id, version) ?? (charts.reach([id]) ? records.version(type, id, version) : undefined),
})

/** Finds as if every chart were written, in searches that name the patient or something in the chart. */
export const finderWithCharts = (finder: Finder, charts: LateCharts): Finder => ({
  page(query) {
    charts.reach(namedIn(query))
    return finder.page(query)
  },
  count(query) {
    charts.reach(namedIn(query))
    return finder.count(query)
  },
  some(query, limit) {
    charts.reach(namedIn(query))
    return finder.some(query, limit)
  },
  chart(ask) {
    charts.reach([ask.patient])
    return finder.chart(ask)
  },
})

/** Patients are all here: only what else is looked for can be missing. */
const namedIn = ({ type, conditions }: Query): string[] => (type === 'Patient' ? [] : conditions.flatMap(idsIn))

function idsIn(condition: Condition): string[] {
  if (condition.kind === 'id') return condition.ids
  if (condition.kind !== 'reference') return []
  return condition.references.map((reference) => reference.slice(reference.lastIndexOf('/') + 1))
}
