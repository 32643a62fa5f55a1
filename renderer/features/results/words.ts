import type { LoopLine, LoopView } from '../../../shared/contract/views/work/results.js'
import type { LoopStep } from '../../../shared/domain/result/loop.js'
import type { Awaited } from '../../../shared/domain/result/report-state.js'
import { momentForReading } from '../../../shared/kernel/dates.js'

const steps: Record<LoopStep, string> = {
  ordered: 'ordered',
  collected: 'collected',
  partial: 'partly received',
  preliminary: 'preliminary',
  final: 'received',
  corrected: 'corrected',
  reviewed: 'reviewed',
  told: 'message sent',
  closed: 'patient told',
  ended: 'not needed any more',
}
const awaited: Record<Awaited, string> = {
  collected: 'to be collected',
  final: 'result awaited',
  reviewed: 'to be reviewed',
  told: 'patient to be told',
  read: 'not read by the patient yet',
}

/** `received, to be reviewed`. */
export const stepWords = ({ step, awaited: next }: Pick<LoopView, 'step' | 'awaited'>): string =>
  [steps[step], next && awaited[next]].filter(Boolean).join(', ')

/** `overdue since 9:40`, `by 25 Nov 17:00`. */
export function expectedWords({ expected, overdue }: Pick<LoopLine, 'expected' | 'overdue'>, now: Date): string {
  if (!expected) return 'no date'
  return `${overdue ? 'overdue since' : 'by'} ${momentForReading(expected, now)}`
}
