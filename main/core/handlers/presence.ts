import type { NotePresence } from '../../../shared/contract/views/note.js'
import { ok } from '../../../shared/kernel/result.js'
import { one } from '../store/statement.js'
import type { CommandHandlers, QueryHandlers } from './context.js'

const initialsOf = (name: string): string =>
  name
    .replace(/,.*$/, '')
    .split(/\s+/)
    .filter((part) => !/^(dr|mr|mrs|ms)\.?$/i.test(part))
    .map((part) => part.charAt(0))
    .slice(0, 2)
    .join('')
    .toUpperCase()

export const presenceQueries = {
  'note.others': {
    run({ presence, store, session }, { note }, watcher) {
      const elsewhere = presence.others(note).map(({ id, who, name, section }): NotePresence => {
        const initials =
          who && one<{ initials: string }>(store.db, 'SELECT initials FROM practitioner WHERE id = ?', who)?.initials
        const own = who !== undefined && who === session.user()?.id
        return { id, name, initials: initials || initialsOf(name), own, ...(section && { section }) }
      })
      const me = session.user()
      const windows = me
        ? presence.windows(note, watcher?.window ?? -1).map(
            ({ window, section }): NotePresence => ({
              id: `window ${window}`,
              name: me.name,
              initials: me.initials,
              own: true,
              ...(section && { section }),
            }),
          )
        : []
      return { value: [...elsewhere, ...windows], topics: ['presence', 'session'] }
    },
  },
} satisfies Partial<QueryHandlers>

export const presenceCommands = {
  'note.here': {
    run({ presence }, { note, section }, { connection }) {
      presence.here(connection.window, note, section)
      return ok(null)
    },
  },
} satisfies Partial<CommandHandlers>
