import type { Staff } from '../../../shared/contract/views/session.js'
import type { TaskRow, TaskView } from '../../../shared/contract/views/task.js'
import type { InboxBox, InboxView } from '../../../shared/contract/views/work/inbox.js'
import type { TaskKind } from '../../../shared/domain/task/kind.js'
import type { LocalId } from '../../../shared/kernel/ids.js'

/** Fields of the pane that a key may put the cursor into. */
export type FieldName = 'reply' | 'comment' | 'directions' | 'reason'
export type FieldElement = HTMLInputElement & HTMLTextAreaElement

/** What stands before a person in the inbox, and how to move in it: what every action and pane is given. */
export interface Working {
  staff: Staff | undefined
  box: InboxBox
  /** What is shown: box, kind, words, order. */
  look: InboxView
  /** The item in view, as the list has it. */
  row: TaskRow | undefined
  /** All of it; undefined until the core has answered. */
  view: TaskView | undefined
  /** What an action is about: the chosen items, else the one in view. */
  ids: readonly LocalId[]
  /** Items chosen to be acted on together; none most of the time. */
  chosen: ReadonlySet<LocalId>
  /** Chooses exactly these. */
  choose(ids: Iterable<LocalId>): void
  /** The kinds there are in this box. */
  kinds: readonly TaskKind[]
  /** Everything listed, in the order of the list. */
  listed: readonly LocalId[]
  select(id: LocalId | null): void
  /** The item to go on with once this one has left the list. */
  after(id: LocalId): LocalId | null
  move(by: number): void
  show(box: InboxBox): void
  /** Shows something else of the inbox, or the same in another order. */
  turn(look: Partial<InboxView>): void
  focusFilter(): void
  /** Puts the cursor into a field of the pane; false when it is not there. */
  focus(field: FieldName): boolean
  /** Where a pane puts the field's element: `inputRef={working.field('reply')}`. */
  field(name: FieldName): (element: FieldElement | null) => void
  /** Does what the action of this name does, as its key would. */
  start(action: string): void
  /** Opens the panel of an action in place of the bar, or closes it. */
  open(action: string | null): void
}
