import type { LocalId } from '../../../shared/kernel/ids.js'
import type { Receiver } from '../store/receive.js'
import type { Store } from '../store/store.js'

const without = (patient: LocalId): string => `chart.without ${patient}`

/** Notes what of a chart the EHR did not give out when it was brought: its absence means nothing. */
export const lacks = (tx: Receiver, patient: LocalId, types: readonly string[]): void =>
  tx.set(without(patient), types.length > 0 ? JSON.stringify(types) : null)

export const lackingOf = (store: Store, patient: LocalId): string[] =>
  JSON.parse(store.setting(without(patient)) ?? '[]') as string[]
