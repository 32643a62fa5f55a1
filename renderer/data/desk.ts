import { create } from 'zustand'
import type { ScheduleRow } from '../../shared/contract/views/schedule.js'
import type { LocalId } from '../../shared/kernel/ids.js'

/** What the front desk is doing beside the screen it is on. */
export type DeskTask =
  | { kind: 'check-in'; visit: ScheduleRow }
  | { kind: 'room'; visit: ScheduleRow }
  | { kind: 'walk-in'; patient?: LocalId }
  | { kind: 'register'; typed?: string; after?: 'walk-in' | 'chart' }
  | { kind: 'details'; patient: LocalId }

/** The side panel of the front desk: one task at a time, beside any screen. */
export const useDesk = create<{ task: DeskTask | null }>(() => ({ task: null }))

export const openDesk = (task: DeskTask): void => useDesk.setState({ task })
export const closeDesk = (): void => useDesk.setState({ task: null })
