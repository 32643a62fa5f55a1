import type { TimelineItem } from '../../../shared/contract/views/chart.js'
import { localDate } from '../../../shared/kernel/dates.js'

const newestFirst = (a: TimelineItem, b: TimelineItem): number => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)
/** A visit to the clinic. One elsewhere is news since then, like a result. */
const isVisit = (item: TimelineItem): boolean => item.kind === 'visit' || item.kind === 'video-visit'

/** Visits before today, newest first. Today's is what the patient is here for, not a last visit. */
export function lastVisits(timeline: readonly TimelineItem[], now: Date): TimelineItem[] {
  const today = localDate(now)
  return timeline
    .filter((item) => isVisit(item) && new Date(item.at) <= now && localDate(new Date(item.at)) !== today)
    .sort(newestFirst)
}

/** What came between the last visit and now, newest first; without an earlier visit, everything there is. */
export function sinceLastVisit(
  timeline: readonly TimelineItem[],
  now: Date,
): { visit: TimelineItem | undefined; items: TimelineItem[] } {
  const visit = lastVisits(timeline, now)[0]
  // A visit's own note and orders carry its date, so the day after it is where "since" begins.
  const day = visit && localDate(new Date(visit.at))
  const items = timeline.filter(
    (item) =>
      !isVisit(item) &&
      item.status !== 'draft' &&
      new Date(item.at) <= now &&
      (!day || localDate(new Date(item.at)) > day),
  )
  return { visit, items: items.sort(newestFirst) }
}

/** Everything earlier visits left open, newest visit first, said once each. */
export function leftOpen(timeline: readonly TimelineItem[]): { text: string; from: TimelineItem }[] {
  const said = new Set<string>()
  const open: { text: string; from: TimelineItem }[] = []
  for (const item of [...timeline].sort(newestFirst)) {
    for (const text of item.leftOpen ?? []) {
      const key = text.trim().toLowerCase()
      if (said.has(key)) continue
      said.add(key)
      open.push({ text, from: item })
    }
  }
  return open
}

/** Items that belong together: the orders of one day, the messages of one thread. Anything else stands alone. */
export function together(items: readonly TimelineItem[]): { id: string; items: TimelineItem[] }[] {
  const groups = new Map<string, { id: string; items: TimelineItem[] }>()
  for (const item of items) {
    const key =
      item.kind === 'order'
        ? `orders ${localDate(new Date(item.at))}`
        : item.kind === 'message'
          ? `message ${item.title}`
          : item.id
    const group = groups.get(key)
    if (group) group.items.push(item)
    else groups.set(key, { id: item.id, items: [item] })
  }
  return [...groups.values()]
}
