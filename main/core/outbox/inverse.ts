import type { Extension, Resource } from '@medplum/fhirtypes'
import { taskExtension } from '../../../shared/domain/task/extension.js'
import { same } from '../../../shared/kernel/json.js'

type Json = Record<string, unknown>

/** Elements that are the server's, made from others, or say only when something was last done. */
const leftAlone = new Set(['id', 'meta', 'text', 'resourceType', 'lastModified'])

/** Moves on by itself while nothing is decided: whoever takes a claim back takes its life back, however long that has become. */
const goesAlong = new Set<string>([taskExtension.lease])

/**
 * The resource as it is `now` without what a deed did to it, which found it as `before` and left it as `after`; what others did
 * since stays. Undefined when somebody has since changed an element the deed changed.
 */
export function takenBack<T extends Resource>(before: T, after: T, now: T): T | undefined {
  const [b, a, n] = [before, after, now] as unknown as [Json, Json, Json]
  const result = { ...n }
  for (const element of new Set([...Object.keys(b), ...Object.keys(a)])) {
    if (leftAlone.has(element) || same(b[element], a[element])) continue
    const value =
      element === 'extension'
        ? withoutExtensions(b[element], a[element], n[element])
        : without(b[element], a[element], n[element])
    if (value === clash) return undefined
    if (value === undefined) delete result[element]
    else result[element] = value
  }
  return result as unknown as T
}

const clash = Symbol('changed since')

/** One element without what the deed did to it. Of lists, what it added goes and what it took away comes back. */
function without(before: unknown, after: unknown, now: unknown): unknown {
  if (same(now, after)) return before
  if (same(now, before)) return now
  if (!isList(before) || !isList(after) || !isList(now)) return clash
  const [was, is] = [before ?? [], after ?? []]
  const added = is.filter((item) => !has(was, item))
  const gone = was.filter((item) => !has(is, item))
  const rest = (now ?? []).filter((item) => !has(added, item))
  const all = [...rest, ...gone.filter((item) => !has(rest, item))]
  return all.length > 0 ? all : undefined
}

/** Extensions of one address are one thing. */
function withoutExtensions(before: unknown, after: unknown, now: unknown): unknown {
  const [was, is, present] = [before, after, now].map((list) => (list ?? []) as Extension[]) as [
    Extension[],
    Extension[],
    Extension[],
  ]
  let result = present
  for (const url of new Set([...was, ...is].map((extension) => extension.url))) {
    const of = (list: Extension[]): Extension[] | undefined => {
      const found = list.filter((extension) => extension.url === url)
      return found.length > 0 ? found : undefined
    }
    if (same(of(was), of(is))) continue
    const value = goesAlong.has(url) ? of(was) : without(of(was), of(is), of(present))
    if (value === clash) return clash
    result = [...result.filter((extension) => extension.url !== url), ...((value ?? []) as Extension[])]
  }
  return result.length > 0 ? result : undefined
}

const isList = (value: unknown): value is unknown[] | undefined => value === undefined || Array.isArray(value)
const has = (list: readonly unknown[], item: unknown): boolean => list.some((other) => same(other, item))
