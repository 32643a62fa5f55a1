import { Refused } from '../rest/outcome.js'
import { type Condition, condition, idCondition, updatedCondition } from './condition.js'
import type { Parameter } from './parameter.js'
import { columnParameter, isResourceType, parameterOf } from './registry.js'

export type SortKey = 'updated' | 'date' | 'id'

/** `_include=Task:focus` or, as `_revinclude`, `Provenance:target`. */
export interface Include {
  type: string
  parameter: Parameter
  /** Only resources of this type are included. */
  target: string | undefined
}

/** A search as asked for, understood. */
export interface Query {
  type: string
  conditions: Condition[]
  sort: { key: SortKey; down: boolean }
  count: number
  summary: 'count' | undefined
  total: boolean
  elements: string[] | undefined
  includes: Include[]
  revincludes: Include[]
  /** Where the page before ended. */
  cursor: string | undefined
  /** So many matches are passed over. */
  offset?: number
  /** What was not understood, and so not applied. */
  ignored: string[]
  /** The parameters that were applied, for `self` and `next` links. */
  applied: [string, string][]
}

export const DEFAULT_COUNT = 50
export const MAX_COUNT = 1000

/** Parameters that ask for a form of answer and change nothing about what is found. */
const FORM = new Set(['_format', '_pretty'])

/**
 * Reads a search. Unknown parameters are collected in `ignored`; with `strict` they are refused (400), as are values
 * and modifiers that cannot be read either way.
 */
export function readQuery(type: string, parameters: Iterable<[string, string]>, strict = false): Query {
  const query = emptyQuery(type)
  for (const [name, value] of parameters) {
    if (FORM.has(name)) continue
    if (value !== '' && (readControl(query, name, value) || readCondition(query, name, value))) {
      if (name !== '_cursor') query.applied.push([name, value])
    } else {
      query.ignored.push(name)
    }
  }
  if (strict && query.ignored.length > 0) throw unknown(type, query.ignored)
  return query
}

export const unknown = (type: string, names: string[]) =>
  new Refused(400, 'not-supported', `${type} cannot be searched by ${names.join(', ')} here`)

const emptyQuery = (type: string): Query => ({
  type,
  conditions: [],
  sort: { key: 'updated', down: false },
  count: DEFAULT_COUNT,
  summary: undefined,
  total: false,
  elements: undefined,
  includes: [],
  revincludes: [],
  cursor: undefined,
  ignored: [],
  applied: [],
})

/** Result parameters (`_count`, `_sort` …). False when it is none, or asks for what this server does not do. */
function readControl(query: Query, name: string, value: string): boolean {
  switch (name) {
    case '_count':
      query.count = readCount(value)
      return true
    case '_sort':
      return readSort(query, value)
    case '_summary':
      if (value === 'count') query.summary = 'count'
      return value === 'count' || value === 'false'
    case '_total':
      query.total = value === 'accurate' || value === 'estimate'
      return query.total || value === 'none'
    case '_elements':
      query.elements = value.split(',')
      return true
    case '_include':
      return readInclude(query.includes, value)
    case '_revinclude':
      return readInclude(query.revincludes, value)
    case '_cursor':
      query.cursor = value
      return true
    default:
      return false
  }
}

/** `_count` of a page: 0 asks for the number of matches only. */
export function readCount(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new Refused(400, 'value', `_count takes a number, not "${value}"`)
  return Math.min(Number(value), MAX_COUNT)
}

function readSort(query: Query, value: string): boolean {
  const down = value.startsWith('-')
  const name = down ? value.slice(1) : value
  const key = name === '_lastUpdated' ? 'updated' : name === '_id' ? 'id' : undefined
  const date = columnParameter(query.type, 'date')?.name === name ? 'date' : undefined
  const chosen = key ?? date
  if (chosen) query.sort = { key: chosen, down }
  return chosen !== undefined
}

function readInclude(into: Include[], value: string): boolean {
  const [type, name, target] = value.split(':')
  const parameter = parameterOf(type ?? '', name ?? '')
  if (!type || parameter?.type !== 'reference' || (target && !isResourceType(target))) return false
  into.push({ type, parameter, target })
  return true
}

function readCondition(query: Query, name: string, value: string): boolean {
  if (name === '_id') {
    query.conditions.push(idCondition(value))
    return true
  }
  if (name === '_lastUpdated') {
    query.conditions.push(updatedCondition(value))
    return true
  }
  const [base, modifier] = name.split(':') as [string, string | undefined]
  const parameter = parameterOf(query.type, base)
  if (!parameter) return false
  query.conditions.push(condition(parameter, modifier, value))
  return true
}
