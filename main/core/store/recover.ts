import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Instant } from '../../../shared/kernel/ids.js'
import { keyMark, openStore, type Sqlite, StoreFailure } from './connection.js'
import { isDamage, isMarkedDamaged, unmarkDamaged } from './damage.js'
import { projectors } from './projections.js'
import { carryOn, putBack } from './put-back.js'
import { finishRebuild, rebuild } from './rebuild.js'
import { noteRecovery, recoveryOf } from './recovery.js'
import { reproject, type Step } from './reproject.js'
import { readRescue } from './rescue-file.js'
import { Store } from './store.js'
import { isBehind, type UnsentWork, unsentWork } from './unsent.js'

/**
 * Opens a profile's store, whatever state it is in: a damaged one is rebuilt from what can be read of it and from the
 * unsent work beside it, one that has lost its last changes gets them back, and one of an older form is brought up.
 *
 * @throws StoreFailure as `openStore`, `damaged` when nothing more can be done by itself
 */
export function openOrRecover(profile: string, keyHex: string, at: Instant, onStep: Step = () => {}): Store {
  if (existsSync(profile)) finishRebuild(profile, at)
  const rescue = readRescue(profile, keyHex)
  let db: Sqlite
  try {
    db = openWhole(profile, keyHex, onStep)
  } catch (error) {
    if (!mayRebuild(error, profile, rescue)) throw error
    onStep('Repairing the data on this computer', 0, 0)
    rebuild(profile, keyHex, at, rescue, onStep)
    db = openStore(profile, keyHex)
  }
  const store = new Store(db, projectors)
  try {
    reproject(store, at, onStep)
    if (rescue && isBehind(db, rescue)) catchUp(store, rescue, at)
    return store
  } catch (error) {
    store.close()
    throw error
  }
}

/** Opens the store and reads what would be missed most; all of it when a page could not be read the last time. */
function openWhole(profile: string, keyHex: string, onStep: Step): Sqlite {
  const db = openStore(profile, keyHex)
  try {
    unsentWork(db)
    if (isMarkedDamaged(profile)) {
      onStep('Checking the data on this computer', 0, 0)
      const [found] = db.pragma('quick_check(1)') as { quick_check: string }[]
      if (found?.quick_check !== 'ok') throw damaged()
      unmarkDamaged(profile)
    }
    return db
  } catch (error) {
    db.close()
    throw isDamage(error) ? damaged() : error
  }
}

const damaged = (): StoreFailure =>
  new StoreFailure('damaged', 'The data of this workstation is damaged and was not opened. It was left as it is.')

/** Only a store this key is known to open (`openStore` has compared it): another key makes an undamaged one look just so. */
function mayRebuild(error: unknown, profile: string, rescue: UnsentWork | undefined): boolean {
  if (!(error instanceof StoreFailure) || error.failure !== 'damaged') return false
  return rescue !== undefined || existsSync(join(profile, keyMark))
}

/** The end of the store's log could not be read, or an older copy of the store was put in its place. */
function catchUp(store: Store, rescue: UnsentWork, at: Instant): void {
  store.receive(
    at,
    (tx) => {
      const { changes, notes } = putBack(tx, rescue)
      carryOn(tx.db, rescue.stamp)
      if (changes + notes === 0) return
      const before = recoveryOf(tx.db)
      noteRecovery(
        tx.db,
        before ?? { at, folder: '', changes, notes, lostChanges: 0, lostNotes: 0, unsure: false, refetch: false },
      )
    },
    true,
  )
}
