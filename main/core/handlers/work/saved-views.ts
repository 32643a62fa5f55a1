import type { Library } from '@medplum/fhirtypes'
import type { SavedView } from '../../../../shared/contract/views/work/inbox.js'
import { savedLook } from '../../../../shared/contract/work/inbox.js'
import { may } from '../../../../shared/domain/role.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { ok, refuse } from '../../../../shared/kernel/result.js'
import { phraseOwner } from '../../store/phrase.js'
import { inboxViewSystem } from '../../store/saved-view.js'
import { all, one } from '../../store/statement.js'
import type { CommandHandlers, QueryHandlers } from '../context.js'
import { hl7, practiceMark, referToStaff } from '../fhir.js'
import { denied } from '../people.js'
import { act } from './act.js'

interface Row {
  id: LocalId
  owner: LocalId | null
  title: string
  look: string
}

/** More than anyone finds their way in. */
const most = 20

export const savedViewQueries = {
  'view.list': {
    run({ store, session }) {
      const me = session.user()
      const rows = all<Row>(
        store.db,
        'SELECT * FROM saved_view WHERE owner = ? OR owner IS NULL ORDER BY owner IS NULL, title, id',
        me?.id ?? null,
      )
      const value = rows.flatMap(({ id, owner, title, look }): SavedView[] => {
        // One of a newer version may ask for what is not known here: it is not shown rather than shown as something else.
        const read = savedLook.safeParse(JSON.parse(look))
        const mine = owner !== null || (me !== undefined && may(me.role, 'work.rules'))
        return read.success ? [{ id, title, look: read.data, shared: owner === null, mine }] : []
      })
      return { value, topics: ['Library'] }
    },
  },
} satisfies Partial<QueryHandlers>

export const savedViewCommands = {
  'view.save': {
    run(context, { title, look, shared }, { who }) {
      const no = shared ? denied(who, 'work.rules') : undefined
      if (no) return no
      const { db } = context.store
      const owner = shared ? null : who.id
      if (one(db, 'SELECT 1 FROM saved_view WHERE owner IS ? AND title = ?', owner, title))
        return refuse('conflict', `There is a view called “${title}” already. Choose another name.`)
      const { number } = one<{ number: number }>(
        db,
        'SELECT count(*) AS number FROM saved_view WHERE owner IS ?',
        owner,
      ) ?? { number: 0 }
      if (number >= most) return refuse('invalid', `There are ${most} saved views. Remove one first.`)
      const id = context.newId()
      const at = context.at()
      const library: Library = {
        resourceType: 'Library',
        ...practiceMark(context),
        ...(shared ? {} : { extension: [{ url: phraseOwner, valueReference: referToStaff(context.store, who) }] }),
        status: 'active',
        title,
        type: hl7('library-type', 'asset-collection', 'Asset Collection'),
        topic: [{ coding: [{ system: inboxViewSystem, code: look.box, display: 'View of the inbox' }] }],
        date: at,
        author: [{ name: who.name }],
        content: [
          {
            contentType: 'application/json',
            data: Buffer.from(JSON.stringify(look), 'utf8').toString('base64'),
            title,
            creation: at,
          },
        ],
      }
      act(context, { who, words: `Saved the view ${title}` }, (tx) => tx.create(id, library))
      return ok({ view: id })
    },
  },

  'view.remove': {
    run(context, { view }, { who }) {
      const row = one<Row>(context.store.db, 'SELECT * FROM saved_view WHERE id = ?', view)
      if (!row) return refuse('not-found', 'This view is not there any more.')
      if (row.owner !== null && row.owner !== who.id) return refuse('not-permitted', 'This view is a colleague’s.')
      const no = row.owner === null ? denied(who, 'work.rules') : undefined
      if (no) return no
      act(context, { who, words: `Removed the view ${row.title}` }, (tx) => {
        tx.edit('Library', view, (library) => {
          library.status = 'retired'
        })
      })
      return ok(null)
    },
  },
} satisfies Partial<CommandHandlers>
