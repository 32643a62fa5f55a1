import { type ChipCoding, readCodings } from './coding.js'
import { day, type Fields, fields, oneOf, present, text } from './read.js'

export const orderCategories = ['laboratory', 'imaging', 'referral'] as const
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
