import type { MedicationRequest, Task } from '@medplum/fhirtypes'
import type { ParsedOf } from '../../../../shared/contract/contract.js'
import type { Staff } from '../../../../shared/contract/views/session.js'
import type { RefillOf, RefillView } from '../../../../shared/contract/views/work/refill.js'
import type { MedicationData } from '../../../../shared/domain/chip/medication.js'
import { rxnormSystem } from '../../../../shared/domain/medicine/recorded.js'
import { amountWords, refillWords } from '../../../../shared/domain/medicine/supply.js'
import { isSupervised } from '../../../../shared/domain/role.js'
import type { Instant, LocalId } from '../../../../shared/kernel/ids.js'
import { ok, type Result, refuse } from '../../../../shared/kernel/result.js'
import { one } from '../../store/statement.js'
import type { TaskProjection } from '../../store/task.js'
import { ofPatient, ofResource } from '../../store/topic.js'
import type { CommandHandlers, Context, QueryHandlers } from '../context.js'
import { referTo } from '../fhir.js'
import { checkMedicine } from '../medication-check.js'
import { alter } from '../parts/altered.js'
import { medicationParts } from '../parts/medication.js'
import { denied } from '../people.js'
import { closed, heldByOther } from '../task-change.js'
import { newTask } from '../task-new.js'
import { finish, remark } from '../task-steps.js'
import { act } from './act.js'
import { noPortal, patientMessage } from './patient-message.js'
import { refillView } from './refill-view.js'

const taskRow = ({ store }: Context, task: LocalId): TaskProjection | undefined =>
  one<TaskProjection>(store.db, 'SELECT * FROM task WHERE id = ?', task)

type Decision = ParsedOf<'refill.decide'>['decision']
type Approval = Extract<Decision, { as: 'approve' }>

const plain = (words: string | undefined): string => (words ?? '').trim().replace(/\s+/g, ' ').toLowerCase()

function prescribed(of: RefillOf, given: Approval): MedicationData {
  const { sig, quantity, quantityUnit, refills, reason } = given
  return {
    action: plain(sig) === plain(of.sig) ? 'refill' : 'change',
    codings: [],
    display: of.text,
    ingredients: [],
    sig: { text: sig },
    ...(quantity !== undefined && { quantity }),
    ...(quantityUnit && { quantityUnit }),
    ...(refills !== undefined && { refills }),
    ...(reason && { reason }),
  }
}

/** Why this cannot be prescribed as it is; undefined when it can. */
function warned(context: Context, patient: LocalId, view: RefillView, given: Approval): Result<never> | undefined {
  const { of, newer } = view
  if (!of) return refuse('invalid', 'The EHR does not name the prescription. Prescribe it in a note, or deny it here.')
  if (newer) return refuse('conflict', `${of.text} was prescribed anew already. Answer with that one, or deny this.`)
  if (of.decidedEachTime && (given.quantity === undefined || given.refills === undefined))
    return refuse('invalid', `Say how much of ${of.text} and how many refills: its supply is decided each time.`)
  if (given.reason) return undefined
  if (of.status !== 'active')
    return refuse('conflict', `${of.text} is not taken now. Say why it is right to begin it again.`)
  const held = context.store.read('MedicationRequest', of.id)
  const codings = held?.medicationCodeableConcept?.coding ?? []
  const ingredients = codings.flatMap(({ system, code, display }) =>
    display && system === rxnormSystem ? [{ name: display, rxnorm: code }] : [],
  )
  const { allergies } = checkMedicine(context, patient, { ingredients, text: of.text }, [of.id])
  const allergy = allergies.find(({ weight }) => weight === 'avoid')
  return allergy && refuse('conflict', `${allergy.why} Say why it is right all the same, or deny it.`)
}

const supplyWords = ({ quantity, quantityUnit, refills }: Approval): string =>
  [quantity !== undefined && amountWords(quantity, quantityUnit), refills !== undefined && refillWords(refills)]
    .filter(Boolean)
    .join(', ')

/** What the task keeps of the decision, for whoever reads it later. */
function decidedWords(data: MedicationData | undefined, decision: Exclude<Decision, { as: 'prescribed' }>): string {
  if (decision.as === 'deny') return `Denied: ${decision.reason}`
  const supply = supplyWords(decision)
  const verb = data?.action === 'change' ? `Changed to ${decision.sig}` : 'Renewed'
  return [verb, supply, decision.reason].filter(Boolean).join(', ')
}

export const refillQueries = {
  'refill.view': {
    run(context, { task }) {
      const row = taskRow(context, task)
      if (!row) return { value: null, topics: [ofResource('Task', task)] }
      const topics = [ofResource('Task', task), ...(row.patient ? [ofPatient(row.patient)] : [])]
      return { value: refillView(context, row), topics }
    },
  },
} satisfies Partial<QueryHandlers>

export const refillCommands = {
  'refill.decide': {
    run(context, { patient, task, seen, decision, tell, comment }, { who }) {
      const no = denied(who, 'order.write')
      if (no) return no
      if (decision.as === 'approve' && isSupervised(who.role))
        return refuse(
          'not-permitted',
          'What you prescribe is co-signed with a note. Hand this to a clinician who signs, or prescribe it in a note.',
        )
      const row = taskRow(context, task)
      if (row?.kind !== 'refill-request') return refuse('not-found', 'This request is not held on this workstation.')
      if (row.patient !== patient)
        return refuse('wrong-patient', 'This request is another patient’s. Nothing was decided.')
      const taken = closed(row) ?? heldByOther(context, row, who)
      if (taken) return taken
      const view = refillView(context, row)
      if (view.seen !== seen)
        return refuse('stale', 'The prescription was changed meanwhile. Read it again, then decide.')
      const wrong = decision.as === 'approve' ? warned(context, patient, view, decision) : undefined
      if (wrong) return wrong
      const answer =
        decision.as === 'prescribed' ? view.answers.find(({ id }) => id === decision.prescription) : undefined
      if (decision.as === 'prescribed' && !answer)
        return refuse('stale', 'That prescription is not this patient’s any more, or was stopped. Look again.')
      const unread = tell.how === 'message' ? noPortal(context, patient) : undefined
      if (unread) return unread
      const name = answer?.text ?? view.of?.text ?? row.text
      const data = view.of && decision.as === 'approve' ? prescribed(view.of, decision) : undefined
      const at = context.at()
      const made = data ? context.newId() : undefined
      const words =
        decision.as === 'prescribed'
          ? `Prescribed: ${[answer?.text, answer?.sig].filter(Boolean).join(', ')}`
          : decidedWords(data, decision)
      act(context, { who, words: `${name}: ${words}`, patient, task, drafts: ['refill', 'comment'] }, (tx) => {
        if (made && data && view.of) {
          const about = { context, patient, encounter: undefined, who, at, held: false }
          const bound = { type: 'MedicationRequest', id: view.of.id } as const
          const outcome = medicationParts(about, made, data, { problem: undefined }, bound)
          for (const part of outcome.parts) tx.create(part.id, sameReason(context, view.of.id, part.resource))
          for (const change of outcome.changes) alter(tx, change)
        }
        tx.edit('Task', task, (resource) => {
          finish(context, resource, who)
          if (comment) remark(context, resource, who, comment)
          remark(context, resource, who, words)
          if (decision.as === 'deny') resource.statusReason = { text: decision.reason }
          if (answer) resource.output = [...(resource.output ?? []), prescriptionOf(context, answer.id)]
        })
        if (tell.how === 'message') {
          const id = made ?? answer?.id ?? view.of?.id
          const about = id ? [{ type: 'MedicationRequest' as const, id }] : []
          const message = { patient, task, about, topic: `Refill: ${name}`, text: tell.text }
          tx.create(context.newId(), patientMessage(context, who, message))
        } else tx.create(context.newId(), toCall(context, who, at, { patient, name, text: tell.text, about: task }))
      })
      return ok(made ? { prescription: made } : {})
    },
  },
} satisfies Partial<CommandHandlers>

/** By which prescription a request was answered, on its task. */
const prescriptionOf = ({ store }: Context, id: LocalId): NonNullable<Task['output']>[number] => ({
  type: { text: 'prescription' },
  valueReference: referTo(store, 'MedicationRequest', id),
})

/** What it is taken for stays what it was. */
function sameReason<T>({ store }: Context, before: LocalId, resource: T): T {
  const earlier = store.read('MedicationRequest', before)
  const next = resource as MedicationRequest
  return {
    ...next,
    ...(earlier?.reasonReference && !next.reasonReference && { reasonReference: earlier.reasonReference }),
    ...(earlier?.reasonCode && { reasonCode: earlier.reasonCode }),
  } as T
}

/** A call by whoever decided, who may give it to somebody else. */
function toCall(
  context: Context,
  who: Staff,
  at: Instant,
  { patient, name, text, about }: { patient: LocalId; name: string; text: string; about: LocalId },
): Task {
  const call = newTask(context, who, at, {
    patient,
    kind: 'call',
    text: `Tell about the refill of ${name}`,
    to: { id: who.id, name: who.name, team: false },
    priority: 'routine',
  })
  return {
    ...call,
    partOf: [referTo(context.store, 'Task', about)],
    input: [{ type: { text: 'What to say' }, valueString: text }],
  }
}
