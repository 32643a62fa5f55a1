import type { KeptRow, VersionView } from '../../../shared/contract/views/conflict.js'
import { momentForReading } from '../../../shared/kernel/dates.js'

/** `Dr Lena Novak, 10:31`; what is not known is left out. */
export const whoWhen = ({ by, at }: VersionView, now: Date): string =>
  [by, at && momentForReading(at, now)].filter(Boolean).join(', ')

/** Where a kept version was made, when that is known. */
export const sideWords = (side: KeptRow['side']): string | undefined =>
  side === 'ehr' ? 'From the EHR' : side === 'here' ? 'Entered here' : undefined
