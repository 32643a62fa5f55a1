import type { PatientHit } from '../../../shared/contract/views/patient.js'
import { dayBounds, localDate, timeForReading } from '../../../shared/kernel/dates.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { PatientSearch } from '../search/patients.js'
import type { PatientRow } from '../store/patient.js'
import { all, one } from '../store/statement.js'
import { ofPatient, type Topic } from '../store/topic.js'
import type { Context, QueryHandlers } from './context.js'
import { kept } from './kept.js'
import { patientCore, patientRows } from './people.js'

/** So many patients count as recently opened. */
const recentCount = 12

interface Expected {
  id: LocalId
  starts: Instant
  reason: string | null
}

/** Today's schedule and the recent patients as the search wants them, read again only when the store or the day changed. */
class Near {
  #asOf = ''
  today: ReadonlyMap<LocalId, Expected> = new Map()
  recent: ReadonlySet<LocalId> = new Set()
  expected: ReadonlySet<LocalId> = new Set()

  refresh(context: Context): this {
    const { db } = context.store
    const day = localDate(context.clock.now())
    const changes = one<{ count: number }>(db, 'SELECT total_changes() AS count')?.count
    const asOf = `${day} ${changes}`
    if (asOf === this.#asOf) return this
    const { start, end } = dayBounds(day)
    const rows = all<{ id: LocalId; starts: Instant; reason: string | null }>(
      db,
      `SELECT patient AS id, starts, reason FROM appointment
       WHERE starts >= ? AND starts < ? AND patient IS NOT NULL AND status NOT IN ('cancelled', 'entered-in-error')
       ORDER BY starts DESC`,
      start,
      end,
    )
    this.today = new Map(rows.map((row) => [row.id, row]))
    this.expected = new Set(this.today.keys())
    this.recent = new Set(context.sync.recent(recentCount))
    this.#asOf = asOf
    return this
  }
}

const near = kept(() => new Near())
const search = kept(({ store }) => new PatientSearch(store.db))

function hit(context: Context, row: PatientRow, today: Expected | undefined): Omit<PatientHit, 'matched' | 'alike'> {
  return {
    ...patientCore(row, context.clock.now()),
    ...(row.preferred && { preferredName: row.preferred }),
    ...(row.phone && { phone: row.phone }),
    ...(row.address && { address: row.address }),
    ...(today && { today: [timeForReading(today.starts), today.reason].filter(Boolean).join(' ') }),
  }
}

export const findQueries = {
  'patient.find': {
    run(context, { text, limit }) {
      const { today, expected, recent } = near(context).refresh(context)
      const thisYear = context.clock.now().getFullYear()
      const found = search(context).find(text, limit, { thisYear, expected, recent })
      const hits = found.hits.map(({ row, matched, alike }) => ({
        ...hit(context, row, today.get(row.id)),
        matched,
        alike,
      }))
      return { value: { hits, more: found.more }, topics: ['Patient', 'Appointment'] }
    },
  },
  'patient.recent': {
    run(context) {
      const { today } = near(context).refresh(context)
      const ids = context.sync.recent(recentCount)
      const rows = patientRows(context.store, ids)
      const hits = ids.flatMap((id): PatientHit[] => {
        const row = rows.get(id)
        return row ? [{ ...hit(context, row, today.get(id)), matched: [], alike: false }] : []
      })
      const topics: Topic[] = ['holdings', ...ids.map(ofPatient)]
      return { value: hits, topics }
    },
  },
} satisfies Partial<QueryHandlers>
