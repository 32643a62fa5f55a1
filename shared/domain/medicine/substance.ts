import { slips, slipsAllowed } from '../likeness.js'
import { combinationLines } from './combination-table.js'
import { type DrugClass, drugClasses } from './drug-class.js'
import { classByStem } from './name-stem.js'
import { substanceLines } from './substance-table.js'

/** A substance medicines are made of: what it is, and what it is called on allergy lists. */
export interface Substance {
  name: string
  rxnorm?: string
  classes: readonly DrugClass[]
}

const byName = new Map<string, readonly Substance[]>()
const byRxnorm = new Map<string, Substance>()

for (const line of substanceLines.trim().split('\n')) {
  const [names = '', rxnorm = '', keys = ''] = line.split('|').map((part) => part.trim())
  const [name = '', ...others] = names.split(',').map((each) => each.trim())
  const classes = keys
    .split(/\s+/)
    .filter(Boolean)
    .map((key) => {
      const found = drugClasses.get(key)
      if (!found) throw new Error(`no such class: ${key}`)
      return found
    })
  const substance: Substance = { name, classes, ...(rxnorm && { rxnorm }) }
  for (const each of [name, ...others]) byName.set(each, [substance])
  if (rxnorm) byRxnorm.set(rxnorm, substance)
}

for (const line of combinationLines.trim().split('\n')) {
  const [names = '', parts = ''] = line.split('|')
  const substances = parts.split(',').flatMap((part) => byName.get(part) ?? [])
  for (const name of names.split(',')) byName.set(name, substances)
}

export const substanceCoded = (rxnorm: string): Substance | undefined => byRxnorm.get(rxnorm)

/** Longest first, so that `penicillin V potassium` is not read as another. */
const names = [...byName.keys()].sort((a, b) => b.length - a.length)
const pattern = new RegExp(
  `(?<![a-z])(?:${names.map((name) => name.replace(/[.*+?^$()[\]{}|\\/-]/g, '\\$&')).join('|')})(?![a-z])`,
  'g',
)

/** The names a text has in it, lower case and with single spaces, and what is left between them. */
function namesIn(text: string): { found: readonly string[]; rest: string } {
  const found: string[] = []
  const rest = text
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(pattern, (name) => {
      found.push(name)
      return '\n'
    })
  return { found, rest }
}

/** The substances a text names: `amoxicillin-clavulanate 875/125 mg tablet`, `Lipitor 20`. In the order they stand there. */
export const substancesIn = (text: string): Substance[] => [
  ...new Set(namesIn(text).found.flatMap((name) => byName.get(name) ?? [])),
]

/** A word nobody's table knows, and what it seems to be. */
export interface ReadAs {
  word: string
  substances: readonly Substance[]
}

/**
 * What the words of a text that name nothing known seem to mean: a slip of the hand (`penicilin`, `asprin`), British
 * spelling (`sulphasalazine`), or a medicine whose class its name tells (`cefoxitin`). A guess: the person is shown it.
 */
export function substancesMeant(text: string): ReadAs[] {
  const words = namesIn(text.normalize('NFD').replace(/\p{M}/gu, '')).rest.match(/[a-z]{5,}/g) ?? []
  return [...new Set(words)].flatMap((word) => {
    const substances = meant(word)
    return substances.length > 0 ? [{ word, substances }] : []
  })
}

const guesses = new Map<string, readonly Substance[]>()
/** Names of one word that are long enough to be told from others when misspelt. */
const oneWord = names.filter((name) => /^[a-z]{6,}$/.test(name))

function meant(word: string): readonly Substance[] {
  const known = guesses.get(word)
  if (known) return known
  const found = guess(word)
  // Allergies of many patients come by in a day; the commonest come again.
  if (guesses.size > 2000) guesses.clear()
  guesses.set(word, found)
  return found
}

function guess(word: string): readonly Substance[] {
  const spelt = word.replace(/^sulph/, 'sulf').replace(/y(?=cillin)/, 'i')
  const exact = byName.get(spelt)
  if (exact) return exact
  // One slip in a word of up to eight letters, two in a longer one.
  const most = spelt.length < 9 ? Math.min(1, slipsAllowed(spelt)) : 2
  const near = oneWord
    .filter((name) => name[0] === spelt[0])
    .map((name) => ({ name, distance: slips(spelt, name, most) }))
    .filter(({ distance }) => distance <= most)
    .sort((a, b) => a.distance - b.distance)[0]
  const drugClass = classByStem(spelt)
  // A name that tells its class is its own medicine, unless it is one letter from one that is known.
  if (drugClass && near?.distance !== 1) return [{ name: word, classes: [drugClass] }]
  return near ? (byName.get(near.name) ?? []) : []
}
