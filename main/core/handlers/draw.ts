import type { DrawRow, DrawView } from '../../../shared/contract/views/draw.js'
import { dateForReading, localDate } from '../../../shared/kernel/dates.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import type { Unsent } from '../outbox/outbox.js'
import type { LabOrderRow } from '../store/lab-order.js'
import { all, one } from '../store/statement.js'
import { ofPatient, type Topic } from '../store/topic.js'
import { allergiesOf } from './allergies.js'
import { resourcesOf } from './chart-resources.js'
import type { Context, QueryHandlers } from './context.js'
import { specimensToday, startOfToday, tubesNeeded, tubesOf, waitingOrders } from './draw-tubes.js'
import { wordsOf } from './fhir.js'
import { coreOf, nameOf, patientCore, patientRows, unknownPatient } from './people.js'
import { medicinesOf } from './problems.js'
import { type Visit, visitsOf } from './visits.js'

/** How long matched identifiers hold for a draw, milliseconds. After that the patient is asked again. */
const identifiedFor = 30 * 60_000

export interface Identified {
  who: LocalId
  at: Instant
  compared: string[]
}

/** The match of two identifiers that still holds: whoever draws has asked the patient themselves. */
export function identified({ store, clock }: Context, patient: LocalId, who: LocalId): Identified | undefined {
  const since = new Date(clock.now().getTime() - identifiedFor).toISOString()
  const row = one<{ who: LocalId; at: Instant; compared: string }>(
    store.db,
    'SELECT who, at, compared FROM draw_identity WHERE patient = ? AND who = ? AND at >= ?',
    patient,
    who,
    since,
  )
  return row && { ...row, compared: JSON.parse(row.compared) as string[] }
}

/** Orders with a failed attempt today that is still open, and what was said of it. */
export function failedOrders(context: Context, patients: readonly LocalId[]): Map<LocalId, string> {
  const { store } = context
  const rows = all<{ id: LocalId; text: string }>(
    store.db,
    `SELECT t.id, t.text FROM json_each(?) p CROSS JOIN task t ON t.patient = p.value
     WHERE t.kind = 'draw-problem' AND t.status IN ('open', 'claimed') AND t.authored >= ? ORDER BY t.authored`,
    JSON.stringify(patients),
    startOfToday(context),
  )
  const failed = new Map<LocalId, string>()
  for (const { id, text } of rows) {
    const task = store.read('Task', id)
    const orders = [task?.focus, ...(task?.input ?? []).map(({ valueReference }) => valueReference)]
    for (const order of orders) {
      const local = store.identity.resolve(order?.reference)
      if (local) failed.set(local, text)
    }
  }
  return failed
}

const here = (visit: Visit | undefined): string => {
  if (!visit) return 'not here yet'
  if (visit.where) return visit.where
  if (visit.state === 'finished') return 'visit finished'
  return visit.state === 'arrived' || visit.state === 'checked-in' ? 'waiting area' : 'not here yet'
}

function list(context: Context): { value: { waiting: DrawRow[]; done: DrawRow[] }; topics: Topic[] } {
  const { store, clock } = context
  const now = clock.now()
  const waiting = Map.groupBy(waitingOrders(context), ({ patient }) => patient as LocalId)
  const specimens = Map.groupBy(specimensToday(context), ({ patient }) => patient as LocalId)
  const done = [...specimens.keys()].filter((patient) => !waiting.has(patient))
  const patients = patientRows(store, [...waiting.keys(), ...done])
  const from = startOfToday(context)
  const to = new Date(Date.parse(from) + 26 * 3_600_000).toISOString() as Instant
  const visits = Map.groupBy(visitsOf(context, { from, to }), ({ patient }) => patient)
  const failed = failedOrders(context, [...waiting.keys()])
  const current = (patient: LocalId): Visit | undefined => {
    const today = visits.get(patient) ?? []
    return (
      today.find(({ state }) => !['booked', 'finished', 'no-show', 'cancelled'].includes(state)) ??
      today.findLast(({ state }) => state === 'finished')
    )
  }
  const core = (patient: LocalId): DrawRow['patient'] => {
    const row = patients.get(patient)
    return row ? patientCore(row, now) : unknownPatient(patient)
  }
  const rows = [...waiting].map(([patient, orders]): DrawRow => {
    const visit = current(patient)
    const failure = orders.map(({ id }) => failed.get(id)).find(Boolean)
    const since = visit?.arrivedAt
    return {
      id: patient,
      patient: core(patient),
      tests: [...new Set(orders.map(({ name }) => name))],
      stat: orders.some(({ stat }) => stat === 1),
      fasting: orders.some(({ fasting }) => fasting === 1),
      where: here(visit),
      ...(since && { waitingSince: since }),
      ...(failure && { failed: failure }),
      tubes: tubesNeeded(orders).length,
    }
  })
  const ofSpecimens = context.outbox.unsentIndex('Specimen')
  const unsentOf = (ids: readonly LocalId[]): { unsent?: Unsent } => {
    const states = new Set(ids.map((id) => ofSpecimens.get(id)))
    const unsent = (['needs-you', 'sending', 'saved-here'] as const).find((state) => states.has(state))
    return unsent ? { unsent } : {}
  }
  const collected = done.map((patient): DrawRow => {
    const tubes = specimens.get(patient) ?? []
    return {
      id: patient,
      patient: core(patient),
      tests: testsOf(context, patient),
      stat: false,
      fasting: false,
      ...unsentOf(tubes.map(({ id }) => id)),
      ...(tubes.at(-1)?.collected && { waitingSince: tubes.at(-1)?.collected as Instant }),
      tubes: tubes.length,
    }
  })
  const topics = [...waiting.keys(), ...done].map(ofPatient)
  return {
    value: { waiting: rows.sort(byNeed), done: collected.reverse() },
    topics: ['ServiceRequest', 'Specimen', 'Encounter', 'Appointment', 'Task', 'outbox', ...topics],
  }
}

const testsOf = (context: Context, patient: LocalId): string[] => [
  ...new Set(tubesOf(context, patient, new Set()).flatMap(({ tests }) => tests)),
]

/** Stat first; then those who are here, longest first; then those still to come, by name. */
function byNeed(a: DrawRow, b: DrawRow): number {
  if (a.stat !== b.stat) return a.stat ? -1 : 1
  const [left, right] = [a.waitingSince ?? '9', b.waitingSince ?? '9']
  if (left !== right) return left < right ? -1 : 1
  return a.patient.name < b.patient.name ? -1 : 1
}

/** Medicines that make a puncture bleed longer; names as they are prescribed. */
const anticoagulants =
  /\b(warfarin|apixaban|rivaroxaban|dabigatran|edoxaban|enoxaparin|dalteparin|heparin|clopidogrel|prasugrel|ticagrelor)\b/i

function warnings(context: Context, patient: LocalId, fasting: boolean): DrawView['warnings'] {
  const found: DrawView['warnings'] = []
  const { allergies } = allergiesOf(context, patient)
  for (const allergy of allergies) {
    if (/latex|chlorhexidine|iodine|povidone|adhesive|tape|alcohol wipe/i.test(allergy.text)) {
      found.push({ tone: 'danger', text: `${allergy.text} allergy${allergy.reaction ? `: ${allergy.reaction}` : ''}` })
    }
  }
  const resources = resourcesOf(context, patient)
  for (const medicine of medicinesOf(resources)) {
    if (medicine.status === 'active' && anticoagulants.test(medicine.text)) {
      found.push({ tone: 'attention', text: `Takes ${medicine.text}: press longer after the draw` })
    }
  }
  for (const { resource } of resources.of('Flag')) {
    const text = wordsOf(resource.code)
    if (resource.status === 'active' && text) found.push({ tone: 'attention', text })
  }
  if (fasting) found.push({ tone: 'information', text: 'Ask whether the patient has fasted' })
  if (context.sync.held(patient).state !== 'held') {
    found.push({ tone: 'attention', text: 'The chart is not held here: ask about latex, blood thinners and fainting' })
  }
  return found
}

const orderStates: Record<string, DrawView['orders'][number]['state']> = { 'on-hold': 'on-hold' }

function view(context: Context, patient: LocalId): DrawView | null {
  const { store, outbox } = context
  if (!one(store.db, 'SELECT 1 FROM patient WHERE id = ?', patient)) return null
  const waiting = waitingOrders(context, patient)
  const failed = failedOrders(context, [patient])
  const tubes = tubesOf(context, patient, new Set(failed.keys()))
  const collectedIds = new Set(tubes.filter(({ state }) => state === 'collected').flatMap(({ orders }) => orders))
  const rows = all<LabOrderRow>(
    store.db,
    'SELECT * FROM lab_order WHERE patient = ? ORDER BY stat DESC, authored, id',
    patient,
  )
  const shown = rows.filter(
    (row) => waiting.some(({ id }) => id === row.id) || row.status === 'on-hold' || collectedIds.has(row.id),
  )
  const me = context.session.user()
  const match = me && identified(context, patient, me.id)
  const unsent = worstOf(
    outbox,
    tubes.flatMap(({ orders, specimen }) => [...orders, ...(specimen ? [specimen] : [])]),
    patient,
  )
  const orders = shown.map((row) => order(context, row, collectedIds, failed.get(row.id)))
  return {
    patient: coreOf(store, patient, context.clock.now()),
    orders,
    tubes,
    ...(match && { identified: { by: nameOf(store, match.who) ?? 'a colleague', at: match.at, with: match.compared } }),
    warnings: warnings(
      context,
      patient,
      waiting.some(({ fasting }) => fasting === 1),
    ),
    ...(unsent && { unsent }),
  }
}

/** Of several resources of a patient, the state that matters most to a person. */
function worstOf(outbox: Context['outbox'], ids: readonly LocalId[], patient: LocalId): Unsent | undefined {
  const unsent = outbox.unsentOfPatient(patient)
  const states = new Set(ids.map((id) => unsent.get(id)))
  return (['needs-you', 'sending', 'saved-here'] as const).find((state) => states.has(state))
}

function order(
  { store, at }: Context,
  row: LabOrderRow,
  collected: ReadonlySet<LocalId>,
  problem: string | undefined,
): DrawView['orders'][number] {
  const resource = store.read('ServiceRequest', row.id)
  const orderedBy =
    resource?.requester?.display ?? nameOf(store, store.identity.resolve(resource?.requester?.reference))
  const reason = wordsOf(resource?.reasonCode?.[0]) ?? resource?.reasonReference?.[0]?.display
  const due = row.due ? localDate(new Date(row.due)) : undefined
  const late = due && due < localDate(new Date(at())) ? `due ${dateForReading(due)}` : undefined
  const why = [reason, late].filter(Boolean).join(', ')
  return {
    id: row.id,
    name: row.name,
    stat: row.stat === 1,
    fasting: row.fasting === 1,
    orderedBy: orderedBy ?? 'not recorded',
    orderedAt: (row.authored ?? at()) as Instant,
    ...(why && { reason: why }),
    state: collected.has(row.id) ? 'collected' : (orderStates[row.status] ?? 'waiting'),
    ...(problem && { problem }),
  }
}

export const drawQueries = {
  'draw.list': { run: (context) => list(context) },
  'draw.view': {
    run: (context, { patient }) => ({
      value: view(context, patient),
      topics: [ofPatient(patient), 'Specimen', 'outbox', 'holdings'],
    }),
  },
} satisfies Partial<QueryHandlers>
