import type { Instant } from '../../kernel/ids.js'

/** How long a claim lasts without a sign of life, minutes; by the server's clock. */
const leaseMinutes = 30
/** A claim somebody is at work under is renewed once it has less than this left, minutes. */
const renewedBelowMinutes = 10

/** When a claim begun or renewed now ends. */
export const leaseEnd = (from: Instant): Instant =>
  new Date(Date.parse(from) + leaseMinutes * 60_000).toISOString() as Instant

/** Whether a claim has ended by itself. Without an end it never does: what was given by name is that person's. */
export const isOver = (until: string | null | undefined, now: string): boolean =>
  until !== null && until !== undefined && Date.parse(until) <= Date.parse(now)

/** Whether a claim is to be renewed while somebody is at work under it. */
export const isEnding = (until: string | null | undefined, now: string): boolean =>
  until !== null && until !== undefined && Date.parse(until) - Date.parse(now) < renewedBelowMinutes * 60_000
