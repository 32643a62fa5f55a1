import type { TimelineItem } from '../../../shared/contract/views/chart.js'
import { fold } from '../../../shared/domain/fold.js'
import { monthNames } from '../../../shared/kernel/dates.js'

export type TimelineKind = TimelineItem['kind']

/** A choice of the timeline's filter: one or more kinds of item, with its key. */
export interface TimelineFilter {
  id: string
  label: string
  key: string
  kinds: readonly TimelineKind[]
}

export const timelineFilters: readonly TimelineFilter[] = [
  { id: 'visit', label: 'Visits', key: '1', kinds: ['visit', 'video-visit', 'outside-visit'] },
  { id: 'note', label: 'Notes', key: '2', kinds: ['note', 'document'] },
  { id: 'result', label: 'Results', key: '3', kinds: ['result'] },
  { id: 'order', label: 'Orders', key: '4', kinds: ['order'] },
  { id: 'message', label: 'Messages', key: '5', kinds: ['message'] },
  { id: 'immunisation', label: 'Immunisations', key: '6', kinds: ['immunisation'] },
]

export const kindWords: Record<TimelineKind, string> = {
  visit: 'Visit',
  'video-visit': 'Video visit',
  'outside-visit': 'Visit elsewhere',
  note: 'Note',
  document: 'Document from elsewhere',
  result: 'Result',
  order: 'Order',
  message: 'Message',
  immunisation: 'Immunisation',
}

export type TimelineRow = { id: string; heading: string; count: number } | { id: string; item: TimelineItem }

function matches(item: TimelineItem, words: readonly string[]): boolean {
  if (words.length === 0) return true
  const text = fold([item.title, item.who, item.detail, kindWords[item.kind], ...(item.leftOpen ?? [])].join(' '))
  return words.every((word) => text.includes(word))
}

/**
 * The timeline as the list draws it: newest first, a heading per month, only the chosen kinds (none chosen means all)
 * and only items that hold every word of `text`.
 */
export function timelineRows(
  items: readonly TimelineItem[],
  chosen: ReadonlySet<string>,
  text: string,
): { rows: TimelineRow[]; shown: number } {
  const kinds = new Set(timelineFilters.filter(({ id }) => chosen.has(id)).flatMap((filter) => filter.kinds))
  const words = fold(text).split(/\s+/).filter(Boolean)
  const kept = items
    .filter((item) => (kinds.size === 0 || kinds.has(item.kind)) && matches(item, words))
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
  const rows: TimelineRow[] = []
  let open: { id: string; heading: string; count: number } | undefined
  for (const item of kept) {
    const at = new Date(item.at)
    const id = `month-${at.getFullYear()}-${at.getMonth()}`
    if (open?.id !== id) {
      open = { id, heading: `${monthNames[at.getMonth()]} ${at.getFullYear()}`, count: 0 }
      rows.push(open)
    }
    open.count += 1
    rows.push({ id: item.id, item })
  }
  return { rows, shown: kept.length }
}

/** How many items each filter would show. */
export function timelineCounts(items: readonly TimelineItem[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { id, kinds } of timelineFilters) counts[id] = items.filter((item) => kinds.includes(item.kind)).length
  return counts
}
