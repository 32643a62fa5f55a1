import type { Task } from '@medplum/fhirtypes'
import { leaseEnded } from '../content.js'
import type { Records } from '../records.js'
import type { World } from '../world.js'
import { deedsByRecord } from './local-ids.js'

const claimOf = (json: string): string | undefined => {
  const { status, owner } = JSON.parse(json) as Task
  return status === 'in-progress' ? owner?.reference : undefined
}

/** A task has one holder: nobody's claim gives way to another's but by somebody who saw it, or after it had ended. */
export function oneHolder(world: World, records: Records): string[] {
  // Without versions what is saved between the comparison and the write is gone over.
  if (world.ehr?.faults.list().some(({ fault }) => fault.behaviour.kind === 'no-version')) return []
  const wrong: string[] = []
  for (const [{ type, id, versions }, deeds] of deedsByRecord(world, records)) {
    if (type !== 'Task') continue
    for (const [i, { json, number }] of versions.entries()) {
      const before = versions[i - 1]?.json
      if (json === undefined || before === undefined) continue
      const [held, holds] = [claimOf(before), claimOf(json)]
      if (!held || !holds || held === holds || leaseEnded(before, json)) continue
      const knowingly = deeds.some(
        (deed) => deed.before !== undefined && claimOf(deed.before) === held && claimOf(deed.after) !== held,
      )
      if (!knowingly) wrong.push(`two holders: Task/${id} went from ${held} to ${holds} with version ${number}`)
    }
  }
  return wrong
}
