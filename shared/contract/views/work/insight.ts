import type { InsightNumbers } from '../../../domain/task/insight.js'
import type { TaskKind } from '../../../domain/task/kind.js'
import type { Instant, LocalId } from '../../../kernel/ids.js'

/** An open piece of work that has waited long. */
export interface LongWait {
  id: LocalId
  kind: TaskKind
  text: string
  /** `Okafor, A.` */
  patient?: string
  since: Instant
  owner: string
  overdue: boolean
}

/** What waits, counted from the tasks held here. `byKind` and `times` name kinds by their codes. */
export interface InsightView extends InsightNumbers {
  /** When it was counted. */
  at: Instant
  open: number
  overdue: number
  /** Open work that belongs to nobody, no team and no role. */
  nobodys: number
  /** Open work put off by somebody until later. */
  snoozed: number
  /** Open work of which nobody wrote down when it came: it waits since it was last changed, and came on no day. */
  undated: number
  /** The ten that have waited longest. */
  oldest: LongWait[]
}
