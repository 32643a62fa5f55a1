import type { CodeSystemConcept, ValueSet, ValueSetComposeInclude } from '@medplum/fhirtypes'
import { terminology } from './definitions.js'

/** `system|code` of every member; undefined where the members cannot be listed from what FHIR publishes itself. */
type Members = ReadonlySet<string> | undefined

const expanded = new Map<string, Members>()

/** The members of a value set by its canonical address, with or without a version. */
function membersOf(canonical: string): Members {
  const url = canonical.split('|')[0] as string
  if (!expanded.has(url)) {
    // Against a set that contains itself.
    expanded.set(url, undefined)
    const set = terminology().valueSets.get(url)
    expanded.set(url, set && expand(set))
  }
  return expanded.get(url)
}

function expand({ compose }: ValueSet): Members {
  const members = new Set<string>()
  for (const part of compose?.include ?? []) {
    const found = included(part)
    if (!found) return undefined
    for (const member of found) members.add(member)
  }
  for (const part of compose?.exclude ?? []) for (const member of included(part) ?? []) members.delete(member)
  return members.size > 0 ? members : undefined
}

function included({ system, concept, filter, valueSet }: ValueSetComposeInclude): Members {
  if (valueSet) {
    const sets = valueSet.map(membersOf)
    return sets.every((set) => set !== undefined) ? new Set(sets.flatMap((set) => [...(set ?? [])])) : undefined
  }
  if (concept) return new Set(concept.map(({ code }) => `${system}|${code}`))
  const content = terminology().codeSystems.get(system ?? '')
  if (!content?.concept) return undefined
  const all = flat(content.concept)
  const codes = (filter ?? []).reduce<Set<string> | undefined>(
    (left, { op, property, value }) => {
      if (!left || property !== 'concept' || (op !== 'is-a' && op !== 'descendent-of')) return undefined
      const below = new Set(all.filter(({ ancestors }) => ancestors.includes(value as string)).map(({ code }) => code))
      if (op === 'is-a') below.add(value as string)
      return left.intersection(below)
    },
    new Set(all.map(({ code }) => code)),
  )
  return codes && new Set([...codes].map((code) => `${system}|${code}`))
}

/** Concepts with those above them, by nesting and by `subsumedBy`. */
function flat(concepts: CodeSystemConcept[], above: string[] = []): { code: string; ancestors: string[] }[] {
  return concepts.flatMap(({ code, concept, property }) => {
    const parents = (property ?? []).flatMap((each) => (each.code === 'subsumedBy' ? (each.valueCode ?? []) : []))
    const ancestors = [...above, ...parents]
    return [{ code: code as string, ancestors }, ...flat(concept ?? [], [...ancestors, code as string])]
  })
}

/** Whether a value set has a code; without a system, of any. Undefined where that cannot be told here. */
export function isMember(valueSet: string, system: string | undefined, code: string): boolean | undefined {
  const members = membersOf(valueSet)
  if (!members) return undefined
  if (system !== undefined) return members.has(`${system}|${code}`)
  return [...members].some((member) => member.slice(member.lastIndexOf('|') + 1) === code)
}
