import type { Instant } from '../../kernel/ids.js'

/** How long a step may take. Clinic days leave out Saturday and Sunday and end at the same time of day. */
export type Span = { minutes: number } | { hours: number } | { days: number } | { clinicDays: number }

/** How urgent a result is, by its worst flag. */
export type Weight = 'critical' | 'abnormal' | 'normal'

/** How long each step of a results loop may take. A person gives a single loop another day. */
export interface LoopTimes {
  /** From the day an order is due until the specimen is collected. */
  collected: { stat: Span; other: Span }
  /** From collection, or from the order where nothing is collected, until the final report. */
  received: { stat: Span; laboratory: Span; culture: Span; pathology: Span; imaging: Span; referral: Span }
  /** From the report until somebody has reviewed it. */
  reviewed: Record<Weight, Span>
  /** From the review until the patient has been told. */
  told: Record<Weight, Span>
  /** From a message about a critical result until the patient has read it. */
  read: Span
}

/** Where a clinic set nothing else. These values are ours and no guideline's. */
export const defaultTimes: LoopTimes = {
  collected: { stat: { hours: 1 }, other: { days: 7 } },
  received: {
    stat: { hours: 4 },
    laboratory: { clinicDays: 3 },
    culture: { clinicDays: 5 },
    pathology: { clinicDays: 10 },
    imaging: { days: 14 },
    referral: { days: 30 },
  },
  reviewed: { critical: { minutes: 60 }, abnormal: { clinicDays: 1 }, normal: { clinicDays: 5 } },
  told: { critical: { hours: 2 }, abnormal: { days: 2 }, normal: { days: 7 } },
  read: { hours: 2 },
}

/** The instant a span after another one; days are those of the clinic's calendar, so that a change of clocks costs nobody an hour. */
export function after(from: Instant, span: Span): Instant {
  const date = new Date(from)
  if ('minutes' in span) date.setTime(date.getTime() + span.minutes * 60_000)
  else if ('hours' in span) date.setTime(date.getTime() + span.hours * 3_600_000)
  else if ('days' in span) date.setDate(date.getDate() + span.days)
  else
    for (let left = span.clinicDays; left > 0; ) {
      date.setDate(date.getDate() + 1)
      if (date.getDay() !== 0 && date.getDay() !== 6) left -= 1
    }
  return date.toISOString() as Instant
}

/** How urgent a result with this worst flag is. */
export const weightOf = (flag: string | undefined): Weight =>
  flag === 'HH' || flag === 'LL' ? 'critical' : flag && flag !== 'N' ? 'abnormal' : 'normal'
