import type { Resource } from '@medplum/fhirtypes'
import type { Calendar } from '../calendar.js'
import type { Chart } from '../chart.js'
import { FIRST_ORDINARY } from '../mrn.js'
import { Random } from '../random.js'

/** What the parts of today share: the charts they touch, who is booked already, what has been written. */
export interface ClinicDay {
  seed: number
  patients: number
  calendar: Calendar
  random: Random
  out: Resource[]
  /** A patient's chart as history left it; what is added to it goes to `out`. */
  chart(n: number): Chart
  /** Patients with a place on today's schedule. */
  booked: Set<number>
}

const DAY_STREAM = 77

/** Opens the day. Deterministic by seed, number of patients and `now`. */
export function openDay(seed: number, patients: number, calendar: Calendar, chartOf: (n: number) => Chart): ClinicDay {
  const charts = new Map<number, Chart>()
  const out: Resource[] = []
  return {
    seed,
    patients,
    calendar,
    random: new Random(seed, calendar.today, DAY_STREAM),
    out,
    booked: new Set(),
    chart(n) {
      let chart = charts.get(n)
      if (!chart) {
        chart = chartOf(n)
        chart.out = out
        charts.set(n, chart)
      }
      return chart
    },
  }
}

/** Living, active ordinary patients not met before, in random order; ends after a few hundred tries. */
function* strangers(day: ClinicDay, met: Set<number>): Generator<Chart> {
  const ordinary = day.patients - FIRST_ORDINARY + 1
  if (ordinary <= 0) return
  for (let tries = 0; tries < Math.min(400, ordinary * 3); tries += 1) {
    const n = FIRST_ORDINARY + day.random.int(0, ordinary - 1)
    if (met.has(n)) continue
    const chart = day.chart(n)
    if (chart.person.died === undefined && !chart.person.inactive) yield chart
  }
}

/** A stranger who fits, or none; joins `met`. */
export function find(day: ClinicDay, met: Set<number>, fits: (chart: Chart) => boolean): Chart | undefined {
  for (const chart of strangers(day, met)) {
    if (!fits(chart)) continue
    met.add(chart.person.n)
    return chart
  }
  return undefined
}
