import type { InputOf } from '../../shared/contract/contract.js'
import type { InboxBox } from '../../shared/contract/views/work/inbox.js'
import type { TaskKind } from '../../shared/domain/task/kind.js'

/** The first of a box as the window asks for them, most urgent first. */
export const inbox = (box: InboxBox, kind?: TaskKind): InputOf<'inbox.page'> => ({
  view: { box, order: 'urgent', ...(kind && { kind }) },
  from: 0,
  count: 200,
})
