import type { DiagnosticReport, Observation } from '@medplum/fhirtypes'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { flagOfObservation, isShown } from './observation.js'
import type { Projector } from './projector.js'
import { run } from './statement.js'
import { utc } from './utc.js'

export interface ReportRow {
  id: LocalId
  patient: LocalId | null
  name: string
  status: string
  issued: string | null
  /** JSON list of the observations' local ids, as laid out in the report. */
  results: string
}

export const reportProjector: Projector = {
  types: ['DiagnosticReport'],
  tables: ['report'],
  write(db, { id, patient, resource }, identity) {
    const report = resource as DiagnosticReport
    const results = (report.result ?? []).map(({ reference }) => identity.resolve(reference)).filter(Boolean)
    run(
      db,
      'INSERT OR REPLACE INTO report (id, patient, name, status, issued, results) VALUES (?, ?, ?, ?, ?, ?)',
      id,
      patient ?? null,
      report.code?.text ?? report.code?.coding?.[0]?.display ?? 'Report',
      report.status ?? 'unknown',
      utc(report.issued ?? report.effectiveDateTime),
      JSON.stringify(results),
    )
  },
  remove(db, _type, id) {
    run(db, 'DELETE FROM report WHERE id = ?', id)
  },
}

/** Only what is abnormal is kept, so that most observations cost no row. */
export const abnormalProjector: Projector = {
  types: ['Observation'],
  tables: ['abnormal'],
  write(db, { id, resource }) {
    const observation = resource as Observation
    const flag = isShown(observation) ? flagOfObservation(observation) : undefined
    if (flag && flag !== 'N') run(db, 'INSERT OR REPLACE INTO abnormal (id, flag) VALUES (?, ?)', id, flag)
    else run(db, 'DELETE FROM abnormal WHERE id = ?', id)
  },
  remove(db, _type, id) {
    run(db, 'DELETE FROM abnormal WHERE id = ?', id)
  },
}
