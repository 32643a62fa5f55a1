import type { ComponentType } from 'react'
import type { TaskRow } from '../../../../shared/contract/views/task.js'
import { may } from '../../../../shared/domain/role.js'
import { kindOf } from '../../../../shared/domain/task/kind.js'
import type { IconName } from '../../../ui/index.js'
import type { Working } from '../working.js'

export interface PanelProps {
  working: Working
  row: TaskRow
  close: () => void
}

/**
 * One thing a person can do in the inbox. The bar, the keys, the keyboard map and the palette are all made from these,
 * so nothing can be done by mouse alone.
 */
export interface Action {
  id: string
  keys: string
  /** What it does, for the map and the palette. */
  label: string | ((working: Working) => string)
  /** Offered and bound only then. */
  when?: (working: Working) => boolean
  run?: (working: Working) => void | Promise<void>
  /** Instead of `run`: asks for more in place of the bar, and closes itself. */
  panel?: ComponentType<PanelProps>
  /** A button in the bar, in the order of `at`; `label` there when the bar says it shorter. */
  bar?: { at: number; primary?: boolean; icon?: IconName; label?: string | ((working: Working) => string) }
  /** Deals with all of `working.ids`, always or then. While items are chosen, only such actions are offered. */
  many?: boolean | ((working: Working) => boolean)
  /** Is about the list, not the item in view: there while items are chosen, too. */
  always?: boolean
  /** Not in the palette: moving about. */
  quiet?: boolean
}

export const wordsOf = (label: Exclude<Action['label'], undefined>, working: Working): string =>
  typeof label === 'string' ? label : label(working)

/** A colleague is at it, by a claim that has not ended: what is done to it is theirs, and would be refused. */
export const isTaken = ({ status, owner, lapsed }: TaskRow): boolean =>
  status === 'claimed' && owner?.mine !== true && !lapsed

export const isOpen = (task: TaskRow | undefined): task is TaskRow =>
  task !== undefined && task.status !== 'done' && task.status !== 'cancelled'

/** Open, and with no colleague who is at it. */
export const isFree = (task: TaskRow | undefined): task is TaskRow => isOpen(task) && !isTaken(task)

/** Whether a person's role finishes this kind of work. */
export const mayFinish = (task: TaskRow, { staff }: Working): boolean =>
  staff !== undefined && may(staff.role, kindOf[task.kind].permission)
