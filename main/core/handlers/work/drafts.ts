import { attachmentTrouble } from '../../../../shared/domain/message/attachment.js'
import { ok, refuse } from '../../../../shared/kernel/result.js'
import { draftsOf, filesOfDrafts, keepDraft, keepFiles } from '../../store/work-draft.js'
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
  'work.draft-files': {
    run({ store, session }, { who }) {
      return {
        value: session.user()?.id === who ? filesOfDrafts(store.db, who) : [],
        topics: ['draft-files', 'session'],
      }
    },
  },
} satisfies Partial<QueryHandlers>

export const draftCommands = {
  'work.keep-files': {
    run({ store, at }, { task, files }, { who }) {
      const trouble = attachmentTrouble(
        files.map(({ contentType, data }) => ({ contentType, bytes: new Uint8Array(Buffer.from(data, 'base64')) })),
      )
      if (trouble) return refuse('invalid', trouble)
      store.commit({ who: who.id, at: at() }, (tx) => {
        keepFiles(tx.db, { task, who: who.id, at: tx.at }, files)
        tx.touch('draft-files')
      })
      return ok(null)
    },
  },
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
