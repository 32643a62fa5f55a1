import { workday } from '../calendar.js'
import { who } from '../cast/index.js'
import { type Chart, encounterReference } from '../chart.js'
import { reference } from '../coding.js'
import { type OrderOf, orderTest } from '../order.js'
import { type ClinicDay, find } from './clinic-day.js'
import type { Slot } from './schedule.js'
import { lastWorkday } from './workdays.js'

/** The tests that follow a patient's problems, for an order. */
function followed(chart: Chart): { keys: string[]; reason?: string; since?: number } {
  const keys: string[] = []
  let reason: string | undefined
  let since: number | undefined
  for (const held of chart.problems) {
    for (const key of held.problem.labs ?? []) {
      if (keys.includes(key) || (key === 'bmp' && keys.includes('cmp')) || keys.length > 2) continue
      keys.push(key)
      reason ??= held.id
      since = Math.max(since ?? held.onset, held.onset)
    }
  }
  return reason && since !== undefined ? { keys, reason, since } : { keys }
}

/** Written at the patient's last visit where the problem was known by then; else on a working day since, in passing. */
function writtenAt(chart: Chart, back: number, since = chart.joined): Pick<OrderOf, 'ordered' | 'encounter'> {
  const { today } = chart.calendar
  const last = chart.visits.findLast(({ day }) => day < today && day >= today - 200 && day >= since)
  return last
    ? { ordered: [last.day, last.minute + 20], encounter: encounterReference(last.id) }
    : { ordered: [lastWorkday(today, back), 640] }
}

/** Blood to be drawn today, some at once, some fasting; and a few orders for the days to come. */
export function orderDraws(day: ClinicDay, slots: readonly Slot[]): void {
  const { calendar, random } = day
  const { today, minute } = calendar
  const castOrders: readonly {
    n: number
    keys: readonly string[]
    by: string
    stat?: boolean
    ago: number
    reason?: string
    fast?: boolean
  }[] = [
    {
      n: who.okafor,
      keys: ['lipid', 'cmp', 'cbc', 'fastingGlucose', 'uacr'],
      by: 'novak',
      ago: -1,
      fast: true,
      reason: 'Yearly diabetes bloods; repeat urine albumin',
    },
    { n: who.romero, keys: ['bmp'], by: 'novak', stat: true, ago: 2, reason: 'Potassium 6.1 mmol/L: repeat at once' },
    { n: who.haddad, keys: ['cbc', 'esr', 'uricAcid'], by: 'novak', ago: -1, reason: 'Swollen knee, known gout' },
    { n: who.lindqvist, keys: ['urineCulture'], by: 'novak', ago: 55, reason: 'Home kit, drop-off' },
    {
      n: who.clarke,
      keys: ['bloodCulture', 'inr', 'cmp', 'ammonia', 'cbc', 'glucose'],
      by: 'hale',
      stat: true,
      ago: 14,
      reason: 'Cirrhosis, fever and confusion',
    },
    {
      n: who.sharma,
      keys: ['glucose', 'cbc'],
      by: 'hale',
      ago: -1,
      reason: 'Glucose screen, one hour after 50 g, 25 weeks',
    },
  ]
  for (const { n, keys, by, stat, ago, reason, fast } of castOrders) {
    if (n > day.patients) continue
    const chart = day.chart(n)
    const written = ago < 0 ? writtenAt(chart, 4) : { ordered: [today, minute - ago] as const }
    for (const key of keys) {
      orderTest(chart, key, {
        requester: by,
        ...written,
        due: [today, ago < 0 ? Math.min(480, minute) : minute - ago],
        ...(stat && { priority: 'stat' as const }),
        ...(reason && { reasonText: reason }),
        ...(fast && { note: 'Nothing but water from 22:00 the evening before' }),
      })
    }
  }
  // Three more of today's visitors whose problems are followed by tests.
  let more = 0
  for (const slot of slots) {
    if (
      more === 3 ||
      slot.patient === undefined ||
      slot.patient < 15 ||
      slot.state === 'noshow' ||
      slot.state === 'cancelled'
    )
      continue
    const chart = day.chart(slot.patient)
    const { keys, reason, since } = followed(chart)
    if (keys.length === 0) continue
    for (const key of keys)
      orderTest(chart, key, {
        requester: slot.who,
        ...writtenAt(chart, 3 + more, since),
        due: [today, Math.min(slot.start, minute)],
        ...(reason && { reason: reference('Condition', reason) }),
      })
    more += 1
  }
  const met = new Set(day.booked)
  for (let i = 0; i < 9; i += 1) {
    const chart = find(day, met, (candidate) => followed(candidate).keys.length > 0)
    if (!chart) return
    const { keys, reason, since } = followed(chart)
    const due = workday(today + 1 + i)
    for (const key of keys.slice(0, 1 + random.int(0, 1)))
      orderTest(chart, key, {
        requester: chart.person.primary,
        ...writtenAt(chart, 2 + i, since),
        due: [due, 480],
        ...(reason && { reason: reference('Condition', reason) }),
      })
  }
}
