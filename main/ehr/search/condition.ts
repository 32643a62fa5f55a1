import { Refused } from '../rest/outcome.js'
import type { Parameter } from './parameter.js'
import { PREFIXES, type Prefix, type Stretch, stretchOf } from './period.js'
import { isResourceType, RESOURCE_TYPES } from './registry.js'
import { localForm } from './values.js'

export interface Bound {
  prefix: Prefix
  stretch: Stretch
}

/** `system` undefined: any; empty: none. `code` undefined: any code of that system. */
export interface WantedToken {
  system: string | undefined
  code: string | undefined
}

/** One `name=value` of a search. Alternatives within it (commas) are joined by or; conditions by and. */
export type Condition =
  | { kind: 'id'; ids: string[] }
  | { kind: 'updated'; bounds: Bound[] }
  | { kind: 'missing'; parameter: Parameter; missing: boolean }
  | { kind: 'token'; parameter: Parameter; not: boolean; tokens: WantedToken[] }
  | { kind: 'reference'; parameter: Parameter; references: string[] }
  | { kind: 'string'; parameter: Parameter; how: 'starts' | 'exact' | 'contains'; texts: string[] }
  | { kind: 'date'; parameter: Parameter; bounds: Bound[] }
  | { kind: 'uri'; parameter: Parameter; uris: string[] }

export function idCondition(value: string): Condition {
  return { kind: 'id', ids: alternatives(value).map(unescaped) }
}

export function updatedCondition(value: string): Condition {
  return { kind: 'updated', bounds: alternatives(value).map((text) => bound('_lastUpdated', text)) }
}

/** Throws Refused (400) for a modifier the parameter does not have or a value it cannot read. */
export function condition(parameter: Parameter, modifier: string | undefined, value: string): Condition {
  if (modifier === 'missing') return { kind: 'missing', parameter, missing: yesOrNo(parameter, value) }
  const texts = alternatives(value)
  switch (parameter.type) {
    case 'token':
      if (modifier !== undefined && modifier !== 'not') throw unknownModifier(parameter, modifier)
      return { kind: 'token', parameter, not: modifier === 'not', tokens: texts.map(token) }
    case 'reference':
      if (modifier !== undefined && !isResourceType(modifier)) throw unknownModifier(parameter, modifier)
      return {
        kind: 'reference',
        parameter,
        references: texts.flatMap((text) => references(parameter, modifier, unescaped(text))),
      }
    case 'string': {
      if (modifier !== undefined && modifier !== 'exact' && modifier !== 'contains') {
        throw unknownModifier(parameter, modifier)
      }
      return { kind: 'string', parameter, how: modifier ?? 'starts', texts: texts.map(unescaped) }
    }
    case 'date':
      if (modifier !== undefined) throw unknownModifier(parameter, modifier)
      return { kind: 'date', parameter, bounds: texts.map((text) => bound(parameter.name, text)) }
    case 'uri':
      if (modifier !== undefined) throw unknownModifier(parameter, modifier)
      return { kind: 'uri', parameter, uris: texts.map(unescaped) }
  }
}

const unknownModifier = (parameter: Parameter, modifier: string) =>
  new Refused(400, 'not-supported', `The search parameter ${parameter.name} has no modifier :${modifier} here`)

const unreadable = (name: string, value: string) =>
  new Refused(400, 'value', `"${value}" is not a value for the search parameter ${name}`)

/** Splits at commas that are not escaped. Escapes stay, for the parts that split further. */
const alternatives = (value: string): string[] => value.split(/(?<!\\),/)

const unescaped = (text: string): string => text.replace(/\\([\\,|$])/g, '$1')

function yesOrNo(parameter: Parameter, value: string): boolean {
  if (value !== 'true' && value !== 'false') throw unreadable(`${parameter.name}:missing`, value)
  return value === 'true'
}

function token(text: string): WantedToken {
  const bar = text.search(/(?<!\\)\|/)
  if (bar < 0) return { system: undefined, code: unescaped(text) }
  const code = unescaped(text.slice(bar + 1))
  return { system: unescaped(text.slice(0, bar)), code: code === '' ? undefined : code }
}

/** A bare id may be of any type the parameter allows. */
function references(parameter: Parameter, modifier: string | undefined, text: string): string[] {
  const reference = localForm(text)
  if (reference.includes('/') || reference.includes(':')) return [reference]
  const type = modifier ?? parameter.only
  return (type ? [type] : RESOURCE_TYPES).map((each) => `${each}/${reference}`)
}

function bound(name: string, text: string): Bound {
  const prefix = PREFIXES.find((each) => text.startsWith(each))
  // A zone's plus sign arrives as a space when a client did not encode it.
  const stretch = stretchOf((prefix ? text.slice(2) : text).replace(' ', '+'))
  if (!stretch) throw unreadable(name, text)
  return { prefix: prefix ?? 'eq', stretch: prefix === 'ap' ? widened(stretch) : stretch }
}

/** "Approximately" is a tenth of the distance to now, on either side. */
function widened(stretch: Stretch): Stretch {
  const slack = Math.abs(Date.now() - stretch.from) / 10
  return { from: stretch.from - slack, to: stretch.to + slack }
}
