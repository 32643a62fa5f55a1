import type { OpenThing } from '../../../shared/contract/views/schedule.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { all } from '../store/statement.js'
import type { Context } from './context.js'
import type { Visit } from './visits.js'

/** So many are shown on one line of the schedule. */
const most = 4

const noteDone: OpenThing = { kind: 'note', text: 'note signed', tone: 'plain' }
const noteOpen: OpenThing = { kind: 'note', text: 'note unsigned', tone: 'attention' }
const noteMissing: OpenThing = { kind: 'note', text: 'no note yet', tone: 'attention' }
const newPatient: OpenThing = { kind: 'chart', text: 'new patient', tone: 'information' }

interface TaskLine {
  patient: LocalId
  kind: string
  text: string
  priority: number
  flag: string | null
}

const kindOf = (kind: string): OpenThing['kind'] =>
  kind === 'result-review'
    ? 'result'
    : kind === 'patient-message'
      ? 'message'
      : kind === 'draw-problem'
        ? 'draw'
        : 'task'

function toneOf({ kind, priority, flag }: TaskLine): OpenThing['tone'] {
  if (flag === 'HH' || flag === 'LL' || priority <= 1) return 'danger'
  if (kind === 'result-review' && flag) return 'attention'
  return priority === 2 ? 'attention' : 'information'
}

/** What to know before going in, per visit: most pressing first. */
export function openThings({ store }: Context, visits: readonly Visit[]): Map<LocalId, OpenThing[]> {
  const patients = JSON.stringify([...new Set(visits.map(({ patient }) => patient))])
  const tasks = all<TaskLine>(
    store.db,
    `SELECT t.patient, t.kind, t.text, t.priority,
       (SELECT a.flag FROM report r, json_each(r.results) j JOIN abnormal a ON a.id = j.value
         WHERE t.kind = 'result-review' AND r.id = t.focus ORDER BY instr('A L H LL HH', a.flag) DESC LIMIT 1) AS flag
     FROM json_each(?) p CROSS JOIN task t ON t.patient = p.value
     WHERE t.status IN ('open', 'claimed') AND t.kind NOT IN ('sign-note', 'cosign-note') ORDER BY t.priority, t.authored`,
    patients,
  )
  const draws = all<{ patient: LocalId; count: number; stat: number }>(
    store.db,
    `SELECT o.patient, count(*) AS count, max(o.stat) AS stat FROM json_each(?) p CROSS JOIN lab_order o ON o.patient = p.value
     WHERE o.status = 'active' AND o.drawn = 0 AND (o.due IS NULL OR o.due < ?) GROUP BY o.patient`,
    patients,
    visits.at(-1)?.end ?? '',
  )
  const notes = all<{ encounter: LocalId; draft: number }>(
    store.db,
    `SELECT encounter, max(status = 'draft') AS draft FROM note
     WHERE patient IN (SELECT value FROM json_each(?)) AND encounter IS NOT NULL AND status <> 'entered-in-error' GROUP BY encounter`,
    patients,
  )
  const firsts = firstVisits(store, visits)
  const noteOf = new Map(notes.map(({ encounter, draft }) => [encounter, draft === 1]))
  const found = new Map<LocalId, OpenThing[]>()
  for (const visit of visits) {
    const things: OpenThing[] = tasks
      .filter(({ patient }) => patient === visit.patient)
      .map((task) => ({ kind: kindOf(task.kind), text: task.text, tone: toneOf(task) }))
    const draw = draws.find(({ patient }) => patient === visit.patient)
    if (draw) {
      const text = `${draw.count === 1 ? '1 test' : `${draw.count} tests`} to draw${draw.stat ? ', stat' : ''}`
      things.push({ kind: 'draw', text, tone: draw.stat ? 'attention' : 'information' })
    }
    const draft = visit.encounter ? noteOf.get(visit.encounter) : undefined
    if (visit.state === 'finished') things.unshift(draft === undefined ? noteMissing : draft ? noteOpen : noteDone)
    else if (draft === true) things.push({ ...noteOpen, text: 'note begun', tone: 'plain' })
    if (visit.state !== 'finished' && firsts.has(visit.patient)) things.push(newPatient)
    found.set(visit.id, things.slice(0, most))
  }
  return found
}

/** Patients who were never here before: no earlier booking, encounter or note is known. */
function firstVisits({ db }: Context['store'], visits: readonly Visit[]): Set<LocalId> {
  const rows = all<{ patient: LocalId }>(
    db,
    `SELECT p.value ->> 0 AS patient FROM json_each(?) p
     WHERE NOT EXISTS (SELECT 1 FROM encounter e WHERE e.patient = p.value ->> 0 AND e.starts < p.value ->> 1)
       AND NOT EXISTS (SELECT 1 FROM appointment a WHERE a.patient = p.value ->> 0 AND a.starts < p.value ->> 1)
       AND NOT EXISTS (SELECT 1 FROM note n WHERE n.patient = p.value ->> 0 AND n.at < p.value ->> 1)
       AND EXISTS (SELECT 1 FROM held_chart h WHERE h.patient = p.value ->> 0 AND h.state = 'held')`,
    JSON.stringify(visits.map((visit) => [visit.patient, dayStart(visit.start)])),
  )
  return new Set(rows.map(({ patient }) => patient))
}

/** Earlier the same day is still the same visit. */
const dayStart = (start: Instant): string => new Date(Date.parse(start) - 43_200_000).toISOString()
