import { type ChipAttrs, type ChipDataOf, type ChipKind, isChipKind } from '../../../../shared/domain/chip/chip.js'
import { medicationText } from '../../../../shared/domain/chip/medication.js'
import { orderText } from '../../../../shared/domain/chip/order.js'
import { followUpText, taskText } from '../../../../shared/domain/chip/task.js'
import { vitalText } from '../../../../shared/domain/chip/typed-vital.js'
import type { DateText } from '../../../../shared/kernel/ids.js'

/** What a chip says once its contents are these. */
export function chipText(attrs: ChipAttrs, data: ChipDataOf[ChipKind], today: DateText): string {
  if (!isChipKind(attrs.kind)) return attrs.text
  const of = <K extends ChipKind>(_kind: K): ChipDataOf[K] => data as ChipDataOf[K]
  switch (attrs.kind) {
    case 'medication':
      return medicationText(of('medication'))
    case 'order':
      return orderText(of('order'), today)
    case 'vital':
      return vitalText(of('vital').values)
    case 'follow-up':
      return followUpText(of('follow-up'))
    case 'task':
      return taskText(of('task'))
    default:
      return attrs.text
  }
}
