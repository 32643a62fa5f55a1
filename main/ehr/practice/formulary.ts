import { courses } from './formulary-courses.js'
import { heart } from './formulary-heart.js'
import { metabolism } from './formulary-metabolism.js'
import { mind } from './formulary-mind.js'
import { organs } from './formulary-organs.js'
import type { Medicine } from './medicine.js'

/** What the practice prescribes, by key. */
export const formulary: ReadonlyMap<string, Medicine> = new Map(
  [...heart, ...metabolism, ...mind, ...organs, ...courses].map((medicine) => [medicine.key, medicine]),
)

/** A medicine of the practice's formulary; the key must exist. */
export function medicine(key: string): Medicine {
  const found = formulary.get(key)
  if (!found) throw new Error(`no such medicine: ${key}`)
  return found
}
