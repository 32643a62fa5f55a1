import type { Annotation, Extension, Task } from '@medplum/fhirtypes'
import type { Staff } from '../../../../shared/contract/views/session.js'
import { taskExtension } from '../../../../shared/domain/task/extension.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { ok, type Result, refuse } from '../../../../shared/kernel/result.js'
import { machineId } from '../../store/identity.js'
import { one } from '../../store/statement.js'
import type { Context } from '../context.js'
import { referTo, rounds } from '../fhir.js'
import { denied, nameOf } from '../people.js'
import { change, taskRow } from '../task-change.js'
import { newTask } from '../task-new.js'
import { remark } from '../task-steps.js'
import { act } from './act.js'
import { sawNews } from './news.js'

/** On a note of a Task: a colleague it speaks to. */
export const mentionsUrl = `${rounds}mentions`

/** Beyond this many comments a task is no place to talk any more. */
const mostNotes = 200

const isWatcher = (context: Context, { url, valueReference }: Extension, who: LocalId): boolean =>
  url === taskExtension.watcher && context.store.identity.resolve(valueReference?.reference) === who

function watchedBy(context: Context, task: Task, who: LocalId, name: string | undefined): void {
  if (task.extension?.some((extension) => isWatcher(context, extension, who))) return
  const valueReference = referTo(context.store, 'Practitioner', who, name)
  task.extension = [...(task.extension ?? []), { url: taskExtension.watcher, valueReference }]
}

/** One's own news of a task, or no more. What is news from here on is what comes now. */
export function watch(context: Context, id: LocalId, on: boolean, who: Staff): Result<null> {
  const done = change(
    context,
    { id, who, words: on ? 'Watched' : 'No longer watched' },
    () => undefined,
    (task) => {
      if (on) return watchedBy(context, task, who.id, who.name)
      const rest = (task.extension ?? []).filter((extension) => !isWatcher(context, extension, who.id))
      if (rest.length > 0) task.extension = rest
      else delete task.extension
    },
  )
  return done.ok && on ? sawNews(context, id, who) : done
}

/** Words for colleagues. Who is mentioned gets a task that is done by reading, and hears what comes of this one. */
export function comment(
  context: Context,
  { task, text, mentions }: { task: LocalId; text: string; mentions: readonly LocalId[] },
  who: Staff,
): Result<{ note: string }> {
  const no = denied(who, 'task.work')
  if (no) return no
  const { store } = context
  const row = taskRow(context, task)
  const held = store.read('Task', task)
  if (!row || !held) return refuse('not-found', 'This task is not held on this workstation.')
  if ((held.note ?? []).length >= mostNotes)
    return refuse('invalid', 'There are 200 comments here already. Please make a new task for what goes on.')
  const called = [...new Set(mentions)].filter((id) => id !== who.id)
  const unknown = called.find((id) => !one(store.db, 'SELECT 1 FROM practitioner WHERE id = ?', id))
  if (unknown) return refuse('not-found', 'One of those mentioned is not known here.')
  const at = context.at()
  const words = `Commented on ${row.text}`
  const about = { patient: row.patient ?? undefined, task, drafts: ['comment'] }
  const note = act(context, { who, words, ...about }, (tx) => {
    let said: Annotation | undefined
    tx.edit('Task', task, (resource) => {
      said = remark(context, resource, who, text)
      if (called.length > 0)
        said.extension = called.map((id) => ({
          url: mentionsUrl,
          valueReference: referTo(store, 'Practitioner', id, nameOf(store, id)),
        }))
      for (const id of called) watchedBy(context, resource, id, nameOf(store, id))
      resource.lastModified = at
    })
    const noteId = said?.id as LocalId
    for (const id of called) {
      const made = newTask(context, who, at, {
        patient: row.patient ?? undefined,
        kind: 'mention',
        text: `${who.name}: ${text}`,
        to: { id, name: nameOf(store, id) as string, team: false },
        priority: held.priority ?? 'routine',
      })
      const partOf = [referTo(store, 'Task', task)]
      tx.create(machineId('mention', noteId, id), { ...made, partOf, ...(held.focus && { focus: held.focus }) })
    }
    return noteId
  })
  return ok({ note })
}
