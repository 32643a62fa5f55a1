import type { Annotation, Extension, Reference, Task } from '@medplum/fhirtypes'
import { taskExtension } from '../../../shared/domain/task/extension.js'
import { same } from '../../../shared/kernel/json.js'
import { decideHold, holdExtensions, isDone, type LostHold, type Waiting, withHoldOf } from './task-holding.js'

/** A task both sides changed, put together by what its parts mean. */
export interface TaskMerge {
  task: Task
  /** What only a person can decide: who it is about, and what it says. */
  clashes: string[]
  /** What was done here about whose it is, and did not come about. */
  lost?: LostHold
}

type Json = Record<string, unknown>

/** What it is about and what it says: two different ones are no machine's choice. */
const apersons = ['for', 'focus', 'description']
/** Lists to which people add, and in which the order says nothing. */
const sets = ['note', 'input', 'output', 'relevantHistory', 'partOf', 'basedOn', 'identifier']
const special = new Set(['extension', 'priority', 'restriction', 'lastModified', ...sets])
const theServersOwn = new Set(['id', 'meta', 'text', 'resourceType', 'contained'])
const held = new Set(['status', 'statusReason', 'owner', 'performerType', 'executionPeriod'])

/**
 * Puts two edits of a task together. Never loses a note; whose it is comes from one side whole. `waits`: what is
 * here that may leave only under the claim this side believes to have.
 */
export function mergeTasks(base: Task, mine: Task, theirs: Task, { waits }: { waits: Waiting }): TaskMerge {
  const hold = decideHold(base, mine, theirs, waits)
  const [b, m, t] = [base, mine, theirs] as unknown as [Json, Json, Json]
  const result: Json = { ...t }
  const clashes: string[] = []
  const elements = new Set(
    [...Object.keys(t), ...Object.keys(m), ...Object.keys(b)].map((key) => key.replace(/^_/, '')),
  )
  for (const element of elements) {
    if (theServersOwn.has(element) || held.has(element)) continue
    if (unchanged(b, m, element) || sameIn(m, t, element)) continue
    if (unchanged(b, t, element)) take(m, element, result)
    else if (apersons.includes(element)) {
      clashes.push(element)
      take(m, element, result)
    } else if (special.has(element)) result[element] = both(element, b, m, t)
  }
  // What proves a review belongs to the one who finished.
  if (hold.side === 'theirs' && isDone(mine)) result.output = t.output
  for (const key of Object.keys(result)) if (result[key] === undefined) delete result[key]
  const merged = withHoldOf(result as unknown as Task, hold.side === 'mine' ? mine : theirs)
  return {
    task: hold.tell ? watchedBy(merged, hold.tell) : merged,
    clashes,
    ...(hold.lost && { lost: hold.lost }),
  }
}

const sameIn = (a: Json, b: Json, element: string): boolean =>
  same(a[element] ?? null, b[element] ?? null) && same(a[`_${element}`] ?? null, b[`_${element}`] ?? null)
const unchanged = sameIn

function take(from: Json, element: string, to: Json): void {
  for (const key of [element, `_${element}`]) {
    if (key in from) to[key] = from[key]
    else delete to[key]
  }
}

/** An element both sides changed, each to something else. */
function both(element: string, base: Json, mine: Json, theirs: Json): unknown {
  const [b, m, t] = [base[element], mine[element], theirs[element]]
  if (element === 'extension') return extensions(list(b), list(m), list(t))
  if (element === 'priority') return pressing(m) < pressing(t) ? m : t
  if (element === 'restriction') return earlierDue(m as Task['restriction'], t as Task['restriction'])
  if (element === 'lastModified') return later(m as string | undefined, t as string | undefined)
  return element === 'note'
    ? union<Annotation>(list(b), list(m), list(t), noteKey, sayingTheSame)
    : union(list(b), list(m), list(t), spelled)
}

const list = <T>(value: unknown): T[] => (Array.isArray(value) ? (value as T[]) : [])

/** Most pressing first; what has no priority is routine. */
const pressing = (priority: unknown): number => {
  const at = ['stat', 'asap', 'urgent', 'routine'].indexOf(priority as string)
  return at < 0 ? 3 : at
}

const later = (a: string | undefined, b: string | undefined): string | undefined => ((a ?? '') > (b ?? '') ? a : b)

/** The earlier of two days on which it is due; one that has a day before one that has none. */
function earlierDue(mine: Task['restriction'], theirs: Task['restriction']): Task['restriction'] {
  const [m, t] = [mine?.period?.end, theirs?.period?.end]
  if (m === undefined) return theirs
  if (t === undefined) return mine
  return instant(m) < instant(t) ? mine : theirs
}

const instant = (text: string): number => Date.parse(text)

/** A comment is the same one by its id; one without by who said what when. */
const noteKey = (note: Annotation): string => note.id ?? sayingTheSame(note)
/** An EHR may leave out the ids of parts. */
const sayingTheSame = ({ authorReference, authorString, time, text }: Annotation): string =>
  JSON.stringify([authorReference?.reference ?? authorString, time, text])

/** An item by what it says, whatever the order of its keys. */
const spelled = (item: unknown): string =>
  JSON.stringify(item, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )

/**
 * The EHR's list with what was added here, without what was taken away here. `words`: items are words, which both
 * stand where both sides wrote one anew, and are the same ones when they say the same.
 */
function union<T>(
  base: T[],
  mine: T[],
  theirs: T[],
  key: (item: T) => string,
  words?: (item: T) => string,
): T[] | undefined {
  const [b, m] = [base, mine].map((items) => new Map(items.map((item) => [key(item), item]))) as [
    Map<string, T>,
    Map<string, T>,
  ]
  const merged = theirs.flatMap((item) => {
    const [before, here] = [b.get(key(item)), m.get(key(item))]
    if (before !== undefined && here === undefined && same(before, item)) return []
    if (here === undefined || same(here, item)) return [item]
    if (before !== undefined && same(before, item)) return [here]
    return !words || (before !== undefined && same(before, here)) ? [item] : [item, withoutId(here)]
  })
  const there = new Set(theirs.map(key))
  const said = new Set(words && theirs.map(words))
  const added = mine.filter((item) => {
    if (there.has(key(item)) || (words && said.has(words(item)))) return false
    const before = b.get(key(item))
    // What the other side took away stays away, unless it was written anew here.
    return before === undefined || !same(before, item)
  })
  const all = [...merged, ...added]
  return all.length > 0 ? all : undefined
}

/** Beside the other of the same id it needs to be one of its own. */
const withoutId = <T>(item: T): T => {
  const { id: _id, ...rest } = item as Json
  return rest as T
}

/** Extensions by their meaning: people and things add up, one value of a kind is decided, and others come from one side. */
function extensions(base: Extension[], mine: Extension[], theirs: Extension[]): Extension[] | undefined {
  const urls = [...new Set([...theirs, ...mine, ...base].map(({ url }) => url))]
  const merged = urls.flatMap((url) => {
    const [b, m, t] = [base, mine, theirs].map((all) => all.filter((extension) => extension.url === url)) as [
      Extension[],
      Extension[],
      Extension[],
    ]
    // Decided with whose it is.
    if (holdExtensions.includes(url)) return t
    if (same(m, b) || same(m, t)) return t
    if (same(t, b)) return m
    if (url === taskExtension.snoozed) return awake(m, t)
    return union(b, m, t, watchKey) ?? []
  })
  return merged.length > 0 ? merged : undefined
}

const watchKey = (extension: Extension): string =>
  extension.url === taskExtension.watcher ? `${extension.valueReference?.reference}` : spelled(extension)

const inside = (extension: Extension | undefined, url: string): Extension | undefined =>
  extension?.extension?.find((part) => part.url === url)

/** What is away for a while comes back at the earlier of two times, and is there when either side wants it there. */
function awake(mine: Extension[], theirs: Extension[]): Extension[] {
  if (mine.length === 0 || theirs.length === 0) return []
  const until = ([snoozed]: Extension[]): number => Date.parse(inside(snoozed, 'until')?.valueDateTime ?? '')
  return until(mine) < until(theirs) ? mine : theirs
}

/** Somebody who was at it is told of what becomes of it. */
function watchedBy(task: Task, who: Reference): Task {
  const already = task.extension?.some(
    ({ url, valueReference }) => url === taskExtension.watcher && valueReference?.reference === who.reference,
  )
  if (already) return task
  return { ...task, extension: [...(task.extension ?? []), { url: taskExtension.watcher, valueReference: who }] }
}
