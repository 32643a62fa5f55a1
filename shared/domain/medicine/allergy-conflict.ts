import { crossReactionTo } from './cross-reaction.js'
import { type DrugClass, drugClasses } from './drug-class.js'
import type { Ingredient } from './medicine.js'
import { allWords, mentions, type Recorded, substancesOf, substancesOfIngredients } from './recorded.js'
import { type ReadAs, type Substance, substancesMeant } from './substance.js'

/** An allergy that speaks against a medicine. */
export interface AllergyConflict {
  /** The allergy in its own words. */
  allergy: string
  kind: 'same-substance' | 'same-group' | 'cross-reaction'
  /** The ingredient it is about. */
  ingredient: string
  /** `avoid`: not without a good reason; `caution`: possible; `unlikely`: often feared, seldom seen. */
  weight: 'avoid' | 'caution' | 'unlikely'
  /** One sentence for the person who prescribes. */
  why: string
  source?: string
}

const writtenGroups: readonly { group: DrugClass; pattern: RegExp }[] = [...drugClasses.values()]
  .filter(({ written }) => written.length > 0)
  .map((group) => {
    const names = group.written.map((name) => name.replace(/[.*+?^$()[\]{}|\\/-]/g, '\\$&'))
    return { group, pattern: new RegExp(`(?<![a-z])(?:${names.join('|')})(?![a-z])`) }
  })

/** The groups an allergy names itself: “PCN”, “sulfa drugs”, “NSAIDs”. */
function groupsNamed(allergy: Recorded): DrugClass[] {
  const words = allWords(allergy).toLowerCase()
  return writtenGroups.filter(({ pattern }) => pattern.test(words)).map(({ group }) => group)
}

/** An allergy as it is recorded; `categories` after FHIR R4 AllergyIntolerance.category. */
export type RecordedAllergy = Recorded & { categories?: readonly string[] }

/** Allergies to food and surroundings are no medicines, unless the words name one. */
export const isOfMedicines = ({ categories = [] }: RecordedAllergy): boolean =>
  categories.length === 0 || categories.some((category) => category === 'medication' || category === 'biologic')

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/**
 * What is known of an allergy; neither where nobody's table knows it. `guesses` are what words that are in no table seem to
 * mean: misspelt names, and names that tell their class.
 */
export function readAllergy(allergy: RecordedAllergy): {
  substances: Substance[]
  groups: DrugClass[]
  guesses: ReadAs[]
} {
  const guesses = isOfMedicines(allergy) ? substancesMeant(allWords(allergy)) : []
  return { substances: substancesOf(allergy), groups: groupsNamed(allergy), guesses }
}

/**
 * Allergies that speak against a medicine, on whatever the records hold: RxNorm ingredients, displays, or free text such
 * as “PCN” and “sulfa”. One conflict for each allergy, the strongest. The caller leaves out what was refuted or resolved.
 */
export function allergyConflicts<Allergy extends RecordedAllergy>(
  of: { ingredients: readonly Ingredient[] },
  allergies: readonly Allergy[],
): (AllergyConflict & { of: Allergy })[] {
  const mine = substancesOfIngredients(of.ingredients)
  const found = allergies.flatMap((allergy) => {
    const conflict = conflictWith(mine, allergy)
    return conflict ? [{ ...conflict, of: allergy }] : []
  })
  return found.sort((a, b) => order[a.weight] - order[b.weight])
}

const order = { avoid: 0, caution: 1, unlikely: 2 }

function conflictWith(mine: readonly Substance[], allergy: RecordedAllergy): AllergyConflict | undefined {
  const { substances, groups, guesses } = readAllergy(allergy)
  const text = allergy.text ?? allWords(allergy)
  const certain = against(mine, { substances, groups }, (name) => mentions(allergy, name))
  if (certain?.weight === 'avoid') return { allergy: text, ...certain }
  for (const { word, substances: meant } of guesses) {
    const guessed = against(mine, { substances: [...meant], groups: [] }, () => false)
    if (!guessed || (certain && order[certain.weight] <= order[guessed.weight])) continue
    const [first] = meant
    const why = first && first.name !== word ? `“${word}” read as ${first.name}. ${guessed.why}` : guessed.why
    return { allergy: text, ...guessed, why }
  }
  return certain && { allergy: text, ...certain }
}

function against(
  mine: readonly Substance[],
  { substances, groups }: { substances: readonly Substance[]; groups: readonly DrugClass[] },
  isMentioned: (name: string) => boolean,
): Omit<AllergyConflict, 'allergy'> | undefined {
  const same = mine.find(({ name }) => substances.some((other) => other.name === name) || isMentioned(name))
  if (same)
    return {
      kind: 'same-substance',
      ingredient: same.name,
      weight: 'avoid',
      why: `Allergy to ${same.name} itself.`,
    }
  for (const substance of mine) {
    const named = substance.classes.find((each) => groups.includes(each))
    const group =
      named ??
      substance.classes.find((each) => each.allergy && substances.some(({ classes }) => classes.includes(each)))
    if (group)
      return {
        kind: 'same-group',
        ingredient: substance.name,
        weight: 'avoid',
        why: `${capital(substance.name)} is of the group the allergy is to: ${group.name}.`,
      }
  }
  const from = [...groups, ...substances.flatMap(({ classes }) => classes)].map(({ key }) => key)
  const crossed = mine
    .map((substance) => ({ substance, crossing: crossReactionTo(from, substances, substance) }))
    .filter(({ crossing }) => crossing !== undefined)
    .sort((a, b) => order[a.crossing?.weight ?? 'unlikely'] - order[b.crossing?.weight ?? 'unlikely'])[0]
  if (!crossed?.crossing) return undefined
  const { weight, why, source } = crossed.crossing
  return {
    kind: 'cross-reaction',
    ingredient: crossed.substance.name,
    weight,
    why: `Possible cross-reaction with ${crossed.substance.name}: ${why}.`,
    source,
  }
}
