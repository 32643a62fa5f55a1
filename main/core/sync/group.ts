import type { Entry } from '../outbox/entry.js'
import type { Order } from '../outbox/order.js'

/**
 * New resources that leave together with `first`, parents first: those of the same patient, then others, each of them
 * with all it refers to that the EHR does not have. `may` says which could leave now; at most `most`.
 */
export function groupWith(first: Entry, order: Order, may: (entry: Entry) => boolean, most: number): Entry[] {
  const group = new Set<Entry>()
  const join = (entry: Entry): void => {
    if (group.has(entry)) return
    const needed = together(entry, order, group, may, most - group.size)
    for (const each of needed ?? []) group.add(each)
  }
  join(first)
  if (group.size === 0) return [first]
  for (const candidates of [first.patient ? order.ofPatient(first.patient) : [], order.entries()]) {
    for (const entry of candidates) {
      if (group.size >= most) return [...group]
      join(entry)
    }
  }
  return [...group]
}

/** An entry and all it needs besides what is in the group, what is needed before what needs it; undefined when not all of it may leave. */
function together(
  entry: Entry,
  order: Order,
  group: ReadonlySet<Entry>,
  may: (entry: Entry) => boolean,
  room: number,
): Entry[] | undefined {
  const found: Entry[] = []
  const seen = new Set<Entry>()
  const visit = (at: Entry): boolean => {
    if (group.has(at) || seen.has(at)) return true
    seen.add(at)
    if (seen.size > room || !may(at) || !order.named(at)) return false
    if (!order.needs(at).every(visit)) return false
    found.push(at)
    return true
  }
  return visit(entry) ? found : undefined
}
