import type { DiagnosticReport, Observation } from '@medplum/fhirtypes'
import type { LocalId } from '../../../shared/kernel/ids.js'
import type { Sqlite } from './connection.js'
import type { Identity } from './identity.js'
import { flagOfObservation, isShown } from './observation.js'
import type { Projector } from './projector.js'
import { valuesOf } from './report-values.js'
import { all, run } from './statement.js'
import { utc } from './utc.js'

export interface ReportRow {
  id: LocalId
  patient: LocalId | null
  name: string
  status: string
  issued: string | null
  /** JSON list of the observations' local ids, as laid out in the report; of a panel its members. */
  results: string
}

export const reportProjector: Projector = {
  types: ['DiagnosticReport', 'Observation'],
  tables: ['report'],
  write(db, { id, patient, resource }, identity) {
    if (resource.resourceType === 'Observation') {
      if ((resource as Observation).hasMember?.length) layOutAnew(db, identity, id, patient)
      return
    }
    const report = resource as DiagnosticReport
    const results = valuesOf(db, identity, report)
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
  remove(db, type, id) {
    if (type === 'Observation') return
    run(db, 'DELETE FROM report WHERE id = ?', id)
  },
}

/** A panel came after the report that names it, or has other members now. */
function layOutAnew(db: Sqlite, identity: Identity, panel: LocalId, patient: LocalId | undefined): void {
  const reports = all<{ id: LocalId; json: string }>(
    db,
    `SELECT p.id, s.json FROM report p JOIN resource s ON s.id = p.id AND s.type = 'DiagnosticReport'
     WHERE p.patient IS ? AND (instr(s.json, ?) > 0 OR instr(p.results, ?) > 0)`,
    ...[patient ?? null, `"${identity.reference('Observation', panel)}"`, panel],
  )
  for (const { id, json } of reports) {
    const report = JSON.parse(json) as DiagnosticReport
    if (!valuesOf(db, identity, report, { panels: true }).includes(panel)) continue
    run(db, 'UPDATE report SET results = ? WHERE id = ?', JSON.stringify(valuesOf(db, identity, report)), id)
  }
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
