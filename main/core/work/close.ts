import type { Communication } from '@medplum/fhirtypes'
import type { LocalId } from '../../../shared/kernel/ids.js'
import type { Context } from '../handlers/context.js'
import { knownLoop } from '../handlers/work/loop-view.js'
import { markClosed } from '../handlers/work/result-act.js'
import type { Held } from '../store/loop-facts.js'
import { all } from '../store/statement.js'
import { type Chore, choresOf, type Finder } from './chore.js'

/**
 * Orders whose patient knows now, which no person’s act could mark as closed: a message about something critical that was
 * opened since, or word given from outside the result. The order says so, whatever became of the tasks later.
 */
export const closeFinder: Finder = {
  types: ['ServiceRequest', 'DiagnosticReport', 'Communication', 'Task'],
  find(ground) {
    const { context } = ground
    const { store } = context
    const told = all<{ id: LocalId; report: LocalId }>(
      store.db,
      `SELECT l.id, l.report FROM loop l JOIN resource o ON o.id = l.id AND o.type = 'ServiceRequest'
         WHERE l.ordered = 1 AND l.step = 'told' AND l.awaited IS NULL AND l.report IS NOT NULL
           AND o.server_id IS NOT NULL AND o.base IS NULL`,
    )
    return choresOf(ground, told, ({ id, report }): Chore | undefined => {
      const word = wordAbout(context, id, report)
      if (!word) return undefined
      return {
        key: `close ${id}`,
        task: id,
        critical: false,
        do: (tx) => void tx.edit('ServiceRequest', id, (order) => markClosed(context, order, word)),
      }
    })
  },
}

/** The word by which the patient knows: a talk or a message that was read, before one that was only sent. */
function wordAbout(context: Context, loop: LocalId, report: LocalId): LocalId | undefined {
  const { identity } = context.store
  const known = knownLoop(context, loop)
  if (known?.state.step !== 'told' || known.state.awaited) return undefined
  const about = known.members.messages.filter(
    ({ acknowledged, resource }) =>
      acknowledged &&
      resource.status === 'completed' &&
      (resource.about ?? []).some(({ reference }) => identity.resolve(reference) === report),
  )
  const newest = about.toSorted((a, b) => ((a.resource.sent ?? '') < (b.resource.sent ?? '') ? 1 : -1))
  return (newest.find(reached) ?? newest[0])?.id
}

const reached = ({ resource }: Held<Communication>): boolean => resource.received !== undefined
