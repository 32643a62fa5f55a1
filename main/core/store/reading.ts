import type { Observation } from '@medplum/fhirtypes'
import type { Reading } from '../../../shared/contract/views/chart.js'
import type { ResultFlag } from '../../../shared/domain/flag.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { wordsOf } from './concept.js'
import type { Sqlite } from './connection.js'
import {
  component,
  flagOfObservation,
  isShown,
  loincOf,
  observationText,
  observedAt,
  referenceOf,
  unitKey,
  unitOf,
  valueNumber,
} from './observation.js'
import type { Projector } from './projector.js'
import { all, run } from './statement.js'

/** An observation as charts show it. A chart has thousands: reading them so costs a tenth of reading the resources. */
export interface ReadingRow {
  id: LocalId
  /** `vital-signs`, `laboratory`, or null for what stands in neither list. */
  category: string | null
  /** LOINC where there is one. */
  code: string
  name: string
  at: Instant
  /** The value as recorded; blood pressure as `146/88`. Null while there is none. */
  text: string | null
  /** For plotting; blood pressure gives the systolic one, `second` the diastolic. */
  value: number | null
  second: number | null
  unit: string
  /** Values with the same key may stand on one line. */
  unit_key: string
  flag: ResultFlag | null
  status: Reading['status']
  by: string | null
  /** The reference range in words, and its limits. */
  reference: string | null
  low: number | null
  high: number | null
  /** 1 when the value is made of several. */
  parts: number
}

const statuses: Record<string, Reading['status']> = {
  registered: 'preliminary',
  preliminary: 'preliminary',
  final: 'final',
  amended: 'amended',
  corrected: 'corrected',
}

const categoryOf = ({ category }: Observation): string | null => {
  for (const { coding } of category ?? [])
    for (const { code } of coding ?? []) if (code === 'vital-signs' || code === 'laboratory') return code
  return null
}

/** Every reading of a patient that is to be shown, in no order. What is in a held result is nobody's yet. */
export const readingsOf = (db: Sqlite, patient: LocalId): ReadingRow[] =>
  all<ReadingRow>(
    db,
    'SELECT * FROM reading WHERE patient = ? AND id NOT IN (SELECT observation FROM held_value)',
    patient,
  )

export const readingProjector: Projector = {
  types: ['Observation'],
  tables: ['reading'],
  write(db, { id, patient, resource }) {
    const observation = resource as Observation
    if (!patient || !isShown(observation)) return void run(db, 'DELETE FROM reading WHERE id = ?', id)
    const systolic = component(observation, '8480-6')
    const diastolic = component(observation, '8462-4')
    const { text, low, high } = referenceOf(observation)
    const code = loincOf(observation)
    run(
      db,
      `INSERT OR REPLACE INTO reading (id, patient, category, code, name, at, text, value, second, unit, unit_key, flag,
         status, by, reference, low, high, parts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      id,
      patient,
      categoryOf(observation),
      code,
      wordsOf(observation.code) ?? code,
      observedAt(observation),
      observationText(observation) ?? null,
      valueNumber(systolic ?? observation) ?? null,
      (diastolic && valueNumber(diastolic)) ?? null,
      unitOf(observation),
      unitKey(observation),
      flagOfObservation(observation) ?? null,
      statuses[observation.status ?? ''] ?? 'final',
      observation.performer?.[0]?.display ?? null,
      text ?? null,
      low ?? null,
      high ?? null,
      observation.component?.length ? 1 : 0,
    )
  },
  remove(db, _type, id) {
    run(db, 'DELETE FROM reading WHERE id = ?', id)
  },
}
