import { type DrugClass, drugClasses } from './drug-class.js'
import { combinationLines, substanceLines } from './substance-table.js'

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

/** The substances a text names: `amoxicillin-clavulanate 875/125 mg tablet`, `Lipitor 20`. In the order they stand there. */
export function substancesIn(text: string): Substance[] {
  const found = new Set<Substance>()
  for (const [name] of text.toLowerCase().replace(/\s+/g, ' ').matchAll(pattern)) {
    for (const substance of byName.get(name) ?? []) found.add(substance)
  }
  return [...found]
}
