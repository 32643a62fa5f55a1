import type { Ingredient, Medicine } from '../../../shared/domain/medicine/medicine.js'
import type { RouteKey } from '../../../shared/domain/medicine/route.js'
import { readSig } from '../../../shared/domain/medicine/sig.js'
import { substancesIn } from '../../../shared/domain/medicine/substance.js'
import { productKey } from './product.js'
import { bodyMedicines } from './starter/medicines-body.js'
import { heartMedicines } from './starter/medicines-heart.js'
import { mindMedicines } from './starter/medicines-mind.js'
import { namesIn, readLines, type StarterRow, wordsOfNames } from './starter-row.js'

const named = new Map<string, Ingredient>()

/** An ingredient with its RxNorm number where that is certain. */
export function ingredientNamed(name: string): Ingredient {
  let found = named.get(name)
  if (!found) {
    const rxnorm = substancesIn(name).find((substance) => substance.name === name)?.rxnorm
    found = { name, ...(rxnorm && { rxnorm }) }
    named.set(name, found)
  }
  return found
}

/** `Lisinopril 10 mg tablet`, `Metformin ER 500 mg tablet`: how a product is written. */
export function productName(name: string, strength: string, form: string): string {
  const stem = name.toLowerCase().endsWith(` ${form.toLowerCase()}`) ? name.slice(0, -form.length - 1) : name
  // Long action stands in the name where it is a part of it.
  const plainForm = / (?:ER|DR|XL)$/.test(name) ? form.replace(/^(?:ER|DR) | \(.*\)$/g, '') : form
  return `${stem} ${strength} ${plainForm}`
}

/** The sigs of a strength: its own, in brackets, and those of all. */
const sigsFor = (text: string, strength: string): string[] =>
  text.split(';').flatMap((sig) => {
    const [, of, words = ''] = /^\s*(?:\[([^\]]+)\])?\s*(.*?)\s*$/.exec(sig) ?? []
    return of === undefined || of === strength ? [words] : []
  })

/** One row a strength, the usual strength of each medicine before the others. */
export function medicineRows(): StarterRow[] {
  const lines = [heartMedicines, bodyMedicines, mindMedicines].flatMap(readLines)
  return lines.flatMap(({ common, columns }) => {
    const [name = '', parts = '', form = '', route = '', strengths = '', sigs = '', drugClass = '', others, source] =
      columns
    const ingredients = parts.split('+').map((part) => ingredientNamed(part.trim()))
    const brands = namesIn(others)
    return strengths.split(/,\s+/).map((strength, at): StarterRow => {
      const title = productName(name, strength, form)
      const medicine: Medicine = {
        ingredients,
        strength,
        form,
        route: route as RouteKey,
        drugClass,
        sigs: sigsFor(sigs, strength).map((sig) => readSig(sig, route as RouteKey)),
        brands,
        ...(source?.includes(' ') && { application: source }),
      }
      return {
        common: common && at === 0,
        code: productKey(medicine),
        status: 'usable',
        title,
        names: brands.join('\n'),
        words: wordsOfNames(title, ...brands, drugClass, ...ingredients.map((each) => each.name)),
        content: JSON.stringify({ medicine }),
      }
    })
  })
}
