import type { DiagnosticReport, Observation } from '@medplum/fhirtypes'
import { fingerprintOf } from '../../../shared/domain/result/fingerprint.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { parseJson } from '../../../shared/kernel/json.js'
import type { Sqlite } from './connection.js'
import type { Identity } from './identity.js'
import { patientReferenceOf } from './patient-of.js'
import { numbersOf } from './report-number.js'
import { valuesOf } from './report-values.js'
import { contentOf } from './result-content.js'
import { all, one } from './statement.js'
import { utc } from './utc.js'

interface Look {
  db: Sqlite
  identity: Identity
}

/** Another resource for what is, by its number, the same report. */
export interface SameReport {
  id: LocalId
  report: DiagnosticReport
  /** When the EHR had it. */
  at: Instant
  /** It says exactly the same. */
  identical: boolean
  /** It went before: see `isBefore`. */
  earlier: boolean
}

interface Review {
  id: LocalId
  status: 'open' | 'claimed' | 'done'
}

interface Row {
  id: LocalId
  json: string
  last_updated: Instant
}

/**
 * The same report under other ids, as laboratories send it twice: the same number (system and value), patient, code,
 * orders and moments. What only says the same is no such report, nor is one that is held or was taken back.
 */
export function sameReports(look: Look, id: LocalId, report: DiagnosticReport): SameReport[] {
  const { db, identity } = look
  const patient = identity.resolve(patientReferenceOf(report))
  const numbers = numbersOf(report)
  if (!patient || numbers.length === 0) return []
  const rows = all<Row>(
    db,
    `SELECT r.id, s.json, s.last_updated FROM report r JOIN resource s ON s.id = r.id AND s.type = 'DiagnosticReport'
     WHERE r.patient = ? AND r.id <> ? AND r.status NOT IN ('entered-in-error', 'cancelled') AND s.server_id > ''
       AND r.id NOT IN (SELECT id FROM held_report)
       AND EXISTS (SELECT 1 FROM json_each(s.json, '$.identifier') i
         JOIN json_each(?) n ON n.value = i.value ->> 'system' || ' ' || (i.value ->> 'value'))
     ORDER BY r.id`,
    patient,
    id,
    JSON.stringify(numbers),
  )
  if (rows.length === 0) return []
  const at = one<{ last_updated: Instant | null }>(
    db,
    `SELECT last_updated FROM resource WHERE id = ? AND type = 'DiagnosticReport'`,
    id,
  )
  const own: Sent = { id, report, at: at?.last_updated ?? '' }
  return rows.flatMap((row): SameReport[] => {
    const other = parseJson(row.json) as DiagnosticReport
    if (!isSame(look, report, other)) return []
    const sent = { id: row.id, report: other, at: row.last_updated }
    const identical = saysTheSame(look, report, other)
    return [{ ...sent, identical, earlier: isBefore(sent, own, identical) }]
  })
}

/** Reviews that see to a report: open, taken, or finished having seen what it says now. */
export function reviewsSeeing({ db }: Pick<Look, 'db'>, report: LocalId, fingerprint: string): Review[] {
  const reviews = all<Review & { reviewed: string | null }>(
    db,
    `SELECT t.id, t.status, t.reviewed FROM task t JOIN report r ON r.id = t.focus
     WHERE t.focus = ? AND t.kind = 'result-review' AND t.status IN ('open', 'claimed', 'done') AND t.patient = r.patient`,
    report,
  )
  return reviews.filter(({ status, reviewed }) => status !== 'done' || reviewed === fingerprint)
}

/** Whether a report was sent twice, and not it but the other is seen to: nothing waits for it. */
export function isRepeat(look: Look, id: LocalId, report: DiagnosticReport): boolean {
  const same = sameReports(look, id, report).filter(({ identical }) => identical)
  if (same.length === 0) return false
  const said = fingerprintOf(contentOf(look.db, look.identity, report).content)
  return (
    reviewsSeeing(look, id, said).length === 0 && same.some((other) => reviewsSeeing(look, other.id, said).length > 0)
  )
}

interface Sent {
  id: LocalId
  report: DiagnosticReport
  at: string
}

/**
 * Which of two went first. Which of two that say the same is reviewed has to be the same on every workstation at every time: the one
 * issued earlier, else the lower id. When the EHR had them changes with each touch of either, so it only tells which of two that
 * differ corrects the other, where neither that they were issued nor their status does.
 */
function isBefore(one: Sent, other: Sent, identical: boolean): boolean {
  const [first, second] = [utc(one.report.issued), utc(other.report.issued)]
  if (first && second && first !== second) return first < second
  const [stage, later] = [stageOf(one.report), stageOf(other.report)]
  if (stage !== later) return stage < later
  if (!identical && one.at !== other.at) return one.at < other.at
  return one.id < other.id
}

const stages = ['registered', 'partial', 'preliminary', 'final']
/** How far a report had got when it was sent: a correction is further than what it corrects. */
const stageOf = ({ status }: DiagnosticReport): number => {
  const at = stages.indexOf(status ?? '')
  return at < 0 ? stages.length : at
}

/** Whether two reports of one patient are one by their number, code, orders and moments: values in a row under one
 * number are no corrections of each other. */
function isSame({ db, identity }: Look, one: DiagnosticReport, other: DiagnosticReport): boolean {
  const numbers = new Set(numbersOf(one))
  const orders = ({ basedOn }: DiagnosticReport): string =>
    (basedOn ?? [])
      .map(({ reference }) => identity.resolve(reference) ?? reference)
      .sort()
      .join(' ')
  const code = codesOf(one)
  return (
    numbersOf(other).some((number) => numbers.has(number)) &&
    code !== '' &&
    code === codesOf(other) &&
    orders(one) === orders(other) &&
    momentsOf({ db, identity }, one) === momentsOf({ db, identity }, other)
  )
}

const codesOf = ({ code }: DiagnosticReport): string =>
  (code?.coding ?? [])
    .flatMap((coding) => (coding.system && coding.code ? `${coding.system}|${coding.code}` : []))
    .sort()
    .join(' ')

/** The same words and values, all of them here. A document without its hash could be any. */
function saysTheSame({ db, identity }: Look, report: DiagnosticReport, other: DiagnosticReport): boolean {
  const [a, b] = [report, other].map((each) => contentOf(db, identity, each).content)
  if (!a || !b || a.missing > 0 || b.missing > 0 || fingerprintOf(a) !== fingerprintOf(b)) return false
  if ([...(report.presentedForm ?? []), ...(other.presentedForm ?? [])].some(({ hash }) => !hash)) return false
  return a.values.length > 0 || a.conclusion !== undefined || a.documents !== undefined
}

const momentsOf = ({ db, identity }: Look, report: DiagnosticReport): string => {
  const values = valuesOf(db, identity, report).map((id) => {
    const row = one<{ json: string }>(db, `SELECT json FROM resource WHERE id = ? AND type = 'Observation'`, id)
    return row ? momentOf(parseJson(row.json) as Observation) : ''
  })
  return [momentOf(report), ...[...new Set(values)].sort()].join(' ')
}

const momentOf = ({ effectiveDateTime, effectivePeriod }: DiagnosticReport | Observation): string =>
  [effectiveDateTime, effectivePeriod?.start, effectivePeriod?.end].map((at) => utc(at) ?? '').join('/')
