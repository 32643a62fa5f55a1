import { Records } from '../records.js'
import type { World } from '../world.js'
import { converged } from './converged.js'
import { oneHolder } from './held.js'
import { nothingLost } from './lost.js'
import { nothingMixed } from './mixed.js'
import { nothingUnderALostClaim } from './outward.js'
import { nothingOverwritten } from './overwritten.js'
import { projectionsAgree } from './projections.js'
import { nothingReturned } from './returned.js'
import { signaturesHold } from './signed.js'
import { nothingTwice } from './twice.js'

/** What must be so at the end of every history, each from what the ledger and the EHR say. Answers what is not. `which` chooses where to look when looking everywhere costs much. */
export async function violations(world: World, which: number): Promise<string[]> {
  const records = await Records.read(world)
  return [
    ...world.wrong,
    ...converged(world, records),
    ...nothingLost(world, records),
    ...oneHolder(world, records),
    ...nothingUnderALostClaim(world, records),
    ...nothingOverwritten(world, records),
    ...nothingTwice(world, records),
    ...nothingMixed(world, records),
    ...signaturesHold(world, records),
    ...nothingReturned(world, records),
    ...projectionsAgree(world, which),
  ]
}
