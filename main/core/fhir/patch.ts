import { numberText, same } from '../../../shared/kernel/json.js'

export { same }

/** One operation of a JSON Patch (RFC 6902), as far as Rounds uses it. */
export type Operation =
  | { op: 'test' | 'add' | 'replace'; path: string; value: unknown }
  | { op: 'remove'; path: string }

type Json = Record<string, unknown>

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && numberText(value) === undefined

/** Elements the server keeps; they are never part of a change made here. */
const theServersOwn = new Set(['id', 'meta'])

/**
 * The operations that make `before` into `after`, without what is the server's own. Arrays of another length are
 * replaced whole: with the version tested first that is exact, and easier to read in a server's log.
 */
export function operations(before: object, after: object): Operation[] {
  const found: Operation[] = []
  compare('', pick(before), pick(after), found)
  return found
}

const pick = (resource: object): Json =>
  Object.fromEntries(Object.entries(resource).filter(([key]) => !theServersOwn.has(key)))

function compare(path: string, before: unknown, after: unknown, found: Operation[]): void {
  if (same(before, after)) return
  if (isObject(before) && isObject(after)) {
    for (const key of Object.keys(before)) {
      const at = `${path}/${pointed(key)}`
      if (key in after) compare(at, before[key], after[key], found)
      else found.push({ op: 'remove', path: at })
    }
    for (const key of Object.keys(after)) {
      if (!(key in before)) found.push({ op: 'add', path: `${path}/${pointed(key)}`, value: after[key] })
    }
  } else if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    for (const [i, item] of before.entries()) compare(`${path}/${i}`, item, after[i], found)
  } else {
    found.push({ op: 'replace', path, value: after })
  }
}

const pointed = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')
