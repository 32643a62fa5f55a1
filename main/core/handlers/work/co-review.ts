import type { Task } from '@medplum/fhirtypes'
import type { Staff } from '../../../../shared/contract/views/session.js'
import { roleTitles } from '../../../../shared/domain/role.js'
import { taskExtension } from '../../../../shared/domain/task/extension.js'
import type { Instant, LocalId } from '../../../../shared/kernel/ids.js'
import { roleSystem } from '../../store/clinic.js'
import type { TaskProjection } from '../../store/task.js'
import type { Context } from '../context.js'
import { concept, referTo } from '../fhir.js'
import { mayCosign } from '../note-cosign.js'
import { nameOf } from '../people.js'
import { newTask } from '../task-new.js'
import { remark } from '../task-steps.js'

/**
 * The task of whoever supervises to look at a critical result a supervised colleague has reviewed: for the clinician who
 * ordered it, else the patient's own, else any physician. The review itself waits for nobody.
 */
export function coReview(
  context: Context,
  who: Staff,
  review: { task: TaskProjection & { patient: LocalId; focus: LocalId }; order: LocalId | undefined; due: Instant },
  comment: string | undefined,
): Task {
  const { store } = context
  const { task, order, due } = review
  const supervisor = supervisorOf(context, who, task.patient, order)
  const name = supervisor && nameOf(store, supervisor)
  const made: Task = {
    ...newTask(context, who, context.at(), {
      patient: task.patient,
      kind: 'co-review',
      text: `${task.text}, reviewed by ${who.name}`,
      to: { id: supervisor ?? who.id, name: name ?? who.name, team: false },
      due,
      priority: 'urgent',
    }),
    focus: referTo(store, 'DiagnosticReport', task.focus),
    ...(task.flag && { extension: [{ url: taskExtension.flag, valueCode: task.flag }] }),
  }
  if (!supervisor) {
    delete made.owner
    made.performerType = [concept(roleSystem, 'physician', roleTitles.physician)]
  }
  if (comment) remark(context, made, who, comment)
  return made
}

function supervisorOf(context: Context, who: Staff, patient: LocalId, order: LocalId | undefined): LocalId | undefined {
  const { store } = context
  const asked = order && store.read('ServiceRequest', order)?.requester
  const own = store.read('Patient', patient)?.generalPractitioner ?? []
  return [asked, ...own]
    .flatMap((reference) => store.identity.resolve(reference?.reference) ?? [])
    .find((colleague) => colleague !== who.id && mayCosign(context, colleague))
}
