import type {
  Communication,
  DiagnosticReport,
  Reference,
  Resource,
  ServiceRequest,
  Specimen,
  Task,
} from '@medplum/fhirtypes'
import { type LoopState, loopOf } from '../../../shared/domain/result/loop.js'
import type { LoopFacts } from '../../../shared/domain/result/loop-facts.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { parseJson } from '../../../shared/kernel/json.js'
import { plans } from './clinic-plan.js'
import { clinicTimes, forgetTimes } from './clinic-times.js'
import { wordsOf } from './concept.js'
import type { Sqlite } from './connection.js'
import { heldReport } from './held-report.js'
import { Identity } from './identity.js'
import { factsOf, type Held, type LoopMembers, loopKindOf } from './loop-facts.js'
import type { Projector } from './projector.js'
import { all, one, run } from './statement.js'
import type { Topic } from './topic.js'

/** A loop as the list of them has it. Its id is its order's; that of its report where nobody here ordered it. */
export interface LoopRow {
  id: LocalId
  /** Whether it began with an order. */
  ordered: number
  patient: LocalId | null
  kind: string
  name: string
  step: LoopState['step']
  since: Instant | null
  awaited: LoopState['awaited'] | null
  expected: Instant | null
  task: LocalId | null
  person: LocalId | null
  role: string | null
  weight: LoopState['weight']
  leaving: number
  /** The report, or the last of several. */
  report: LocalId | null
}

/** Everything here that belongs to the loop of an order, or to that of a report. */
export function membersOf(db: Sqlite, whole: LocalId): LoopMembers {
  const found = new Map<string, { type: string; id: LocalId; server_id: string | null; json: string }>()
  const take = (id: LocalId): void => {
    const rows = all<{ type: string; id: LocalId; server_id: string | null; json: string }>(
      db,
      'SELECT type, id, server_id, json FROM resource WHERE id = ?',
      id,
    )
    for (const row of rows) found.set(`${row.type}/${row.id}`, row)
  }
  take(whole)
  // A report is part of its order, a task or a message of either: two steps reach everything.
  const parts = partsOf(db, whole)
  for (const id of new Set([...parts, ...parts.flatMap((part) => partsOf(db, part))])) take(id)
  const of = <T extends Resource>(type: T['resourceType']): Held<T>[] =>
    [...found.values()]
      .filter((row) => row.type === type)
      .map(({ id, server_id, json }) => ({ id, acknowledged: server_id !== null, resource: parseJson(json) as T }))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const order = of<ServiceRequest>('ServiceRequest').find(({ id }) => id === whole)
  return {
    ...(order && { order }),
    reports: of<DiagnosticReport>('DiagnosticReport'),
    specimens: of<Specimen>('Specimen'),
    tasks: of<Task>('Task'),
    messages: of<Communication>('Communication'),
  }
}

const partsOf = (db: Sqlite, whole: LocalId): LocalId[] =>
  all<{ part: LocalId }>(db, 'SELECT DISTINCT part FROM loop_part WHERE whole = ?', whole).map(({ part }) => part)

/** What is known of a loop now; what is held for a person does not count. */
export const loopFacts = (look: { db: Sqlite; identity: Identity }, members: LoopMembers): LoopFacts =>
  factsOf(look, members, (report) => heldReport(look.db, report) !== undefined)

/** Loops to be worked out anew at the end of their transaction: what belongs to one comes in any order. */
const waiting = new WeakMap<Sqlite, { wholes: Set<LocalId>; identity: Identity }>()

function outdate(db: Sqlite, identity: Identity, ...wholes: LocalId[]): void {
  let own = waiting.get(db)
  if (!own) {
    own = { wholes: new Set(), identity }
    waiting.set(db, own)
  }
  for (const whole of wholes) own.wholes.add(whole)
}

/** What a resource says of who belongs to whom, by references: it to others, and of an order its specimens to it. */
function partsSaidBy(resource: Resource): { wholes: (Reference | undefined)[]; parts?: Reference[] } {
  switch (resource.resourceType) {
    case 'ServiceRequest':
      return { wholes: [], parts: resource.specimen ?? [] }
    case 'Specimen':
      return { wholes: resource.request ?? [] }
    case 'DiagnosticReport':
      return { wholes: resource.basedOn ?? [] }
    case 'Task':
      return { wholes: isAboutResult(resource) ? [resource.focus, ...(resource.basedOn ?? [])] : [] }
    case 'Communication':
      return { wholes: (resource.about ?? []).filter(isResult) }
    default:
      return { wholes: [] }
  }
}

const isResult = ({ type, reference }: Reference): boolean =>
  [type, reference].some((text) => /^(.*\/)?(DiagnosticReport|ServiceRequest)(\/|$)/.test(text ?? ''))

const isAboutResult = ({ code }: Task): boolean =>
  (code?.coding ?? []).some(({ code: kind }) => kind === 'result-review' || kind === 'tell-patient')

function write(db: Sqlite, id: LocalId, resource: Resource, identity: Identity): void {
  if (resource.resourceType === 'PlanDefinition') {
    forgetTimes(db)
    if (resource.url === plans.loopTimes) outdateByTimes(db, identity)
    return
  }
  if (resource.resourceType === 'Observation') {
    outdateByValue(db, id, resource.subject, identity)
    return
  }
  const before = wholesSaid(db, id)
  const said = partsSaidBy(resource)
  const resolved = (references: readonly (Reference | undefined)[]): LocalId[] =>
    references.flatMap((reference) => identity.resolve(reference?.reference) ?? [])
  const links = [
    ...resolved(said.wholes).map((whole) => [whole, id]),
    ...resolved(said.parts ?? []).map((part) => [id, part]),
  ] as [LocalId, LocalId][]
  if (before.length > 0) run(db, 'DELETE FROM loop_part WHERE said_by = ?', id)
  for (const [whole, part] of links)
    run(db, 'INSERT OR IGNORE INTO loop_part (whole, part, said_by) VALUES (?, ?, ?)', whole, part, id)
  const isWhole = resource.resourceType === 'ServiceRequest' || resource.resourceType === 'DiagnosticReport'
  outdate(db, identity, ...(isWhole ? [id] : []), ...wholesOf(db, id), ...before, ...links.map(([whole]) => whole))
}

const wholesSaid = (db: Sqlite, by: LocalId): LocalId[] =>
  all<{ whole: LocalId }>(db, 'SELECT whole FROM loop_part WHERE said_by = ?', by).map(({ whole }) => whole)

const wholesOf = (db: Sqlite, part: LocalId): LocalId[] =>
  all<{ whole: LocalId }>(db, 'SELECT whole FROM loop_part WHERE part = ?', part).map(({ whole }) => whole)

/** The clinic expects every step that is awaited at another time now. */
function outdateByTimes(db: Sqlite, identity: Identity): void {
  forgetTimes(db)
  const waiting = all<{ id: LocalId }>(db, 'SELECT id FROM loop WHERE awaited IS NOT NULL')
  outdate(db, identity, ...waiting.map(({ id }) => id))
}

/** A value counts for the loop whose report names it. */
function outdateByValue(db: Sqlite, id: LocalId, subject: Reference | undefined, identity: Identity): void {
  const patient = identity.resolve(subject?.reference)
  if (!patient) return
  const loops = all<{ id: LocalId }>(
    db,
    `SELECT l.id FROM loop l JOIN report r ON r.id = l.report WHERE l.patient = ? AND instr(r.results, ?) > 0
     UNION SELECT l.id FROM loop l JOIN loop_part p ON p.whole = l.id JOIN report r ON r.id = p.part
       WHERE l.patient = ? AND instr(r.results, ?) > 0`,
    patient,
    id,
    patient,
    id,
  )
  if (loops.length > 0) outdate(db, identity, ...loops.map((loop) => loop.id))
}

function settle(db: Sqlite, topics: ReadonlySet<Topic>): void {
  // What became a held result in this transaction, or is one no more, is named by then.
  const reports = [...topics].filter((topic) => topic.startsWith(reportTopic))
  if (reports.length > 0)
    outdate(
      db,
      waiting.get(db)?.identity ?? new Identity(db),
      ...reports.map((topic) => topic.slice(reportTopic.length) as LocalId),
    )
  const own = waiting.get(db)
  if (!own) return
  waiting.delete(db)
  const look = { db, identity: own.identity }
  // What belongs to a report belongs to the report's order as well.
  const wholes = new Set([...own.wholes].flatMap((id) => [id, ...wholesOf(db, id)]))
  const touched = new Set<LocalId>()
  for (const id of wholes) {
    const members = membersOf(db, id)
    if (members.order) settleOrder(look, id, members, members.order)
    else if (members.reports.some((report) => report.id === id)) touched.add(id)
    else run(db, 'DELETE FROM loop WHERE id = ?', id)
    for (const report of members.reports) touched.add(report.id)
  }
  for (const id of touched) settleReport(look, id)
}

type Look = { db: Sqlite; identity: Identity }

function settleOrder(look: Look, id: LocalId, members: LoopMembers, order: Held<ServiceRequest>): void {
  const { resource } = order
  const facts = loopFacts(look, members)
  const work = facts.tasks.length > 0
  const isOpen = resource.status === 'active' || resource.status === 'on-hold' || facts.order?.closed === true
  // A loop was begun here by an order that is open; one that is over goes on only where a task about its result says so.
  const isLoop =
    resource.intent === 'order' && (isOpen || (work && facts.reports.length > 0) || facts.order?.status === 'ended')
  if (!isLoop || resource.status === 'draft' || isBeyond(facts, members))
    return void run(look.db, 'DELETE FROM loop WHERE id = ?', id)
  const name = wordsOf(resource.code) ?? 'Order'
  put(look, id, { ordered: true, patient: resource.subject, kind: loopKindOf(resource), name }, facts)
}

/** All its reports were settled elsewhere: nothing of it waits. */
const isBeyond = ({ reports }: LoopFacts, members: LoopMembers): boolean =>
  members.reports.length > 0 && reports.length === 0

/** A report has a loop of its own when no order's loop has it: nobody here ordered it, or it changed after that closed. */
function settleReport(look: Look, id: LocalId): void {
  const { db } = look
  const members = membersOf(db, id)
  const report = members.reports.find((each) => each.id === id)?.resource
  const facts = loopFacts(look, { ...members, reports: members.reports.filter((each) => each.id === id) })
  const loops = [...wholesOf(db, id)].flatMap(
    (whole) => one<Pick<LoopRow, 'step'>>(db, 'SELECT step FROM loop WHERE id = ? AND ordered = 1', whole) ?? [],
  )
  const isOrders = loops.some(({ step }) => step !== 'closed' && step !== 'ended')
  const isClosed = loops.length > 0 && loopOf(facts, clinicTimes(db)).step === 'closed'
  if (!report || facts.tasks.length === 0 || facts.reports.length === 0 || isOrders || isClosed)
    return void run(db, 'DELETE FROM loop WHERE id = ?', id)
  put(
    look,
    id,
    { ordered: false, patient: report.subject, kind: 'laboratory', name: wordsOf(report.code) ?? 'Report' },
    facts,
  )
}

function put(
  { db, identity }: Look,
  id: LocalId,
  of: { ordered: boolean; patient: Reference | undefined; kind: string; name: string },
  facts: LoopFacts,
): void {
  const state = loopOf(facts, clinicTimes(db))
  const { owner } = state
  run(
    db,
    `INSERT OR REPLACE INTO loop (id, ordered, patient, kind, name, step, since, awaited, expected, task, person, role,
       weight, leaving, report) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    of.ordered ? 1 : 0,
    identity.resolve(of.patient?.reference) ?? null,
    of.kind,
    of.name,
    state.step,
    state.since ?? null,
    state.awaited ?? null,
    state.expected ?? null,
    owner?.task ?? null,
    owner?.person ?? null,
    owner?.role ?? null,
    state.weight,
    state.leaving ? 1 : 0,
    facts.reports.toSorted((a, b) => (a.at < b.at ? -1 : 1)).at(-1)?.id ?? null,
  )
}

const reportTopic = 'DiagnosticReport/'

/** Stands after the projector of held results: what is held is in no loop. */
export const loopProjector: Projector = {
  types: ['ServiceRequest', 'Specimen', 'DiagnosticReport', 'Observation', 'Task', 'Communication', 'PlanDefinition'],
  tables: ['loop', 'loop_part'],
  write: (db, { id, resource }, identity) => write(db, id, resource, identity),
  remove(db, type, id) {
    if (type === 'Observation') return
    if (type === 'PlanDefinition') return outdateByTimes(db, waiting.get(db)?.identity ?? new Identity(db))
    const own = waiting.get(db)
    const identity = own?.identity ?? new Identity(db)
    outdate(db, identity, id, ...wholesOf(db, id), ...wholesSaid(db, id))
    run(db, 'DELETE FROM loop_part WHERE said_by = ?', id)
  },
  settle,
  undone(db) {
    waiting.delete(db)
    forgetTimes(db)
  },
}
