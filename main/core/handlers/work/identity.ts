import type { DiagnosticReport, Extension, Observation, Reference, Task } from '@medplum/fhirtypes'
import type { Staff } from '../../../../shared/contract/views/session.js'
import { identifiersNeeded } from '../../../../shared/domain/result/compare.js'
import { may } from '../../../../shared/domain/role.js'
import { taskExtension } from '../../../../shared/domain/task/extension.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { ok, type Result, refuse } from '../../../../shared/kernel/result.js'
import { staffOf } from '../../session/staff.js'
import { type Arrived, arrived, type WhosePart } from '../../store/arrival.js'
import { decidedExtension } from '../../store/decision.js'
import { heldReport } from '../../store/held-report.js'
import { taskAbout, unmatchedOf } from '../../store/held-task.js'
import { ofPatient, ofResource, type Topic } from '../../store/topic.js'
import type { Writer } from '../../store/write.js'
import type { CommandHandlers, Context, QueryHandlers } from '../context.js'
import { referTo, referToStaff, withExtension } from '../fhir.js'
import { coreOf, denied, patientRow } from '../people.js'
import { heldByOther, taskRow } from '../task-change.js'
import { newTask } from '../task-new.js'
import { completeTasksAbout, remark } from '../task-steps.js'
import { act } from './act.js'
import { comparedWith, criticalIn, heldView, missingIn, seenOf } from './held-view.js'
import { linkableOrders } from './linkable-orders.js'

export const identityQueries = {
  'held.view': {
    run(context, { report, also }) {
      const value = heldView(context, report, also)
      const people = (value?.candidates ?? []).map(({ patient }) => ofPatient(patient.id))
      const topics: Topic[] = [ofResource('DiagnosticReport', report), 'Observation', 'outbox', 'Patient', ...people]
      return { value, topics }
    },
  },
  'result.orders': {
    run: (context, { patient, report }) => ({
      value: linkableOrders(context, patient, report),
      topics: [ofPatient(patient)],
    }),
  },
} satisfies Partial<QueryHandlers>

const gone = refuse('not-found', 'This result is not on this workstation.')
const notHeld = refuse('stale', 'This result is not held any more.')

/** What is decided about, when it may be decided now, by this person and the second one where it needs one. */
function toDecide(
  context: Context,
  { report, seen, second }: { report: LocalId; seen: string; second?: LocalId | undefined },
  who: Staff,
): Result<{ found: Arrived; colleague: Staff | undefined }> {
  const no = denied(who, 'identity.decide')
  if (no) return no
  const { store } = context
  const found = arrived(store.db, store.identity, report)
  if (!found) return gone
  const row = heldReport(store.db, report)
  if (!row) return notHeld
  if (row.deciding) return refuse('conflict', 'This was decided here already and waits for the EHR.')
  const task = taskAbout(store, report)
  const asked = task && taskRow(context, task)
  const taken = asked && heldByOther(context, asked, who)
  if (taken) return taken
  if (seenOf(store, found) !== seen)
    return refuse('stale', 'This result changed since you looked. Look again before you decide.')
  if (missingIn(store, found) > 0)
    return refuse('stale', 'Not all of its values are here yet. They come with the next exchange with the EHR.')
  const colleague = second && staffOf(store, second)
  if (second === who.id || (second && !(colleague && may(colleague.role, 'identity.decide'))))
    return refuse('invalid', 'The second person has to be a colleague who may decide this, too.')
  if (criticalIn(store, found) && !colleague)
    return refuse('invalid', 'A critical result needs a second person who compared the identifiers.')
  return ok({ found, colleague: colleague || undefined })
}

/** Who decided, when, with whom, by what, and what the report said of whose it was before. */
function decisionExtension(
  context: Context,
  who: Staff,
  colleague: Staff | undefined,
  more: readonly Extension[],
  before: readonly (Reference | undefined)[],
): Omit<Extension, 'url'> {
  return {
    extension: [
      { url: 'by', valueReference: referToStaff(context.store, who) },
      ...(colleague ? [{ url: 'with', valueReference: referToStaff(context.store, colleague) }] : []),
      { url: 'at', valueDateTime: context.at() },
      ...more,
      ...before.flatMap((reference) => (reference ? [{ url: 'before', valueReference: reference }] : [])),
    ],
  }
}

/** References to what is somebody else's. */
function ofOthers<R extends Reference>(
  { identity }: Context['store'],
  references: readonly R[] | undefined,
  parts: readonly WhosePart[],
  patient: LocalId,
): R[] {
  const others = new Set(parts.filter((part) => part.patient !== patient).map(({ id }) => id))
  return (references ?? []).filter(({ reference }) => others.has(identity.resolve(reference) as LocalId))
}

/** Takes the references to what is somebody else's out of a list. */
function without<R>(list: readonly R[] | undefined, others: readonly R[]): R[] | undefined {
  const rest = (list ?? []).filter((each) => !others.includes(each))
  return rest.length > 0 ? rest : undefined
}

/** Files the report and its values under the patient, and cuts what tied them to anybody else. */
function fileUnder(
  context: Context,
  tx: Writer,
  found: Arrived,
  report: LocalId,
  patient: LocalId,
  decision: (before: readonly (Reference | undefined)[]) => Omit<Extension, 'url'>,
): void {
  const { store } = context
  const subject = referTo(store, 'Patient', patient)
  const isTheirs = (reference: Reference | undefined): boolean =>
    store.identity.resolve(reference?.reference) === patient
  const own = (resource: DiagnosticReport | Observation): (Reference | undefined)[] => {
    const orders = ofOthers(store, resource.basedOn as Reference[] | undefined, found.orders, patient)
    const basedOn = without(resource.basedOn as Reference[] | undefined, orders)
    if (basedOn) resource.basedOn = basedOn as never
    else delete resource.basedOn
    const was = isTheirs(resource.subject) ? undefined : resource.subject
    if (was || resource.subject === undefined) resource.subject = subject
    return [was, ...orders]
  }
  for (const value of found.values)
    tx.edit('Observation', value, (observation) => {
      own(observation)
      if (observation.specimen && ofOthers(store, [observation.specimen], found.specimens, patient).length > 0)
        delete observation.specimen
    })
  tx.edit('DiagnosticReport', report, (resource) => {
    const before = own(resource)
    const specimens = ofOthers(store, resource.specimen, found.specimens, patient)
    const specimen = without(resource.specimen, specimens)
    if (specimen) resource.specimen = specimen
    else delete resource.specimen
    resource.extension = withExtension(resource.extension, decidedExtension, decision([...before, ...specimens])) ?? []
  })
}

export const identityCommands = {
  'held.task': {
    run(context, { report }, { who }) {
      const no = denied(who, 'identity.decide')
      if (no) return no
      const { store } = context
      const open = taskAbout(store, report)
      if (open) return ok({ task: open })
      const asked = unmatchedOf(store, report, context.clock.now())
      if (!asked) return notHeld
      const { task: id, text, priority, flag, clinicians } = asked
      const to = { id: who.id, name: who.name, team: false }
      const task: Task = {
        ...newTask(context, who, context.at(), { kind: 'unmatched-result', text, to, priority }),
        focus: referTo(store, 'DiagnosticReport', report),
        extension: [
          ...(flag ? [{ url: taskExtension.flag, valueCode: flag }] : []),
          ...clinicians.map((clinician) => ({
            url: taskExtension.watcher,
            valueReference: referTo(store, 'Practitioner', clinician),
          })),
        ],
      }
      act(context, { who, words: 'Took on whose a held result is', task: id }, (tx) => tx.create(id, task))
      return ok({ task: id })
    },
  },

  'held.decide': {
    run(context, { report, seen, to, matched, reason, second }, { who }) {
      const ready = toDecide(context, { report, seen, second }, who)
      if (!ready.ok) return ready
      const { found, colleague } = ready.value
      const { store } = context
      if (!patientRow(store, to)) return refuse('not-found', 'This patient is not known on this workstation.')
      const agree = comparedWith(context, found, to).filter(({ agrees }) => agrees)
      if (matched.some((what) => !agree.some((compared) => compared.what === what)))
        return refuse('wrong-patient', 'What you marked as the same is not the same. Nothing was filed.')
      if (new Set(matched).size < identifiersNeeded && !reason)
        return refuse('invalid', 'Fewer than two identifiers match: say why it is this patient’s all the same.')
      const name = coreOf(store, to, context.clock.now()).name
      const task = taskAbout(store, report)
      const more: Extension[] = [
        { url: 'for', valueReference: referTo(store, 'Patient', to) },
        ...[...new Set(matched)].map((what) => ({ url: 'compared', valueCode: what })),
        ...(reason ? [{ url: 'reason', valueString: reason }] : []),
      ]
      act(context, { who, words: `Filed a held result for ${name}`, task }, (tx) => {
        fileUnder(context, tx, found, report, to, (before) => decisionExtension(context, who, colleague, more, before))
        completeTasksAbout(context, tx, report, ['unmatched-result'], who)
        tx.audit('identity-decided', 'DiagnosticReport', report, to)
      })
      return ok(null)
    },
  },

  'held.not-ours': {
    run(context, { report, seen, words, second }, { who }) {
      const ready = toDecide(context, { report, seen, second }, who)
      if (!ready.ok) return ready
      const { colleague } = ready.value
      const { store } = context
      const asked = unmatchedOf(store, report, context.clock.now())
      const id = context.newId()
      const to = { id: who.id, name: who.name, team: false }
      const priority = asked?.priority ?? 'urgent'
      const text = 'Call the laboratory: a result that belongs to nobody here'
      const call: Task = {
        ...newTask(context, who, context.at(), { kind: 'call', text, to, priority }),
        focus: referTo(store, 'DiagnosticReport', report),
      }
      remark(context, call, who, words)
      const more: Extension[] = [{ url: 'not-ours', valueString: words }]
      act(context, { who, words: text, task: taskAbout(store, report) }, (tx) => {
        tx.edit('DiagnosticReport', report, (resource) => {
          const decided = decisionExtension(context, who, colleague, more, [])
          resource.extension = withExtension(resource.extension, decidedExtension, decided) ?? []
        })
        completeTasksAbout(context, tx, report, ['unmatched-result'], who)
        tx.create(id, call)
        tx.audit('identity-not-ours', 'DiagnosticReport', report)
      })
      return ok({ task: id })
    },
  },

  'result.link': {
    run(context, { patient, report, order }, { who }) {
      const no = denied(who, 'identity.decide')
      if (no) return no
      const { store } = context
      if (!linkableOrders(context, patient, report).some(({ id }) => id === order))
        return refuse('stale', 'This order cannot be linked: it is another patient’s, or it has its result.')
      act(context, { who, words: 'Linked a result to its order', patient }, (tx) => {
        tx.edit('DiagnosticReport', report, (resource) => {
          resource.basedOn = [...(resource.basedOn ?? []), referTo(store, 'ServiceRequest', order)] as never
        })
        tx.audit('result-linked', 'DiagnosticReport', report, patient)
      })
      return ok(null)
    },
  },
} satisfies Partial<CommandHandlers>
