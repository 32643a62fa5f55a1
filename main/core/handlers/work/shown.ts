import type { Task } from '@medplum/fhirtypes'
import { shownOf } from '../../../../shared/domain/message/shown.js'
import { answeredOutput, reviewedOutput } from '../../../../shared/domain/task/extension.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { type Result, refuse } from '../../../../shared/kernel/result.js'
import { toName, unanswered } from '../../store/answered.js'
import type { MessageProjection } from '../../store/message.js'
import { all, one } from '../../store/statement.js'
import type { TaskProjection } from '../../store/task.js'
import type { Context } from '../context.js'
import { referTo } from '../fhir.js'

type Shown = Pick<MessageProjection, 'root' | 'patient' | 'at'>

const messageRow = ({ store }: Pick<Context, 'store'>, id: LocalId | null): Shown | undefined =>
  one<Shown>(store.db, 'SELECT root, patient, at FROM message WHERE id = ?', id)

/** What somebody had before them of a conversation. */
export interface Before {
  /** The last message of the patient that was shown. */
  last: LocalId
  /** All of the patient's that were, as `shownOf` writes them down; without it only what was sent later is known. */
  all?: string | undefined
}

/**
 * The refusal where somebody has not had all before them that the patient has written: what came meanwhile may say that it
 * was written long ago, so dates do not tell.
 */
export function writtenSince(context: Context, before: Before): Result<never> | undefined {
  const row = messageRow(context, before.last)
  if (!row) return undefined
  const theirs = all<{ id: LocalId; at: string; text: string; attachments: number }>(
    context.store.db,
    `SELECT id, at, words AS text, attachments FROM message
     WHERE root = ? AND +patient IS ? AND kind = 'patient' AND from_patient = 1 AND shown = 1`,
    ...[row.root, row.patient],
  )
  const held = () =>
    shownOf(
      theirs.map(({ attachments, ...each }) => ({
        ...each,
        kind: 'patient',
        fromPatient: true,
        attachments: { length: attachments },
      })),
    )
  if (before.all === undefined ? !theirs.some(({ at }) => at > row.at) : before.all === held()) return undefined
  return refuse('stale', 'The patient has written again meanwhile. Read that first; nothing was done.')
}

/**
 * What somebody deals with who was shown a conversation up to this message: it, and before it every message of the patient
 * that no word of the clinic answers. The last first.
 */
export function dealtWithBy({ store }: Context, last: LocalId): readonly LocalId[] {
  const row = messageRow({ store }, last)
  if (!row) return []
  const said = all<MessageProjection>(
    store.db,
    `SELECT * FROM message WHERE root = ? AND +patient IS ? ORDER BY at, id`,
    ...[row.root, row.patient],
  )
  const others = unanswered(said).flatMap(({ id }) => (id === last ? [] : [id]))
  return [...toName([...others, last])].reverse()
}

/** Says on a task about messages which ones somebody was shown: what else comes, whenever it was sent, it does not deal with. */
export function setShown(context: Context, task: Task, kind: string, shown: LocalId | undefined): void {
  const at = kind === 'patient-message' && shown ? messageRow(context, shown)?.at : undefined
  if (!at || !shown) return
  const others = (task.output ?? []).filter(({ type }) => type.text !== reviewedOutput && type.text !== answeredOutput)
  const answered = dealtWithBy(context, shown).map((id) => ({
    type: { text: answeredOutput },
    valueReference: referTo(context.store, 'Communication', id),
  }))
  task.output = [...others, { type: { text: reviewedOutput }, valueString: at }, ...answered]
}

/** Why a task about a patient's messages may not be finished by somebody who was shown them up to this one. */
export function notAllShown(
  context: Context,
  { kind, focus }: TaskProjection,
  shown: { last?: LocalId | undefined; all?: string | undefined },
): Result<never> | undefined {
  const about = kind === 'patient-message' ? messageRow(context, focus) : undefined
  if (!about || !focus) return undefined
  const last = shown.last && messageRow(context, shown.last)
  if (shown.last && (last?.root !== about.root || last.patient !== about.patient))
    return refuse('invalid', 'That message is of another conversation. Nothing was done.')
  return writtenSince(context, { last: shown.last ?? focus, all: shown.all })
}
