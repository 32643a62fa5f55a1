import { ok, refuse } from '../../../shared/kernel/result.js'
import { run } from '../store/statement.js'
import type { CommandHandlers, QueryHandlers } from './context.js'

export const sessionQueries = {
  'session.current': {
    open: true,
    run: ({ session }) => ({ value: session.view(), topics: ['session', 'Organization'] }),
  },
  'sync.status': { open: true, run: ({ sync }) => ({ value: sync.view(), topics: ['sync', 'outbox', 'session'] }) },
} satisfies Partial<QueryHandlers>

export const sessionCommands = {
  'session.begin-sign-in': { open: true, run: ({ session }) => session.begin() },
  'session.finish-sign-in': { open: true, run: ({ session }, { callbackUrl }) => session.finish(callbackUrl) },
  'session.sign-out': {
    open: true,
    async run(context, { evenIfUnsent }) {
      const { session, outbox } = context
      const { savedHere, sending, needsYou } = outbox.counts()
      const unsent = savedHere + sending + needsYou
      if (unsent > 0 && !evenIfUnsent) {
        const are = unsent === 1 ? 'One change is' : `${unsent} changes are`
        return refuse('conflict', `${are} not in the EHR yet. They stay safe here and are sent at the next sign-in.`)
      }
      const { store, at } = context
      // What was discarded can be restored until now.
      store.commit({ who: session.user()?.id, at: at() }, ({ db }) => {
        run(db, `DELETE FROM setting WHERE key >= 'discarded ' AND key < 'discarded!'`)
      })
      await session.signOut()
      return ok(null)
    },
  },
  'sync.now': {
    run({ sync }) {
      sync.now()
      return ok(null)
    },
  },
} satisfies Partial<CommandHandlers>
