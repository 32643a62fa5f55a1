import type { Resource } from '@medplum/fhirtypes'
import { numberText } from '../../../shared/kernel/json.js'

type Json = Record<string, unknown>

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && numberText(value) === undefined

/**
 * Whether `theirs` says everything `mine` says, as a server may spell it: more besides, lists in another order, `1.1` for
 * `1.10`, another spelling of the same moment.
 */
export function says(theirs: unknown, mine: unknown): boolean {
  if (mine === undefined || mine === null || mine === '') return true
  const number = numberText(mine)
  if (number !== undefined) return Number(number) === Number(numberText(theirs))
  if (Array.isArray(mine)) return Array.isArray(theirs) && saysAll(theirs, mine)
  if (isObject(mine)) return isObject(theirs) && Object.keys(mine).every((key) => says(theirs[key], mine[key]))
  if (typeof mine === 'string' && typeof theirs === 'string') return theirs === mine || spelt(theirs) === spelt(mine)
  return theirs === mine
}

/** Each item of `mine` is said by an item of `theirs` of its own. */
function saysAll(theirs: readonly unknown[], mine: readonly unknown[]): boolean {
  const open = [...theirs]
  return mine.every((item, i) => {
    const at =
      says(open[i], item) && open[i] !== taken ? i : open.findIndex((other) => other !== taken && says(other, item))
    if (at < 0) return isEmpty(item)
    open[at] = taken
    return true
  })
}

const taken = Symbol('taken')

const isEmpty = (value: unknown): boolean =>
  value === null || value === '' || (isObject(value) && Object.values(value).every(isEmpty))

const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/

/** One spelling for what is the same: moments by their instant, text without outer and doubled spaces. */
const spelt = (text: string): string =>
  moment.test(text) ? String(Date.parse(text)) : text.replace(/\s+/g, ' ').trim()

/** Elements that are the server's or made from others. */
const theServersOwn = new Set(['id', 'meta', 'text', 'resourceType'])

/** The elements of `mine` which `theirs` lacks or has otherwise. */
export const unsaid = (theirs: Resource, mine: Resource): string[] =>
  Object.entries(mine)
    .filter(([key, value]) => !theServersOwn.has(key) && !says((theirs as unknown as Json)[key], value))
    .map(([key]) => key)

/** The same, spelt otherwise at most. */
export const alike = (a: unknown, b: unknown): boolean => says(a, b) && says(b, a)

/**
 * `mine` in the server's spelling wherever `theirs` says just the same, so that a comparison afterwards finds only what
 * somebody meant.
 */
export function inTheirSpelling(mine: Resource, theirs: Resource): Resource {
  const [m, t] = [mine, theirs] as unknown as [Json, Json]
  const spelled: Json = { ...m }
  for (const key of Object.keys(m)) if (key in t && alike(t[key], m[key])) spelled[key] = t[key]
  return spelled as unknown as Resource
}
