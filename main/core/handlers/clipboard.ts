import type { CopiedNote } from '../../../shared/contract/views/clipboard.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { ok } from '../../../shared/kernel/result.js'
import type { CommandHandlers, QueryHandlers } from './context.js'
import { kept } from './kept.js'
import { coreOf } from './people.js'

interface Copied {
  token: string
  print: string
  patient: LocalId
  note?: CopiedNote | undefined
}

/** Enough for an hour of busy copying. */
const most = 60

/** Which patient what was copied came from. In memory alone, for all windows; nothing of the text itself. */
const copiesOf = kept((): { list: Copied[] } => ({ list: [] }))

export const clipboardQueries = {
  'clipboard.copies': {
    run(context) {
      const now = context.clock.now()
      const value = copiesOf(context).list.map(({ token, print, patient, note }) => {
        const { name, birthDate } = coreOf(context.store, patient, now)
        const whose = { id: patient, name, ...(birthDate && { birthDate }) }
        return { token, print, patient: whose, ...(note && { note }) }
      })
      return { value, topics: ['clipboard'] }
    },
  },
} satisfies Partial<QueryHandlers>

export const clipboardCommands = {
  'clipboard.copied': {
    run(context, { patient, token, print, note }) {
      const copies = copiesOf(context)
      const others = copies.list.filter((other) => other.token !== token)
      copies.list = [{ token, print, patient, note }, ...others].slice(0, most)
      context.store.announce('clipboard')
      return ok(null)
    },
  },
} satisfies Partial<CommandHandlers>
