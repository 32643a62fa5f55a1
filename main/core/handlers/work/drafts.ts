import { ok } from '../../../../shared/kernel/result.js'
import { draftsOf, keepDraft } from '../../store/work-draft.js'
import type { CommandHandlers, QueryHandlers } from '../context.js'

export const draftQueries = {
  'work.drafts': {
    run({ store, session }, { task }) {
      const me = session.user()?.id
      const rows = me ? draftsOf(store.db, me, task) : []
      const value = rows.map(({ task: about, what, text, data, at }) => ({
        task: about,
        what,
        text,
        ...(data !== null && { data }),
        at,
      }))
      return { value, topics: ['drafts'] }
    },
  },
} satisfies Partial<QueryHandlers>

export const draftCommands = {
  'work.draft': {
    run({ store, at }, draft, { who }) {
      store.commit({ who: who.id, at: at() }, (tx) => {
        keepDraft(tx.db, { ...draft, who: who.id, at: tx.at })
        tx.touch('drafts')
      })
      return ok(null)
    },
  },
} satisfies Partial<CommandHandlers>
