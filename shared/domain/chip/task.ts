import { dateForReading } from '../../kernel/dates.js'
import type { DateText } from '../../kernel/ids.js'
import { type OrderPriority, orderPriorities } from './order.js'
import { day, type Fields, fields, oneOf, present, text, uuid } from './read.js'

/** Something a colleague or a team is asked to do for the patient. */
export interface TaskData {
  text: string
  /** Local id of a Practitioner or a CareTeam. */
  to: string
  toName: string
  due?: string
  priority?: OrderPriority
}

export function readTask(value: unknown): TaskData | undefined {
  const data: Fields = fields(value) ?? {}
  const [words, to, toName] = [text(data.text, 300), uuid(data.to), text(data.toName, 120)]
  if (!words || !to || !toName) return undefined
  return present({
    text: words,
    to,
    toName,
    due: day(data.due),
    priority: oneOf(data.priority, orderPriorities),
  }) as TaskData
}

/** When the patient is to come back: work for the front desk, who book it. */
export interface FollowUpData {
  /** The day around which it should be. */
  due: string
  /** `in 3 months` */
  when: string
  /** `diabetes`, where it is for something. */
  reason?: string
}

export function readFollowUp(value: unknown): FollowUpData | undefined {
  const data: Fields = fields(value) ?? {}
  const [due, when] = [day(data.due), text(data.when, 80)]
  return due && when ? (present({ due, when, reason: text(data.reason, 200) }) as FollowUpData) : undefined
}

/** How it reads in the note: `Follow-up in 3 months: diabetes`. */
export const followUpText = ({ when, reason }: FollowUpData): string =>
  `Follow-up ${when}${reason ? `: ${reason}` : ''}`

/** `Dr Hale: call about readings, by 24 Nov 2026` */
export const taskText = ({ toName, text: words, due }: TaskData): string =>
  `${toName}: ${words}${due ? `, by ${dateForReading(due as DateText)}` : ''}`
