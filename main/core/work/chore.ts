import type { Resource } from '@medplum/fhirtypes'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import type { Context } from '../handlers/context.js'
import type { Writer } from '../store/write.js'
import type { RoutingPlan } from './plan.js'

/** Something the machine has to do now, the same on every workstation that looks. */
export interface Chore {
  /** Tells it from every other one, here and elsewhere. */
  key: string
  /** What it makes or changes. */
  task: LocalId
  critical: boolean
  /** Whose it becomes, when that is a person: their own workstation goes first. */
  person?: LocalId | undefined
  /** Not before this instant of the EHR's clock. */
  after?: Instant | undefined
  do(tx: Writer): void
}

/** What finders of chores go by. */
export interface Ground {
  context: Context
  plan: RoutingPlan
  /** By the EHR's clock. */
  now: Date
  /** Something could not be looked at. */
  fault(error: unknown): void
}

/** The chores of some rows. One that cannot be made, as of a resource nobody foresaw, keeps none of the others from it. */
export function choresOf<T>(ground: Ground, rows: readonly T[], choreOf: (row: T) => Chore | undefined): Chore[] {
  return rows.flatMap((row) => {
    try {
      return choreOf(row) ?? []
    } catch (error) {
      ground.fault(error)
      return []
    }
  })
}

/** Looks for chores of one kind in what is held here. */
export interface Finder {
  /** Changes after which it looks again. Time passing is one for all. */
  types: readonly Resource['resourceType'][]
  find(ground: Ground): Chore[]
}
