import { Random } from './random.js'

/** Who a patient is at home; decides the age and who shares a name, an address and a telephone. */
export interface Place {
  /** Number of the household, unique in a seed. */
  household: number
  /** Position in it, 0 first. */
  index: number
  kind: HouseholdKind
  role: HouseholdRole
  /** Everyone's role, in order; fewer where the end of a block cuts the household short. */
  roles: readonly HouseholdRole[]
}

export type HouseholdRole = 'adult' | 'partner' | 'child' | 'elder' | 'housemate'
export type HouseholdKind =
  | 'young'
  | 'middle'
  | 'elder'
  | 'couple'
  | 'elder-couple'
  | 'family'
  | 'lone-parent'
  | 'three-generations'
  | 'shared'

const kinds: readonly { kind: HouseholdKind; weight: number; roles: readonly HouseholdRole[] }[] = [
  { kind: 'young', weight: 17, roles: ['adult'] },
  { kind: 'middle', weight: 21, roles: ['adult'] },
  { kind: 'elder', weight: 17, roles: ['elder'] },
  { kind: 'couple', weight: 12, roles: ['adult', 'partner'] },
  { kind: 'elder-couple', weight: 10, roles: ['elder', 'partner'] },
  { kind: 'family', weight: 7, roles: ['adult', 'partner', 'child', 'child'] },
  { kind: 'family', weight: 4, roles: ['adult', 'partner', 'child', 'child', 'child'] },
  { kind: 'family', weight: 6, roles: ['adult', 'child'] },
  { kind: 'lone-parent', weight: 5, roles: ['adult', 'child', 'child'] },
  { kind: 'three-generations', weight: 2, roles: ['adult', 'partner', 'elder', 'child'] },
  { kind: 'shared', weight: 4, roles: ['adult', 'housemate'] },
]
const weights = kinds.map((kind) => kind.weight)

/** Patients are laid into households block by block, so a patient's household follows from the number alone. */
const BLOCK = 12
const HOUSEHOLD_STREAM = 1

/** The place of patient `n` (counted from 0 after the cast). The last household of a block may be cut short. */
export function placeOf(seed: number, n: number): Place {
  const block = Math.floor(n / BLOCK)
  const random = new Random(seed, block, HOUSEHOLD_STREAM)
  const within = n - block * BLOCK
  let start = 0
  for (let number = 0; ; number += 1) {
    const { kind, roles } = kinds[random.weighted(weights)] as (typeof kinds)[number]
    if (within < start + roles.length) {
      const index = within - start
      return {
        household: block * BLOCK + number,
        index,
        kind,
        role: roles[index] as HouseholdRole,
        roles: roles.slice(0, BLOCK - start),
      }
    }
    start += roles.length
  }
}
