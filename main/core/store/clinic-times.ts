import type { PlanDefinition } from '@medplum/fhirtypes'
import { type ClinicTimes, readTimes } from '../../../shared/domain/clinic-times.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { parseJson } from '../../../shared/kernel/json.js'
import { plans } from './clinic-plan.js'
import type { Sqlite } from './connection.js'
import { all } from './statement.js'

/** Where a plan has its times: as JSON, only those the clinic set itself. */
export const timesUrl = 'https://rounds.example/fhir/times'

export interface TimesPlan {
  id: LocalId
  plan: PlanDefinition
}

/** The times stored on a plan; undefined where it has none that can be read. */
export function storedTimes(plan: Pick<PlanDefinition, 'extension'>): unknown {
  try {
    return JSON.parse(plan.extension?.find(({ url }) => url === timesUrl)?.valueString ?? '') as unknown
  } catch {
    return undefined
  }
}

/** The plan that has the clinic's times. Of several the one the EHR made first counts, on every workstation the same. */
export function timesPlan(db: Sqlite): TimesPlan | undefined {
  const rows = all<{ id: LocalId; server_id: string | null; json: string }>(
    db,
    `SELECT id, server_id, json FROM resource WHERE type = 'PlanDefinition'`,
  )
  const found = rows
    .filter(({ json }) => json.includes(plans.loopTimes))
    .map(({ id, server_id, json }) => ({ id, server: server_id, plan: parseJson(json) as PlanDefinition }))
    .filter(({ plan }) => plan.url === plans.loopTimes && plan.status === 'active')
    .sort((a, b) => Number(a.server === null) - Number(b.server === null) || compare(a.server ?? '', b.server ?? ''))[0]
  return found && { id: found.id, plan: found.plan }
}

const compare = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : 1)

const known = new WeakMap<Sqlite, ClinicTimes>()

/** The times of the clinic, the usual ones where it set none. Whom an escalation names is named as stored. */
export function clinicTimes(db: Sqlite): ClinicTimes {
  const own = known.get(db)
  if (own) return own
  const found = timesPlan(db)
  const times = readTimes(found && storedTimes(found.plan))
  known.set(db, times)
  return times
}

/** The plans changed, or a change of them was undone. */
export const forgetTimes = (db: Sqlite): void => void known.delete(db)
