import { ok, refuse } from '../../../shared/kernel/result.js'
import { partsOf } from '../fhir/failure.js'
import { endHolds } from '../store/hold.js'
import { run } from '../store/statement.js'
import type { CommandHandlers, Context, QueryHandlers } from './context.js'

export const sessionQueries = {
  'session.current': {
    open: true,
    run: ({ session }) => ({ value: session.view(), topics: ['session', 'Organization'] }),
  },
  'sync.status': { open: true, run: ({ sync }) => ({ value: sync.view(), topics: ['sync', 'outbox', 'session'] }) },
} satisfies Partial<QueryHandlers>

export const sessionCommands = {
  'session.begin-sign-in': { open: true, run: ({ session }) => session.begin() },
  'session.finish-sign-in': {
    open: true,
    async run(context, { callbackUrl }) {
      const result = await context.session.finish(callbackUrl)
      if (result.ok) retryOwn(context)
      return result
    },
  },
  'session.sign-out': {
    open: true,
    async run(context, { evenIfUnsent }) {
      const { session, outbox } = context
      await letGo(context)
      const { savedHere, sending, needsYou } = outbox.counts()
      const unsent = savedHere + sending + needsYou
      if (unsent > 0 && !evenIfUnsent) {
        const are = unsent === 1 ? 'One change is' : `${unsent} changes are`
        const stays = unsent === 1 ? 'It stays safe here and is' : 'They stay safe here and are'
        return refuse('conflict', `${are} not in the EHR yet. ${stays} sent when somebody signs in here next.`)
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

/** How long signing out waits for what could be taken back until now, milliseconds. */
const sendMs = 2_000

/** Whoever goes takes nothing back any more: what waited for that leaves with them. */
async function letGo({ store, session, sync, at }: Context): Promise<void> {
  const isFreed = store.commit({ who: session.user()?.id, at: at() }, (tx) => {
    const ended = endHolds(tx.db)
    if (ended) tx.touch('outbox')
    return ended
  })
  if (isFreed) await sync.send(sendMs)
}

/** What the EHR did not allow somebody else to send for the person who has just signed in goes under their own name now. */
function retryOwn({ outbox, session }: Context): void {
  const me = session.user()?.id
  for (const row of outbox.rows()) {
    if (row.author !== me || row.state !== 'needs-you' || row.conflict) continue
    if (partsOf(row.reason ?? '').kind === 'forbidden') outbox.fix(row.item, 'retry')
  }
}
