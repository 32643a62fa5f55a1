import type { Ingredient } from './medicine.js'
import { mentions, type Recorded, substancesOf, substancesOfIngredients } from './recorded.js'

/** A medicine already taken that does the same. */
export interface Duplicate {
  /** The other medicine, in its own words. */
  medicine: string
  kind: 'same-ingredient' | 'same-class'
  /** `lisinopril`, or the class: `ACE inhibitor`. */
  shared: string
  /** One sentence for the person who prescribes. */
  why: string
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** Classes two of which may be told as one reason; the narrower goes first in the table of substances. */
export function duplicates<Active extends Recorded>(
  of: { ingredients: readonly Ingredient[] },
  activeMedicines: readonly Active[],
): (Duplicate & { of: Active })[] {
  const mine = substancesOfIngredients(of.ingredients)
  return activeMedicines.flatMap((active): (Duplicate & { of: Active })[] => {
    const theirs = substancesOf(active)
    const medicine = active.text ?? theirs.map(({ name }) => name).join('-')
    const same = mine.find(({ name }) => theirs.some((other) => other.name === name) || mentions(active, name))
    if (same)
      return [
        {
          of: active,
          medicine,
          kind: 'same-ingredient',
          shared: same.name,
          why: `${capital(same.name)} is already taken as ${medicine}.`,
        },
      ]
    for (const substance of mine) {
      for (const drugClass of substance.classes) {
        const other = drugClass.duplicate && theirs.find(({ classes }) => classes.includes(drugClass))
        if (!other) continue
        const { name } = drugClass
        const why = `${capital(substance.name)} and ${other.name} are of the same class: ${name}.`
        return [{ of: active, medicine, kind: 'same-class', shared: name, why }]
      }
    }
    return []
  })
}
