import type { Resource } from '@medplum/fhirtypes'
import type { DeedRow as DeedView } from '../../../../shared/contract/views/work/deeds.js'
import { timeForReading } from '../../../../shared/kernel/dates.js'
import { ok, type Result, refuse } from '../../../../shared/kernel/result.js'
import { Deeds, type Hindrance } from '../../outbox/deeds.js'
import { type DeedRow, deedBy } from '../../store/deed.js'
import { endHolds } from '../../store/hold.js'
import type { Topic } from '../../store/topic.js'
import { ofPatient } from '../../store/topic.js'
import type { CommandHandlers, Context, QueryHandlers } from '../context.js'
import { patientRow } from '../people.js'
import { titleOf } from '../titles.js'
import { draftCommands, draftQueries } from './drafts.js'
import { notifyCommands, notifyQueries } from './notify.js'

const most = 20

const gone = refuse('not-found', 'This can no longer be taken back here.')

export const deedsQueries = {
  ...draftQueries,
  ...notifyQueries,

  'deed.list': {
    run(context) {
      const me = context.session.user()?.id
      const rows = me ? new Deeds(context).list(me, most) : []
      const patients = new Set(rows.flatMap(({ patient }) => (patient ? [ofPatient(patient)] : [])))
      const topics: Topic[] = ['deeds', 'outbox', ...patients]
      return { value: rows.map((row) => viewOf(context, row)), topics }
    },
  },
} satisfies Partial<QueryHandlers>

export const deedsCommands = {
  ...draftCommands,
  ...notifyCommands,

  'deed.undo': {
    run: (context, { deed }, { who }) => turn(context, deed, who.id, false),
  },

  'deed.redo': {
    run: (context, { deed }, { who }) => turn(context, deed, who.id, true),
  },

  'deed.send-now': {
    run(context, { deed }, { who }) {
      if (deed !== undefined && deedBy(context.store.db, deed)?.who !== who.id)
        return refuse('not-found', 'This is not yours to send, or it is not known here any more.')
      context.store.commit({ who: who.id, at: context.at() }, (tx) => {
        if (endHolds(tx.db, { deed, author: who.id })) tx.touch('outbox')
      })
      context.sync.poke()
      return ok(null)
    },
  },
} satisfies Partial<CommandHandlers>

function turn(context: Context, id: string, who: string, again: boolean): Result<{ words: string }> {
  const deed = deedBy(context.store.db, id)
  if (!deed || deed.who !== who || deed.undoes !== null) return gone
  if (again !== (deed.undone_by !== null))
    return refuse('stale', again ? 'This has not been taken back.' : 'This was taken back already.')
  const deeds = new Deeds(context)
  const hindrance = again ? deeds.redo(deed) : deeds.undo(deed)
  if (hindrance) return refuse('stale', `${reasonOf(context, hindrance)} Nothing was changed.`)
  context.sync.poke()
  return ok({ words: deed.words })
}

function viewOf(context: Context, row: DeedRow): DeedView {
  const { id, words, at, task, patient, undone_by } = row
  const { until, lost } = new Deeds(context).waiting(id)
  const isHeld = until !== undefined && until > context.at()
  const name = patientRow(context.store, patient)?.short_name
  return {
    ...{ id, words, at },
    ...(name && { patientName: name }),
    ...(task && { task }),
    state: undone_by !== null ? 'undone' : lost ? 'lost' : isHeld ? 'held' : 'done',
    ...(isHeld && { leaves: until }),
  }
}

/** Why something cannot be taken back, in the clinic's words. */
function reasonOf({ store }: Context, { because, type, resource, at }: Hindrance): string {
  const held = store.read(type as Resource['resourceType'], resource)
  const what = held ? `“${titleOf(held, 'create')}”` : 'Part of it'
  if (because === 'used') return `Something entered since rests on ${held ? what : 'part of it'}.`
  if (because === 'changed') return `${what} has been changed since.`
  const next = type === 'Communication' ? 'Write a correction.' : 'Stop or correct it there.'
  return at ? `${what} left at ${timeForReading(at, true)}. ${next}` : `${what} is leaving just now. ${next}`
}
