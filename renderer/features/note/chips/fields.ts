import type { ReactNode } from 'react'
import type { ChipDataOf, ChipKind, ChipResource } from '../../../../shared/domain/chip/chip.js'
import type { ChipContext } from './context.js'

/** What the form of one kind of chip is given. */
export interface ChipFieldsProps<K extends ChipKind> {
  data: ChipDataOf[K]
  /** Another record it stands for or is about; null where it makes its own. */
  resource: ChipResource | null
  /** Local ids of records it takes the place of. */
  except: readonly string[]
  context: ChipContext
  onChange: (data: ChipDataOf[K]) => void
  /** Says of a field, by its name, whether what stands in it cannot be kept. The same function for as long as the panel is open. */
  onWrong: (field: string, isWrong: boolean) => void
}
export type ChipFields<K extends ChipKind> = (props: ChipFieldsProps<K>) => ReactNode
