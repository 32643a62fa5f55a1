import type { Instant } from '../../shared/kernel/ids.js'
import { StoreFailure } from './store/connection.js'
import type { Store } from './store/store.js'

interface Ehr {
  url: string
  practice: boolean
}

const setting = 'ehr'

/**
 * A store holds the records of one EHR: ids of two servers must never mix. The practice EHR may move to another port,
 * any other is known by its address.
 *
 * @throws StoreFailure `other-ehr`
 */
export function belongTo(store: Store, ehr: Ehr, at: Instant): void {
  const known = store.setting(setting)
  const before = known === undefined ? undefined : (JSON.parse(known) as Ehr)
  if (before && before.practice !== ehr.practice) {
    throw new StoreFailure(
      'other-ehr',
      before.practice
        ? 'This profile belongs to the practice clinic, and made-up records must not mix with real ones. Start with another profile.'
        : `This profile belongs to the EHR at ${before.url}, and its records must not mix with the practice clinic's. Start with another profile.`,
    )
  }
  if (before && !ehr.practice && before.url !== ehr.url) {
    throw new StoreFailure(
      'other-ehr',
      `This profile belongs to the EHR at ${before.url}, and records of two servers must not mix. Start with another profile for ${ehr.url}.`,
    )
  }
  if (before?.url === ehr.url) return
  store.receive(at, (tx) => {
    tx.set(setting, JSON.stringify(ehr))
    // Addresses of pages at the old place lead nowhere.
    tx.db.prepare('UPDATE pull_cursor SET next = NULL').run()
  })
}
