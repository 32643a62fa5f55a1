import { dateForReading } from '../../kernel/dates.js'
import type { DateText } from '../../kernel/ids.js'
import { type ChipCoding, readCodings } from './coding.js'
import { day, type Fields, fields, oneOf, present, text } from './read.js'

export const orderCategories = ['laboratory', 'imaging', 'referral', 'procedure'] as const
export type OrderCategory = (typeof orderCategories)[number]

export const orderPriorities = ['routine', 'urgent', 'asap', 'stat'] as const
export type OrderPriority = (typeof orderPriorities)[number]

/** Something asked of a laboratory, of imaging or of another clinic. */
export interface OrderData {
  category: OrderCategory
  codings: ChipCoding[]
  /** `Urine albumin/creatinine` */
  display: string
  /** The day it is due; today without one. */
  due?: string
  priority?: OrderPriority
  fasting?: boolean
  /** A word to whoever carries it out. */
  note?: string
}

export function readOrder(value: unknown): OrderData | undefined {
  const data: Fields = fields(value) ?? {}
  const category = oneOf(data.category, orderCategories)
  const [codings, display] = [readCodings(data.codings), text(data.display, 300)]
  if (!category || !codings || !display) return undefined
  return present({
    category,
    codings,
    display,
    due: day(data.due),
    priority: oneOf(data.priority, orderPriorities),
    fasting: data.fasting === true ? true : undefined,
    note: text(data.note, 500),
  }) as OrderData
}

/** How an order reads in the note: `HbA1c, due 22 Feb 2027`, `CBC, today, stat`. */
export function orderText({ display, due, priority, fasting }: OrderData, today: DateText): string {
  const parts = [display]
  if (due) parts.push(due === today ? 'today' : `due ${dateForReading(due as DateText)}`)
  if (priority && priority !== 'routine')
    parts.push(priority === 'stat' ? 'STAT' : priority === 'asap' ? 'as soon as possible' : 'urgent')
  if (fasting) parts.push('fasting')
  return parts.join(', ')
}
