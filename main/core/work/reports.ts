import type { DiagnosticReport, Observation, ServiceRequest } from '@medplum/fhirtypes'
import { severity } from '../../../shared/domain/flag.js'
import { fingerprintOf } from '../../../shared/domain/result/fingerprint.js'
import { isCritical } from '../../../shared/domain/rule/decide.js'
import type { RulePriority } from '../../../shared/domain/rule/language.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { wordsOf } from '../store/concept.js'
import { flagOfObservation, observationText, unitOf } from '../store/observation.js'
import { contentOf } from '../store/result-content.js'
import { sameReports } from '../store/same-report.js'
import { all } from '../store/statement.js'
import type { Reader } from '../store/store.js'
import { utc } from '../store/utc.js'
import type { Arrival } from './arrival.js'
import { type Chore, choresOf, type Finder, type Ground } from './chore.js'
import { making } from './made.js'
import { isSeenTo, sentTwice } from './repeats.js'
import { reportFacts } from './report-facts.js'

/** Why the machine cancels what it asked for: the report is held, was taken back, or is another patient's;
 * or, of one sent twice, the other is reviewed. */
export const heldBack = 'Held: whose it is has to be decided first'
export const takenBack = 'The laboratory took the result back'
export const filedElsewhere = 'The result is another patient’s'
const byMachine: ReadonlySet<string | undefined> = new Set([heldBack, takenBack, filedElsewhere, sentTwice])

/** How long values a report names may come after it before somebody is told without them, milliseconds. */
const patienceMs = 30_000
/** How long the order or the specimen it answers may come after it, milliseconds: they say whose it is, too. */
const orderPatienceMs = 10_000
/** A report may have been issued so long before the EHR had it, milliseconds: anything older is no news. */
const lateMs = 7 * 86_400_000

/** Finished tasks are held so long, milliseconds: whether an older report had one is not known here. */
const heldMs = 35 * 86_400_000

/** A task about a report counts for the patient the report is of now: what was asked while it was another's, does not. */
const ofThisPatient = '(t.patient IS NULL OR r.patient IS NULL OR t.patient = r.patient)'

const told = `('partial', 'preliminary', 'final', 'corrected', 'amended', 'appended')`

interface Row {
  id: LocalId
  last_updated: Instant
  version_id: string | null
}

/** Reports nobody has been given, and finished ones that say something else now. */
export const reportFinder: Finder = {
  types: ['DiagnosticReport', 'Observation', 'Task', 'ServiceRequest'],
  find(ground) {
    const { context, plan } = ground
    const { db } = context.store
    const earliest = Math.max(Date.parse(plan.begun) - lateMs, ground.now.getTime() - heldMs)
    const since = new Date(earliest).toISOString()
    const unseen = all<Row>(
      db,
      `SELECT r.id, s.last_updated, s.version_id FROM report r JOIN resource s ON s.id = r.id AND s.type = 'DiagnosticReport'
       WHERE r.status IN ${told} AND (r.issued IS NULL OR r.issued >= ?) AND s.server_id > '' AND s.last_updated > ?
         AND r.id NOT IN (SELECT id FROM held_report)
         AND NOT EXISTS (SELECT 1 FROM task t WHERE t.focus = r.id AND t.kind NOT IN ('unmatched-result', 'call', 'mention') AND ${ofThisPatient}
           AND NOT (t.kind = 'result-review' AND t.status = 'cancelled' AND t.made_by = 'routing'))`,
      since,
      plan.begun,
    )
    const changed = all<Row & { reviewed: string | null; done_at: string | null; status: string }>(
      db,
      `SELECT r.id, r.status, s.last_updated, s.version_id,
           (SELECT t.reviewed FROM task t WHERE t.focus = r.id AND t.kind = 'result-review' AND ${ofThisPatient}
             ORDER BY t.done_at DESC LIMIT 1) AS reviewed,
           (SELECT max(t.done_at) FROM task t WHERE t.focus = r.id AND t.kind = 'result-review' AND ${ofThisPatient}) AS done_at
       FROM report r JOIN resource s ON s.id = r.id AND s.type = 'DiagnosticReport'
       WHERE r.status IN ${told} AND (r.issued IS NULL OR r.issued >= ?) AND s.server_id > '' AND s.last_updated > ?
         AND r.id NOT IN (SELECT id FROM held_report)
         AND EXISTS (SELECT 1 FROM task t WHERE t.focus = r.id AND t.kind = 'result-review' AND t.status = 'done' AND ${ofThisPatient})
         AND NOT EXISTS (SELECT 1 FROM task t WHERE t.focus = r.id AND t.kind = 'result-review' AND ${ofThisPatient}
           AND (t.status IN ('open', 'claimed') OR (t.reviewed IS NULL AND t.done_at >= s.last_updated)))`,
      since,
      plan.begun,
    )
    // A laboratory may correct a value and leave its report as it was: then only the loop knows that nobody has read it.
    const unread = new Set(
      all<{ report: LocalId }>(
        db,
        `SELECT report FROM loop WHERE awaited = 'reviewed' AND task IS NULL AND report IS NOT NULL`,
      ).map(({ report }) => report),
    )
    const asked = new Set(unseen.map(({ id }) => id))
    return [
      ...choresOf(ground, unseen, (row) =>
        isSeenTo(context.store, row.id, asked) ? undefined : begunAnew(ground, row),
      ),
      ...choresOf(ground, changed, (row) => saysSomethingElse(ground, row, unread.has(row.id))),
    ]
  },
}

/**
 * A review the machine cancelled, because its report was held or taken back, is made anew once the report stands again; one a
 * person dropped is not. A report that was another patient's before is reviewed for this one.
 */
function begunAnew(ground: Ground, row: Row): Chore | undefined {
  const { store } = ground.context
  const others = all<{ id: LocalId; status: string; patient: LocalId }>(
    store.db,
    `SELECT t.id, t.status, r.patient FROM report r JOIN task t ON t.focus = r.id
     WHERE r.id = ? AND t.kind = 'result-review' AND NOT ${ofThisPatient}`,
    row.id,
  )
  const reason = (id: LocalId): string | undefined => store.read('Task', id)?.statusReason?.text
  const moved = others.find(({ id, status }) => status !== 'cancelled' || reason(id) !== heldBack)
  if (moved) return choreOf(ground, row, `of ${moved.patient}`)
  const cancelled = all<{ id: LocalId }>(
    store.db,
    `SELECT id FROM task WHERE focus = ? AND kind = 'result-review' AND status = 'cancelled' AND made_by = 'routing'`,
    row.id,
  )
  if (cancelled.length === 0) return choreOf(ground, row, '')
  const isOurs = cancelled.every(({ id }) => byMachine.has(reason(id)))
  return isOurs ? choreOf(ground, row, `filed ${cancelled.length}`) : undefined
}

/** Versions of reports that were found to say what their review saw: comparing reads every value. */
const compared = new WeakMap<Ground['context'], Map<LocalId, string>>()

/** Another content than was reviewed. A review that does not say what it saw is believed unless there is a correction. */
function saysSomethingElse(
  ground: Ground,
  row: Row & { reviewed: string | null; done_at: string | null; status: string },
  isUnread: boolean,
): Chore | undefined {
  const { store } = ground.context
  const report = store.read('DiagnosticReport', row.id)
  if (!report || (row.reviewed === null && !isCorrected(row.status))) return undefined
  const same = compared.get(ground.context) ?? new Map<LocalId, string>()
  compared.set(ground.context, same)
  const version = `${row.last_updated} ${row.version_id} ${row.reviewed}`
  if (!isUnread && same.get(row.id) === version) return undefined
  const { content } = contentOf(store.db, store.identity, report)
  // A review finished after this came need not have seen it: its reader was offline, or a second too early.
  const isLater = row.done_at !== null && row.done_at >= row.last_updated
  if (content.missing > 0 && isLater) return undefined
  const now = fingerprintOf(content)
  if (now !== row.reviewed) return choreOf(ground, row, now)
  if (isLater) same.set(row.id, version)
  return undefined
}

const isCorrected = (status: string): boolean => ['corrected', 'amended', 'appended'].includes(status)

function choreOf(ground: Ground, row: Row, because: string): Chore | undefined {
  const { store } = ground.context
  const report = store.read('DiagnosticReport', row.id)
  if (!report) return undefined
  const came = Date.parse(row.last_updated)
  const facts = reportFacts(store, report)
  const incomplete = facts.missing > 0
  const patience = incomplete ? patienceMs : facts.rests === 'unknown' ? orderPatienceMs : 0
  if (ground.now.getTime() - came < patience) return waiting(row.id, new Date(came + patience).toISOString() as Instant)
  const again =
    (because !== '' && facts.status === 'corrected') ||
    sameReports(store, row.id, report).some(({ earlier, identical }) => earlier && !identical)
  return making(ground, reviewOf(store, row, report, { incomplete, again }), { because })
}

/** Nothing to do yet: it is looked at again then. */
const waiting = (id: LocalId, after: Instant): Chore => ({
  key: `wait ${id}`,
  task: id,
  critical: false,
  after,
  do: () => undefined,
})

/** The review of a report as it is now. `again`: one that was seen already says something else. */
export function reviewOf(
  store: Reader,
  row: Pick<Row, 'id' | 'last_updated'>,
  report: DiagnosticReport,
  { incomplete, again }: { incomplete: boolean; again: boolean },
): Arrival {
  const { values, flag, status, order, asked, orderer, source } = reportFacts(store, report)
  return {
    kind: 'result-review',
    madeBy: 'routing',
    at: (again ? row.last_updated : (utc(report.issued) ?? row.last_updated)) as Instant,
    text: textOf(report, values, { incomplete, again, status }),
    focus: { type: 'DiagnosticReport', id: row.id },
    patient: store.identity.resolve(report.subject?.reference),
    priority: priorityOf(flag, asked, incomplete || again),
    code: report.code,
    flag,
    basedOn: order,
    encounter: store.identity.resolve(report.encounter?.reference),
    orderer,
    source,
    status,
  }
}

function priorityOf(flag: string | undefined, asked: ServiceRequest | undefined, urgent: boolean): RulePriority {
  if (isCritical(flag)) return 'stat'
  const ordered = asked?.priority ?? 'routine'
  return urgent && ordered === 'routine' ? 'urgent' : ordered
}

/** `Potassium 6.7 mmol/L HH, 2 more abnormal`; a report without abnormal values by its name. */
function textOf(
  report: DiagnosticReport,
  values: readonly Observation[],
  { incomplete, again, status }: { incomplete: boolean; again: boolean; status: string },
): string {
  const abnormal = values
    .map((value) => ({ value, flag: flagOfObservation(value) }))
    .filter(({ flag }) => severity(flag) > 0)
    .sort((a, b) => severity(b.flag) - severity(a.flag))
  const [worst] = abnormal
  const name = wordsOf(report.code) ?? 'Result'
  const said = worst
    ? [wordsOf(worst.value.code), observationText(worst.value), unitOf(worst.value), worst.flag]
        .filter(Boolean)
        .join(' ')
    : name
  const more = abnormal.length > 1 ? `, ${abnormal.length - 1} more abnormal` : ''
  const unfinished = status === 'partial' || status === 'preliminary' ? `, ${status}` : ''
  return `${again ? 'Corrected: ' : ''}${said}${more}${unfinished}${incomplete ? ', values not here yet' : ''}`
}
