import { classByStem } from './name-stem.js'
import { type Substance, substanceCoded, substancesIn } from './substance.js'

/** A medicine or allergy as a record of this or another system holds it. */
export interface Recorded {
  text?: string | undefined
  codings?: readonly { system?: string | undefined; code?: string | undefined; display?: string | undefined }[]
}

export const rxnormSystem = 'http://www.nlm.nih.gov/research/umls/rxnorm'

/** All words of a record: free text and the displays of its codes. */
export const allWords = ({ text, codings }: Recorded): string =>
  [text, ...(codings ?? []).map(({ display }) => display)].filter(Boolean).join(' · ')

/** The substances a record is of, by its RxNorm ingredient codes and by its words. */
export function substancesOf(recorded: Recorded): Substance[] {
  const coded = (recorded.codings ?? []).flatMap(({ system, code }) => {
    const substance = code && system === rxnormSystem ? substanceCoded(code) : undefined
    return substance ? [substance] : []
  })
  return [...new Set([...coded, ...substancesIn(allWords(recorded))])]
}

/** Whether a record's words have this name in them: for substances no table knows. */
export const mentions = (recorded: Recorded, name: string): boolean => {
  const words = ` ${allWords(recorded).toLowerCase()} `
  const at = words.indexOf(name.toLowerCase())
  return (
    name.length > 3 &&
    at > 0 &&
    /[^a-z]/.test(words[at - 1] as string) &&
    /[^a-z]/.test(words[at + name.length] as string)
  )
}

/**
 * Those of a medicine: its ingredients by code or name; unknown ones stay, with what is known of them: the name, and the
 * class it tells.
 */
export const substancesOfIngredients = (
  ingredients: readonly { name: string; rxnorm?: string | undefined }[],
): Substance[] =>
  ingredients.flatMap(({ name, rxnorm }) => {
    const known = rxnorm ? substanceCoded(rxnorm) : undefined
    if (known) return [known]
    const found = substancesIn(name)
    return found.length > 0 ? found : [unknownSubstance(name.toLowerCase())]
  })

const unknownSubstance = (name: string): Substance => {
  const classes = (name.match(/[a-z]+/g) ?? []).flatMap((word) => classByStem(word) ?? [])
  return { name, classes: [...new Set(classes)] }
}
