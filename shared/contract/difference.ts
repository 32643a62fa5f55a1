/**
 * The difference between two results of a live query, small where little changed.
 *
 * Objects differ key by key; arrays of objects with a string `id` differ by item, so that one changed row of a
 * thousand costs one row; a list of texts differs by the one stretch that is another; every other value is replaced whole.
 * Values are plain JSON.
 */
export type Change =
  | { c: 'set'; v: unknown }
  | { c: 'object'; set: Record<string, Change>; gone?: string[] }
  | { c: 'rows'; order?: string[]; set: Record<string, Change> }
  | { c: 'texts'; at: number; gone: number; put: string[] }

type Row = { id: string }

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function rowIds(value: unknown[]): string[] | null {
  const seen = new Set<string>()
  for (const item of value) {
    if (!isObject(item) || typeof item.id !== 'string' || seen.has(item.id)) return null
    seen.add(item.id)
  }
  return [...seen]
}

/** What turns `before` into `after`, or null when they are equal. */
export function differ(before: unknown, after: unknown): Change | null {
  if (Object.is(before, after)) return null
  if (Array.isArray(before) && Array.isArray(after)) {
    const idsBefore = rowIds(before)
    const idsAfter = rowIds(after)
    if (idsBefore && idsAfter && (idsBefore.length > 0 || idsAfter.length > 0)) {
      return differRows(before as Row[], after as Row[], idsBefore, idsAfter)
    }
    if (areTexts(before) && areTexts(after)) return differTexts(before, after)
    if (before.length === after.length && before.every((item, i) => differ(item, after[i]) === null)) return null
    return { c: 'set', v: after }
  }
  if (isObject(before) && isObject(after)) {
    const set: Record<string, Change> = {}
    for (const key of Object.keys(after)) {
      const change = key in before ? differ(before[key], after[key]) : ({ c: 'set', v: after[key] } as Change)
      if (change) set[key] = change
    }
    const gone = Object.keys(before).filter((key) => !(key in after))
    if (gone.length === 0 && Object.keys(set).length === 0) return null
    return gone.length > 0 ? { c: 'object', set, gone } : { c: 'object', set }
  }
  return { c: 'set', v: after }
}

const areTexts = (list: unknown[]): list is string[] => list.every((item) => typeof item === 'string')

function differTexts(before: string[], after: string[]): Change | null {
  const shorter = Math.min(before.length, after.length)
  let at = 0
  while (at < shorter && before[at] === after[at]) at += 1
  if (at === before.length && at === after.length) return null
  let tail = 0
  while (tail < shorter - at && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1
  return { c: 'texts', at, gone: before.length - at - tail, put: after.slice(at, after.length - tail) }
}

function differRows(before: Row[], after: Row[], idsBefore: string[], idsAfter: string[]): Change | null {
  const known = new Map(before.map((row) => [row.id, row]))
  const set: Record<string, Change> = {}
  for (const row of after) {
    const old = known.get(row.id)
    const change = old ? differ(old, row) : ({ c: 'set', v: row } as Change)
    if (change) set[row.id] = change
  }
  const sameOrder = idsBefore.length === idsAfter.length && idsBefore.every((id, i) => id === idsAfter[i])
  if (sameOrder) return Object.keys(set).length === 0 ? null : { c: 'rows', set }
  return { c: 'rows', order: idsAfter, set }
}

/** Applies a change without touching `value`; parts that did not change keep their identity, so React skips them. */
export function applyChange(value: unknown, change: Change): unknown {
  if (change.c === 'set') return change.v
  if (change.c === 'object') {
    const next = { ...(value as Record<string, unknown>) }
    for (const [key, part] of Object.entries(change.set)) next[key] = applyChange(next[key], part)
    for (const key of change.gone ?? []) delete next[key]
    return next
  }
  if (change.c === 'texts') {
    const texts = value as string[]
    return [...texts.slice(0, change.at), ...change.put, ...texts.slice(change.at + change.gone)]
  }
  const rows = new Map((value as Row[]).map((row) => [row.id, row]))
  const order = change.order ?? (value as Row[]).map((row) => row.id)
  return order.map((id) => {
    const part = change.set[id]
    return part ? applyChange(rows.get(id), part) : rows.get(id)
  })
}
