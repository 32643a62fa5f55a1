import type { Resource } from '@medplum/fhirtypes'
import type { Calendar } from '../calendar.js'
import type { Chart } from '../chart.js'
import { comingWeeks, lastWeek } from './around.js'
import { playEarlier } from './cast-earlier.js'
import { playNow } from './cast-now.js'
import { dropNext, seatCast } from './cast-places.js'
import { openDay } from './clinic-day.js'
import { orderDraws } from './draws.js'
import { fillInbox } from './inbox.js'
import { fill, invite, layOut } from './schedule.js'
import { finishWorkBefore, playSharedInbox } from './shared-inbox.js'

/**
 * What goes on now: today's schedule around the clock, the week behind, the weeks ahead, draws and inboxes. Everything in
 * it refers to charts as `chartOf` makes them.
 */
export function today(seed: number, patients: number, calendar: Calendar, chartOf: (n: number) => Chart): Resource[] {
  const day = openDay(seed, patients, calendar, chartOf)
  const slots = layOut(calendar.minute)
  seatCast(day, slots)
  invite(day, slots, dropNext)
  // The cast's earlier days come before today's visits, so that ids and trends run in order.
  const met = new Set(day.booked)
  const drafts = lastWeek(day, met)
  playEarlier(day)
  const notes = new Map<number, { note: string; at: number }>()
  for (const slot of slots) {
    const filled = fill(day, slot)
    if (filled?.note && slot.unsigned && slot.patient !== undefined)
      notes.set(slot.patient, { note: filled.note, at: Math.min(slot.start + 42, calendar.minute - 1) })
  }
  playNow(day, notes)
  playSharedInbox(day)
  orderDraws(day, slots)
  comingWeeks(day, met)
  fillInbox(day, drafts)
  finishWorkBefore(day)
  return day.out
}
