import { chipsIn } from '../../../../shared/document/index.js'
import type { Chip } from '../../../../shared/domain/chip/chip.js'
import { prescribes } from '../../../../shared/domain/chip/medication.js'
import type { OrderCategory } from '../../../../shared/domain/chip/order.js'
import type { NoteText } from './check.js'

const orders: Record<OrderCategory, [one: string, more: string]> = {
  laboratory: ['lab order', 'lab orders'],
  imaging: ['imaging order', 'imaging orders'],
  referral: ['referral', 'referrals'],
  procedure: ['procedure', 'procedures'],
}

/** What signing makes of a chip; undefined where it makes nothing. */
function wordsOf({ kind, data, resource, id }: Chip): [one: string, more: string] | undefined {
  if (kind === 'medication') {
    if (data.action === 'stop') return ['medicine stopped', 'medicines stopped']
    return prescribes(data) ? ['prescription', 'prescriptions'] : undefined
  }
  if (kind === 'follow-up') return ['follow-up visit', 'follow-up visits']
  if (resource && resource.id !== id) return undefined
  switch (kind) {
    case 'diagnosis':
      return ['diagnosis', 'diagnoses']
    case 'order':
      return orders[data.category]
    case 'vital':
      return ['vital sign', 'vital signs']
    case 'immunization':
      return ['immunisation', 'immunisations']
    case 'task':
      return ['task', 'tasks']
    default:
      return undefined
  }
}

/** `2 prescriptions, 1 lab order, 1 task`: what signing makes, by kind. Empty where it makes nothing. */
export function staged(doc: NoteText, amended?: NoteText): string {
  const made = new Map(amended && chipsIn(amended).map(({ attrs }) => [attrs.id, JSON.stringify(attrs.data)]))
  const counts = new Map<string, { count: number; words: [string, string] }>()
  for (const { attrs, chip } of chipsIn(doc)) {
    if (!chip || made.get(attrs.id) === JSON.stringify(attrs.data)) continue
    const words = wordsOf(chip)
    if (words) counts.set(words[0], { count: (counts.get(words[0])?.count ?? 0) + 1, words })
  }
  return [...counts.values()].map(({ count, words }) => `${count} ${words[count === 1 ? 0 : 1]}`).join(', ')
}

/** What of a note signed under supervision holds only once it is co-signed, as it reads in the note. */
export const heldBack = (doc: NoteText): string[] =>
  chipsIn(doc).flatMap(({ attrs, chip }) =>
    chip?.kind === 'order' || (chip?.kind === 'medication' && chip.data.action !== 'continue') ? [attrs.text] : [],
  )
