import type { Task } from '@medplum/fhirtypes'
import { reviewedOutput } from '../../../../shared/domain/task/extension.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { type Result, refuse } from '../../../../shared/kernel/result.js'
import type { MessageProjection } from '../../store/message.js'
import { one } from '../../store/statement.js'
import type { TaskProjection } from '../../store/task.js'
import type { Context } from '../context.js'

type Shown = Pick<MessageProjection, 'root' | 'patient' | 'at'>

const messageRow = ({ store }: Context, id: LocalId | null): Shown | undefined =>
  one<Shown>(store.db, 'SELECT root, patient, at FROM message WHERE id = ?', id)

/** The refusal where the patient has written since the last message that somebody was shown of a conversation. */
export function writtenSince(context: Context, shown: LocalId): Result<never> | undefined {
  const row = messageRow(context, shown)
  const later =
    row &&
    one(
      context.store.db,
      `SELECT 1 FROM message WHERE root = ? AND patient IS ? AND at > ? AND kind = 'patient' AND from_patient = 1 AND shown = 1`,
      ...[row.root, row.patient, row.at],
    )
  if (!later) return undefined
  return refuse('stale', 'The patient has written again meanwhile. Read that first; nothing was done.')
}

/** Says on a task about messages up to which one somebody was shown them: what was sent later is not dealt with by it. */
export function setShown(context: Context, task: Task, kind: string, shown: LocalId | undefined): void {
  const at = kind === 'patient-message' && shown ? messageRow(context, shown)?.at : undefined
  if (!at) return
  const others = (task.output ?? []).filter(({ type }) => type.text !== reviewedOutput)
  task.output = [...others, { type: { text: reviewedOutput }, valueString: at }]
}

/** Why a task about a patient's messages may not be finished by somebody who was shown them up to this one. */
export function notAllShown(
  context: Context,
  { kind, focus }: TaskProjection,
  shown: LocalId | undefined,
): Result<never> | undefined {
  const about = kind === 'patient-message' ? messageRow(context, focus) : undefined
  if (!about || !focus) return undefined
  const last = shown && messageRow(context, shown)
  if (shown && (last?.root !== about.root || last.patient !== about.patient))
    return refuse('invalid', 'That message is of another conversation. Nothing was done.')
  return writtenSince(context, shown ?? focus)
}
