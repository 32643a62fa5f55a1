import type { RouteKey } from './route.js'
import type { Sig } from './sig.js'

/** A substance that works. */
export interface Ingredient {
  /** Generic (United States Adopted) name, lower case, without its salt: `amoxicillin`. */
  name: string
  /** RxNorm, term type IN; only where certain. */
  rxnorm?: string
}

/** What a prescription needs to know of a product. */
export interface Medicine {
  ingredients: Ingredient[]
  /** `500 mg`, `160/800 mg`, `400 mg/5 mL`. */
  strength: string
  /** `tablet`, `ER capsule`, `inhaler`. */
  form: string
  /** Absent where the list does not name a single one. */
  route?: RouteKey
  /** In clinic words: `Statin`, `ACE inhibitor`. */
  drugClass?: string
  /** What a clinician would choose from, the usual one first; empty for a product of the imported list without a known sig. */
  sigs: Sig[]
  /** Other names people know it by. */
  brands?: string[]
  /** FDA application: `NDA 020357`. */
  application?: string
}
