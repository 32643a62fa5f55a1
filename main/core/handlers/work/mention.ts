import type { Annotation, Task } from '@medplum/fhirtypes'
import type { MentionedIn } from '../../../../shared/contract/views/task.js'
import { isTaskKind } from '../../../../shared/domain/task/kind.js'
import type { Instant, LocalId } from '../../../../shared/kernel/ids.js'
import { utc } from '../../store/utc.js'
import type { Context } from '../context.js'
import { nameOf } from '../people.js'
import { taskRow } from '../task-change.js'
import { mentionsUrl } from './comment.js'

/** So much of what was said around it tells what it is about. */
const mostSaid = 12

/** The task beside which a mention was written, where that is held. */
export function aboutTask({ store }: Context, mention: LocalId): LocalId | undefined {
  const task = store.read('Task', mention)
  const about = store.identity.resolve(task?.partOf?.[0]?.reference)
  return about && store.row('Task', about) ? about : undefined
}

/** Whether a note is the one by which this mention came to be: it speaks to its owner, in the words of the mention. */
function isBy({ store: { identity } }: Context, mention: Task, { extension = [], text = '' }: Annotation): boolean {
  const owner = identity.resolve(mention.owner?.reference)
  return (
    mention.description?.endsWith(text) === true &&
    extension.some(
      ({ url, valueReference }) => url === mentionsUrl && identity.resolve(valueReference?.reference) === owner,
    )
  )
}

/** Where somebody was spoken to: the task, who said it, and the words around it. */
export function mentionedIn(context: Context, id: LocalId, mention: Task): { mentioned?: MentionedIn } {
  const { store } = context
  const { identity } = store
  const about = aboutTask(context, id)
  const row = about && taskRow(context, about)
  const task = about && store.read('Task', about)
  if (!row || !task) return {}
  const said = (task.note ?? []).flatMap((note) => {
    const at = utc(note.time)
    if (!at || !note.text) return []
    const id = identity.resolve(note.authorReference?.reference)
    const who = note.authorReference?.display ?? nameOf(store, id) ?? note.authorString ?? 'Someone'
    return [{ at: at as Instant, who, words: note.text, id, here: isBy(context, mention, note) }]
  })
  const here = said.findLast((one) => one.here)
  const asker = here?.id ?? identity.resolve(mention.requester?.reference)
  const name = here?.who ?? mention.requester?.display ?? nameOf(store, asker) ?? 'A colleague'
  const from = here ? Math.max(0, said.indexOf(here) - mostSaid / 2) : Math.max(0, said.length - mostSaid)
  return {
    mentioned: {
      task: row.id,
      kind: isTaskKind(row.kind) ? row.kind : 'follow-up',
      text: row.text,
      status: row.status,
      by: { ...(asker && { id: asker }), name },
      said: said.slice(from, from + mostSaid).map((one) => ({
        at: one.at,
        who: one.who,
        words: one.words,
        ...(one === here && { here: true as const }),
      })),
    },
  }
}
