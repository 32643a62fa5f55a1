import type { DocumentReference } from '@medplum/fhirtypes'
import type { OutboxItem } from '../../../shared/contract/views/session.js'
import { ok, refuse } from '../../../shared/kernel/result.js'
import { openProposals, type Proposal } from '../outbox/proposal.js'
import { explain } from '../store/connection.js'
import { isPicture } from '../store/picture.js'
import type { Topic } from '../store/topic.js'
import { ofPatient } from '../store/topic.js'
import { notFor, proposalRow } from './conflict.js'
import type { CommandHandlers, Context, QueryHandlers } from './context.js'
import { differences } from './differences.js'
import { nameOf, patientRow } from './people.js'
import { titleOf } from './titles.js'
import { explained } from './unsent.js'
import { unsentWords } from './unsent-words.js'

/** Everything unsent, as a person reads it. */
export function outboxItems(context: Context): OutboxItem[] {
  const { store, outbox, sync, session } = context
  const rows = outbox.rows()
  const titles = new Map(rows.map((row) => [row.item, titleOf(row.resource, row.op)]))
  const offline = sync.view().state !== 'online'
  const me = session.user()?.id
  return rows.map((row) => {
    const patient = row.patient ? patientRow(store, row.patient) : undefined
    const by = row.author && row.author !== me ? nameOf(store, row.author) : undefined
    const behind = row.behind && titles.get(row.behind.item)
    const whose = nameOf(store, row.lost?.by)
    const own = row.lost?.by !== undefined && row.lost.by === row.author
    return {
      id: row.item,
      title: titles.get(row.item) as string,
      ...(row.patient && { patient: row.patient }),
      ...(patient && { patientName: patient.name }),
      ...(by && { by }),
      ...(row.type === 'DocumentReference' && !isPicture(row.resource as DocumentReference) && { note: row.id }),
      state: row.state,
      since: row.since,
      ...explained(row, { by, offline, behind, whose, own }),
      ...(row.nextTry && !offline && { nextTry: row.nextTry }),
      ...(row.behind && { behind: row.behind.item }),
      // Two versions are decided side by side, never by a button in a list.
      fixes: row.conflict ? [] : row.fixes,
      ...(row.conflict && { twoVersions: row.item }),
      ...(row.conflict && { differences: differences(row.conflict.mine, row.conflict.theirs) }),
    }
  })
}

/** Words that arrived after their note was signed: nothing to send before their author has decided. */
function proposedItem(context: Context, proposal: Proposal): OutboxItem {
  const { item, title, patient, since } = proposalRow(context, proposal)
  return {
    id: item,
    title,
    ...(patient && { patient: patient.id, patientName: patient.name }),
    state: 'needs-you',
    since,
    reason: 'The note was signed elsewhere while this was written here. Add the words as an addendum, or let them go.',
    fixes: [],
    twoVersions: item,
  }
}

export const outboxQueries = {
  'outbox.list': {
    run(context) {
      const proposed = openProposals(context.store.db).map((proposal) => proposedItem(context, proposal))
      const value = [...outboxItems(context), ...proposed]
      const patients = value.flatMap(({ patient }) => (patient ? [ofPatient(patient)] : []))
      const topics: Topic[] = ['outbox', 'sync', ...new Set(patients)]
      return { value, topics }
    },
  },
} satisfies Partial<QueryHandlers>

export const outboxCommands = {
  'outbox.fix': {
    run({ outbox, sync }, { item: id, fix }, { who }) {
      const row = outbox.rows().find((other) => other.item === id)
      const not = row?.conflict && notFor(row.type, who)
      if (not) return refuse('not-permitted', not)
      const result = outbox.fix(id, fix)
      if (result.ok) sync.poke()
      return result
    },
  },
  'outbox.export': {
    run(context, _input, { who }) {
      const { store, outbox, at } = context
      const { bundle, count } = outbox.exportBundle()
      const words = unsentWords(context)
      if (count === 0 && words === '')
        return refuse('not-found', 'Everything is in the EHR; there is nothing to keep elsewhere.')
      try {
        store.commit({ who: who.id, at: at() }, (tx) => tx.audit('export'))
      } catch (error) {
        // On a full disk most of all, what cannot be sent must be had.
        if (explain(error).failure !== 'no-space') throw error
      }
      return ok({ bundle: JSON.stringify(bundle), count, words })
    },
  },
} satisfies Partial<CommandHandlers>
