import type { ReactNode } from 'react'
import type { ChipDataOf, ChipKind, ChipResource } from '../../../../shared/domain/chip/chip.js'
import type { ChipContext } from './context.js'

/** What the form of one kind of chip is given. */
export interface ChipFieldsProps<K extends ChipKind> {
  data: ChipDataOf[K]
  /** The record it stands for, when that exists already. */
  resource: ChipResource | null
  context: ChipContext
  onChange: (data: ChipDataOf[K]) => void
}
export type ChipFields<K extends ChipKind> = (props: ChipFieldsProps<K>) => ReactNode
