import type { Task } from '@medplum/fhirtypes'
import type { Series } from '../../../shared/contract/views/chart.js'
import type { TaskView } from '../../../shared/contract/views/task.js'
import { taskExtension } from '../../../shared/domain/task/extension.js'
import { dateForReading, localDate, timeForReading } from '../../../shared/kernel/dates.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { heldReport } from '../store/held-report.js'
import type { Reader } from '../store/store.js'
import { utc } from '../store/utc.js'
import { type PatientResources, resourcesOf } from './chart-resources.js'
import type { Context } from './context.js'
import { wordsOf } from './fhir.js'
import { nameOf } from './people.js'
import { medicineOf, medicinesOf, problemsOf } from './problems.js'
import { earlierValues, reportView } from './report.js'
import { allSeries } from './series.js'
import { isProvisional, isWatched, waitsForSignature } from './task-change.js'
import { type TaskLine, taskRows } from './task-rows.js'
import { isLent } from './task-steps.js'
import { visitsOf } from './visits.js'
import { mentionedIn } from './work/mention.js'
import { conversation } from './work/threads.js'

/** Series worth seeing whatever the task is about: blood pressure, weight, HbA1c, creatinine, eGFR, potassium. */
const usual = ['85354-9', '29463-7', '4548-4', '2160-0', '98979-8', '33914-3', '2823-3']
/** Series by the medicine's name; LOINC. */
const forMedicine: readonly { name: RegExp; codes: readonly string[] }[] = [
  {
    name: /metformin|insulin|gliptin|glutide|gliflozin|glipizide|glimepiride|pioglitazone/i,
    codes: ['4548-4', '98979-8', '33914-3', '2345-7'],
  },
  {
    name: /pril\b|sartan\b|spironolactone|hydrochlorothiazide|chlorthalidone|furosemide/i,
    codes: ['85354-9', '2823-3', '2160-0', '98979-8'],
  },
  { name: /amlodipine|nifedipine|metoprolol|carvedilol|atenolol|propranolol|diltiazem/i, codes: ['85354-9', '8867-4'] },
  { name: /statin\b|ezetimibe/i, codes: ['13457-7', '2089-1', '18262-6', '2093-3', '1742-6'] },
  { name: /levothyroxine/i, codes: ['3016-3', '3024-7', '8867-4'] },
  { name: /warfarin/i, codes: ['6301-6', '34714-6', '5902-2'] },
  { name: /allopurinol|febuxostat/i, codes: ['3084-1', '2160-0'] },
  {
    name: /sertraline|escitalopram|citalopram|fluoxetine|bupropion|venlafaxine|duloxetine|mirtazapine/i,
    codes: ['44261-6', '70274-6', '85354-9'],
  },
  { name: /ferrous|iron/i, codes: ['718-7', '2276-4'] },
  { name: /lithium/i, codes: ['14334-7', '2160-0', '3016-3'] },
]
const mostSeries = 6

/** The series that matter for a task: those of the report, of the medicine, else the usual ones. */
function seriesFor(
  kind: string,
  resources: PatientResources,
  codes: readonly string[],
  medicine: string | undefined,
): Series[] {
  const { vitals, results } = allSeries(resources)
  const all = [...vitals, ...results]
  const wanted = [
    ...codes,
    ...forMedicine.filter(({ name }) => medicine && name.test(medicine)).flatMap((each) => each.codes),
    ...(kind === 'refill-request' && medicine ? [] : usual),
  ]
  const found = [...new Set(wanted)].flatMap((code) => all.find(({ id }) => id === code) ?? [])
  // Ten readings tell the course; the chart has them all.
  return found.slice(0, mostSeries).map((series) => ({ ...series, readings: series.readings.slice(0, 10) }))
}

function history(context: Context, task: Task, requester: string | undefined): TaskView['history'] {
  const { identity } = context.store
  const owner = task.owner?.display ?? nameOf(context.store, identity.resolve(task.owner?.reference)) ?? 'someone'
  const entries: TaskView['history'] = []
  const authored = utc(task.authoredOn)
  const isOurs = task.extension?.some(({ url }) => url === taskExtension.madeBy)
  const maker = requester ?? (isOurs ? 'Rounds' : 'The EHR')
  if (authored) entries.push({ at: authored as Instant, who: maker, what: 'made this' })
  const claimed = utc(task.executionPeriod?.start)
  if (claimed) entries.push({ at: claimed as Instant, who: owner, what: 'took it on' })
  for (const note of task.note ?? []) {
    const at = utc(note.time)
    const who =
      note.authorReference?.display ??
      note.authorString ??
      nameOf(context.store, identity.resolve(note.authorReference?.reference))
    if (at && note.text) entries.push({ at: at as Instant, who: who ?? 'Someone', what: note.text, said: true })
  }
  const ended = utc(task.executionPeriod?.end)
  if (ended && task.status === 'completed') entries.push({ at: ended as Instant, who: owner, what: 'finished it' })
  return entries.sort((a, b) => (a.at < b.at ? -1 : 1))
}

/** `Today 11:40, Discharge follow-up, with Dr Novak` */
function comingUp(context: Context, patient: LocalId): string | undefined {
  const now = context.clock.now()
  const from = now.toISOString() as Instant
  const to = new Date(now.getTime() + 365 * 86_400_000).toISOString() as Instant
  const next = visitsOf(context, { from, to, patient }).find(({ state }) => state === 'booked')
  if (!next) return undefined
  const day = localDate(new Date(next.start))
  const when = day === localDate(now) ? 'Today' : dateForReading(day)
  return `${when} ${timeForReading(next.start)}, ${next.reason}${next.clinician ? `, with ${next.clinician}` : ''}`
}

function lastVisit(resources: PatientResources): string | undefined {
  const finished = resources
    .of('Encounter')
    .filter(({ resource }) => resource.status === 'finished')
    .map(({ resource }) => ({ resource, at: utc(resource.period?.start) ?? '' }))
    .sort((a, b) => (a.at < b.at ? 1 : -1))[0]
  if (!finished?.at) return undefined
  const { resource, at } = finished
  const who = resource.participant?.[0]?.individual?.display
  const words = [dateForReading(localDate(new Date(at))), wordsOf(resource.reasonCode?.[0]), who]
  return words.filter(Boolean).join(', ')
}

/** What a task is about, by the type of its focus. */
function focusOf(
  store: Reader,
  line: TaskLine,
  task: Task,
  resources: PatientResources,
): Partial<TaskView> & { codes: string[]; medicineText?: string } {
  const { focus } = line
  const report = focus ? resources.get('DiagnosticReport', focus) : undefined
  if (focus && report) {
    const view = reportView(focus, report, resources, earlierValues(resources))
    const pressing = [...view.rows].sort(
      (a, b) => Number(Boolean(b.flag && b.flag !== 'N')) - Number(Boolean(a.flag && a.flag !== 'N')),
    )
    return { report: view, codes: pressing.map(({ code }) => code) }
  }
  const request = focus ? resources.get('MedicationRequest', focus) : undefined
  if (focus && request) {
    const medicine = medicineOf(focus, request, resources)
    return { medicine, codes: [], medicineText: medicine.text }
  }
  const note = focus ? resources.get('DocumentReference', focus) : undefined
  if (focus && (line.focus_type === 'DocumentReference' || note)) {
    const unsigned = note && waitsForSignature(store, line.kind, note)
    return { noteId: focus, codes: [], ...(unsigned && { unsigned }) }
  }
  const order = [focus, line.based_on].find((id) => id && resources.get('ServiceRequest', id))
  if (order) return { orderId: order, codes: [] }
  const medicineText = line.kind === 'refill-request' ? task.description : undefined
  return { codes: [], ...(medicineText && { medicineText }) }
}

/** The result it is about that is held, or was. */
function heldIn({ store }: Context, { kind, focus, focus_type }: TaskLine): Pick<TaskView, 'heldReport' | 'undecided'> {
  if (!focus || focus_type !== 'DiagnosticReport') return {}
  const isHeld = heldReport(store.db, focus) !== undefined
  const undecided = isHeld && (kind === 'unmatched-result' || kind === 'result-review')
  return {
    ...((isHeld || kind === 'unmatched-result') && { heldReport: focus }),
    ...(undecided && { undecided }),
  }
}

export function taskView(context: Context, line: TaskLine): TaskView | null {
  const { store, sync } = context
  const task = store.read('Task', line.id)
  const row = taskRows(context, [line])[0]
  if (!task || !row) return null
  const resources = line.patient ? resourcesOf(context, line.patient) : undefined
  const held = line.patient ? sync.held(line.patient) : undefined
  const requester = task.requester?.display ?? nameOf(store, store.identity.resolve(task.requester?.reference))
  const { codes, medicineText, ...focus } = resources
    ? focusOf(store, line, task, resources)
    : { codes: [], medicineText: undefined }
  const coming = line.patient ? comingUp(context, line.patient) : undefined
  const last = resources && lastVisit(resources)
  const wording = task.input?.find(({ valueString }) => valueString)?.valueString
  return {
    ...row,
    ...focus,
    ...heldIn(context, line),
    ...(wording && { note: wording }),
    ...(requester && { requester }),
    messages: conversation(context, line.focus),
    history: history(context, task, requester),
    ...(line.kind === 'mention' && mentionedIn(context, line.id, task)),
    ...(isWatched(context, line.id) && { watched: true }),
    ...(isLent(task) && { lent: true }),
    ...(isProvisional(context, line.id) && { provisional: true }),
    context: {
      held: held?.state ?? 'held',
      ...(held?.asOf && { asOf: held.asOf }),
      problems: resources ? problemsOf(resources).filter(({ status }) => status === 'active') : [],
      medicines: resources ? medicinesOf(resources).filter(({ status }) => status === 'active') : [],
      series: resources ? seriesFor(line.kind, resources, codes, medicineText) : [],
      ...(coming && { comingUp: coming }),
      ...(last && { lastVisit: last }),
    },
  }
}
