import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { wordsOf } from '../store/concept.js'
import { all, one } from '../store/statement.js'
import type { Reader } from '../store/store.js'
import { type Chore, choresOf, type Finder, type Ground } from './chore.js'
import { making } from './made.js'
import { filedElsewhere, takenBack } from './reports.js'

interface Gone {
  report: LocalId
  /** Of whom it was when it was reviewed. */
  patient: LocalId
  /** By whom. */
  owner: LocalId | null
  at: Instant
  /** The laboratory took it back; else it is another patient's now. */
  isVoid: 0 | 1
}

/** What the EHR has of a report that was taken back, or that is of somebody else than a task about it says. */
const gone = `(r.status IN ('entered-in-error', 'cancelled')
  OR (t.patient <> r.patient AND r.id NOT IN (SELECT id FROM held_report)))`
const isVoid = `r.status IN ('entered-in-error', 'cancelled')`

/**
 * Results that were taken back, or turned out to be another patient's. Nobody reviews them or tells of them any more; and
 * where somebody had, what was concluded from them is looked at again, and the patient who was told is told.
 */
export const takenBackFinder: Finder = {
  types: ['DiagnosticReport', 'Task'],
  find(ground) {
    const { context, plan, now } = ground
    const rows = all<Gone>(
      context.store.db,
      `SELECT r.id AS report, t.patient, max(t.owner) AS owner, s.last_updated AS at, ${isVoid} AS isVoid
       FROM task t JOIN report r ON r.id = t.focus JOIN resource s ON s.id = r.id AND s.type = 'DiagnosticReport'
       WHERE t.kind = 'result-review' AND t.status = 'done' AND t.patient IS NOT NULL AND s.server_id > ''
         AND s.last_updated > ? AND ${gone} GROUP BY r.id, t.patient`,
      plan.begun,
    )
    return [...choresOf(ground, rows, (row) => lookAgain(ground, row)), ...notAnyMore(context.store, now)]
  },
}

function lookAgain(ground: Ground, { report: id, patient, owner, at, isVoid: isTakenBack }: Gone): Chore | undefined {
  const { store } = ground.context
  const report = store.read('DiagnosticReport', id)
  const name = wordsOf(report?.code) ?? 'A result'
  const what = isTakenBack ? 'taken back by the laboratory' : 'another patient’s after all'
  const known = wasTold(store, id, patient) ? 'after the patient was told: tell them' : 'after it was reviewed'
  return making(
    ground,
    {
      kind: 'follow-up',
      madeBy: 'routing',
      at,
      text: `${name}: ${what}, ${known}`,
      focus: { type: 'DiagnosticReport', id },
      patient,
      priority: 'urgent',
      code: report?.code,
      orderer: owner ?? undefined,
    },
    { because: `taken back ${patient}` },
  )
}

/** Whether the EHR has word to this patient about a report. */
const wasTold = ({ db }: Reader, report: LocalId, patient: LocalId): boolean =>
  one(
    db,
    `SELECT 1 FROM loop_part p JOIN resource c ON c.id = p.part AND c.type = 'Communication'
     WHERE p.whole = ? AND c.patient = ? AND c.server_id > '' AND json_extract(c.json, '$.status') = 'completed'`,
    report,
    patient,
  ) !== undefined

/** What was asked about them ends. */
function notAnyMore(store: Reader, now: Date): Chore[] {
  const open = all<{ id: LocalId; isVoid: 0 | 1 }>(
    store.db,
    `SELECT t.id, ${isVoid} AS isVoid FROM task t JOIN report r ON r.id = t.focus
     WHERE t.kind IN ('result-review', 'tell-patient') AND t.status IN ('open', 'claimed') AND ${gone}`,
  )
  return open.map(({ id, isVoid: isTakenBack }) => ({
    key: `taken back ${id}`,
    task: id,
    critical: false,
    do: (tx) =>
      void tx.edit('Task', id, (task) => {
        task.status = 'cancelled'
        task.statusReason = { text: isTakenBack ? takenBack : filedElsewhere }
        task.lastModified = now.toISOString()
      }),
  }))
}
