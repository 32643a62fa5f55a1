import type { OutboxItem } from '../../../shared/contract/views/session.js'
import { ok, refuse } from '../../../shared/kernel/result.js'
import type { Topic } from '../store/topic.js'
import { ofPatient } from '../store/topic.js'
import type { CommandHandlers, Context, QueryHandlers } from './context.js'
import { differences } from './differences.js'
import { patientRow } from './people.js'
import { titleOf } from './titles.js'

function item(context: Context, row: ReturnType<Context['outbox']['rows']>[number]): OutboxItem {
  const patient = row.patient ? patientRow(context.store, row.patient) : undefined
  return {
    id: row.item,
    title: titleOf(row.resource, row.op),
    ...(row.patient && { patient: row.patient }),
    ...(patient && { patientName: patient.name }),
    state: row.state,
    since: row.since,
    ...(row.reason && { reason: row.reason }),
    fixes: row.fixes,
    ...(row.conflict && { differences: differences(row.conflict.mine, row.conflict.theirs) }),
  }
}

export const outboxQueries = {
  'outbox.list': {
    run(context) {
      const rows = context.outbox.rows()
      const patients = rows.flatMap(({ patient }) => (patient ? [ofPatient(patient)] : []))
      const topics: Topic[] = ['outbox', ...new Set(patients)]
      return { value: rows.map((row) => item(context, row)), topics }
    },
  },
} satisfies Partial<QueryHandlers>

export const outboxCommands = {
  'outbox.fix': {
    run({ outbox, sync }, { item: id, fix }) {
      const result = outbox.fix(id, fix)
      if (result.ok) sync.poke()
      return result
    },
  },
  'outbox.export': {
    run({ store, outbox, at }, _input, { who }) {
      const { bundle, count } = outbox.exportBundle()
      if (count === 0) return refuse('not-found', 'Everything is in the EHR; there is nothing to keep elsewhere.')
      store.commit({ who: who.id, at: at() }, (tx) => tx.audit('export'))
      return ok({ bundle: JSON.stringify(bundle), count })
    },
  },
} satisfies Partial<CommandHandlers>
