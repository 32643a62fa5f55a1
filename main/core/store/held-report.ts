import type { DiagnosticReport, Specimen, Task } from '@medplum/fhirtypes'
import { type HeldReason, judge } from '../../../shared/domain/result/identity.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { accessionKey, arrived } from './arrival.js'
import type { Sqlite } from './connection.js'
import type { Identity } from './identity.js'
import type { Projector } from './projector.js'
import { bearing, numberKeys } from './report-number.js'
import { all, one, run } from './statement.js'
import { taskKindSystem } from './task.js'
import { ofPatient, ofResource, type Topic } from './topic.js'
import { utc } from './utc.js'

/** A result that is held for a person: in no chart, no list of results and no trend until somebody decided whose it is. */
export interface HeldReportRow {
  id: LocalId
  /** JSON list of `HeldReason`. */
  reasons: string
  /** JSON list of the local ids of everybody it might belong to, the patient it refers to first. */
  people: string
  issued: string | null
  /** A person decided here, and the EHR has not taken it yet. */
  deciding: number
}

interface Waiting {
  identity: Identity
  reports: Set<LocalId>
}

/** Reports to judge at the end of their transaction, when everything that came with them is here. */
const waiting = new WeakMap<Sqlite, Waiting>()

/** Where whose something is was noted before this transaction. */
const notedIn: Record<string, string> = { Observation: 'reading', ServiceRequest: 'lab_order', Specimen: 'specimen' }

/** Stands before the projectors whose tables it looks at: they still say whose a thing was until now. */
export const heldReportProjector: Projector = {
  types: ['DiagnosticReport', 'Observation', 'ServiceRequest', 'Specimen', 'Patient', 'Task'],
  tables: ['held_report', 'held_value', 'held_part'],
  write(db, { id, patient, resource }, identity) {
    const { resourceType } = resource
    if (resourceType === 'DiagnosticReport') {
      const under = numbersNoted(db, id)
      const now = numberKeys(resource as DiagnosticReport)
      // Noted at once: what comes with it in one transaction is judged by it too.
      for (const key of now) run(db, 'INSERT OR IGNORE INTO held_part (part, report) VALUES (?, ?)', key, id)
      return look(db, identity, [id, ...[...under, ...now].flatMap((key) => bearing(db, key))])
    }
    if (resourceType === 'Task') return look(db, identity, askedAbout(resource as Task, identity))
    look(db, identity, restingOn(db, id))
    const accession = resourceType === 'Specimen' && (resource as Specimen).accessionIdentifier?.value
    if (accession) look(db, identity, restingOn(db, accessionKey(accession)))
    const table = notedIn[resourceType]
    if (!table) return
    const before = one<{ patient: LocalId | null }>(db, `SELECT patient FROM ${table} WHERE id = ?`, id)
    if (before?.patient && before.patient !== patient) look(db, identity, reportsOf(db, before.patient))
  },
  remove(db, type, id) {
    if (type === 'DiagnosticReport') {
      const others = numbersNoted(db, id).flatMap((key) => bearing(db, key))
      forget(db, id)
      for (const other of others) waiting.get(db)?.reports.add(other)
    } else if (type !== 'Task') for (const report of restingOn(db, id)) waiting.get(db)?.reports.add(report)
  },
  settle(db, topics) {
    const own = waiting.get(db)
    if (!own) return
    waiting.delete(db)
    for (const report of own.reports) for (const topic of review(db, own.identity, report)) topics.add(topic)
  },
  undone(db) {
    waiting.delete(db)
  },
}

function look(db: Sqlite, identity: Identity, reports: readonly LocalId[]): void {
  if (reports.length === 0) return
  const own = waiting.get(db) ?? { identity, reports: new Set() }
  waiting.set(db, own)
  for (const report of reports) own.reports.add(report)
}

/** The report a task asks whose it is. */
function askedAbout({ code, focus }: Task, identity: Identity): LocalId[] {
  const isAsking = code?.coding?.some(
    (coding) => coding.system === taskKindSystem && coding.code === 'unmatched-result',
  )
  const report = isAsking ? identity.resolve(focus?.reference) : undefined
  return report ? [report] : []
}

const restingOn = (db: Sqlite, part: string): LocalId[] =>
  all<{ report: LocalId }>(db, 'SELECT report FROM held_part WHERE part = ?', part).map(({ report }) => report)

/** The numbers a report was sent under so far. */
const numbersNoted = (db: Sqlite, report: LocalId): string[] =>
  all<{ part: string }>(db, `SELECT part FROM held_part WHERE report = ? AND part LIKE 'number %'`, report).map(
    ({ part }) => part,
  )

const reportsOf = (db: Sqlite, patient: LocalId): LocalId[] =>
  all<{ id: LocalId }>(db, 'SELECT id FROM report WHERE patient = ?', patient).map(({ id }) => id)

function forget(db: Sqlite, report: LocalId): void {
  run(db, 'DELETE FROM held_report WHERE id = ?', report)
  run(db, 'DELETE FROM held_value WHERE report = ?', report)
  run(db, 'DELETE FROM held_part WHERE report = ?', report)
}

/** Judges a report anew; answers what that touches. */
function review(db: Sqlite, identity: Identity, id: LocalId): Topic[] {
  const before = heldReport(db, id)
  const found = arrived(db, identity, id)
  const reasons = found ? judge(found.arrival) : []
  forget(db, id)
  const isHeld = reasons.length > 0
  for (const { key, held } of found?.parts ?? [])
    if (isHeld || !held) run(db, 'INSERT OR IGNORE INTO held_part (part, report) VALUES (?, ?)', key, id)
  if (!found || !isHeld) return before ? touched(id, before.people) : []
  for (const value of found.values)
    run(db, 'INSERT OR IGNORE INTO held_value (observation, report) VALUES (?, ?)', value, id)
  const people = JSON.stringify(found.people)
  run(
    db,
    'INSERT INTO held_report (id, reasons, people, issued, deciding) VALUES (?, ?, ?, ?, ?)',
    id,
    JSON.stringify(reasons),
    people,
    utc(found.report.issued ?? found.report.effectiveDateTime ?? found.report.meta?.lastUpdated),
    found.deciding ? 1 : 0,
  )
  return [...touched(id, people), ...(before ? touched(id, before.people) : [])]
}

const touched = (id: LocalId, people: string): Topic[] => [
  'DiagnosticReport',
  ofResource('DiagnosticReport', id),
  ...(JSON.parse(people) as LocalId[]).map(ofPatient),
]

export const heldReport = (db: Sqlite, report: LocalId): HeldReportRow | undefined =>
  one<HeldReportRow>(db, 'SELECT * FROM held_report WHERE id = ?', report)

export const reasonsOf = ({ reasons }: HeldReportRow): HeldReason[] => JSON.parse(reasons) as HeldReason[]

/** The held results that might be this patient's. */
export const heldReportsOf = (db: Sqlite, patient: LocalId): HeldReportRow[] =>
  all(
    db,
    `SELECT h.* FROM held_report h, json_each(h.people) p WHERE p.value = ? AND h.reasons <> '["not-ours"]'
     ORDER BY h.issued DESC, h.id`,
    patient,
  )

/** Everything in held results: reports and values, none of which belongs in a chart. */
export function heldBack(db: Sqlite): ReadonlySet<LocalId> {
  const rows = all<{ id: LocalId }>(db, 'SELECT id FROM held_report UNION ALL SELECT observation FROM held_value')
  return new Set(rows.map(({ id }) => id))
}
