import { ok } from '../../../shared/kernel/result.js'
import { forgetRecovery, recoveryOf } from '../store/recovery.js'
import type { CommandHandlers, QueryHandlers } from './context.js'

export const recoveryQueries = {
  'workstation.recovery': {
    run: ({ store }) => ({ value: recoveryOf(store.db) ?? null, topics: ['sync'] }),
  },
} satisfies Partial<QueryHandlers>

export const recoveryCommands = {
  'workstation.recovery-seen': {
    run({ store, at }, _input, { who }) {
      store.commit({ who: who.id, at: at() }, (tx) => {
        forgetRecovery(tx.db)
        tx.audit('repair seen')
        tx.touch('sync')
      })
      return ok(null)
    },
  },
} satisfies Partial<CommandHandlers>
