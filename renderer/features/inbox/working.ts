import type { Staff } from '../../../shared/contract/views/session.js'
import type { TaskBox, TaskRow, TaskView } from '../../../shared/contract/views/task.js'
import type { LocalId } from '../../../shared/kernel/ids.js'

/** Fields of the pane that a key may put the cursor into. */
export type FieldName = 'reply' | 'comment' | 'directions' | 'reason'
export type FieldElement = HTMLInputElement & HTMLTextAreaElement

/** What stands before a person in the inbox, and how to move in it: what every action and pane is given. */
export interface Working {
  staff: Staff | undefined
  box: TaskBox
  /** The item in view, as the list has it. */
  row: TaskRow | undefined
  /** All of it; undefined until the core has answered. */
  view: TaskView | undefined
  select(id: LocalId | null): void
  /** The item to go on with once this one has left the list. */
  after(id: LocalId): LocalId | null
  move(by: number): void
  show(box: TaskBox): void
  /** Stays with the item in view and shows it among the others of another box. */
  turnTo(box: TaskBox): void
  nextOrder(): void
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
