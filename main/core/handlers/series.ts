import type { Reading, Series } from '../../../shared/contract/views/chart.js'
import { severity } from '../../../shared/domain/flag.js'
import { flagOfPressure, flagOfVital } from '../../../shared/domain/vital-flag.js'
import { inRecordedUnit } from '../../../shared/domain/vital-unit.js'
import { yearsBetween } from '../../../shared/kernel/dates.js'
import type { ReadingRow } from '../store/reading.js'
import type { PatientResources } from './chart-resources.js'

/** Vital signs in the order a clinic reads them, LOINC; codes after a slash belong to the same series. */
const vitalOrder = ['85354-9', '8867-4', '9279-1', '8310-5', '59408-5', '29463-7', '8302-2', '39156-5']
const sameSeries: Record<string, string> = { '2708-6': '59408-5', '55284-4': '85354-9', '8478-0': '85354-9' }
const vitalNames: Record<string, string> = {
  '85354-9': 'Blood pressure',
  '8867-4': 'Pulse',
  '9279-1': 'Respirations',
  '8310-5': 'Temperature',
  '59408-5': 'Oxygen saturation',
  '29463-7': 'Weight',
  '8302-2': 'Height',
  '39156-5': 'Body mass index',
}

const newestFirst = (a: { at: string }, b: { at: string }): number => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)

/** Readings of one code and one unit: values in other units never share a line. */
function seriesOf(id: string, rows: ReadingRow[], resources: PatientResources): Series | undefined {
  rows.sort(newestFirst)
  const newest = rows[0]
  if (!newest) return undefined
  const { reference, low, high } = newest
  return {
    id,
    name: vitalNames[id] ?? newest.name,
    unit: newest.unit,
    ...(reference !== null && { reference }),
    ...(low !== null && { low }),
    ...(high !== null && { high }),
    readings: rows.map((row) => shown(row, resources.corrected(row.id))),
  }
}

/** A reading of a series. `before` is what it said before it was corrected. */
function shown({ id, at, text, value, second, flag, by, status }: ReadingRow, before: string | undefined): Reading {
  const reading: Reading = { id, at, text: text as string, status }
  if (value !== null) reading.value = value
  if (second !== null) reading.second = second
  if (flag !== null) reading.flag = flag
  if (by !== null) reading.by = by
  if (before !== undefined && before !== text) reading.earlier = before
  return reading
}

/** Vital signs come without a laboratory's flag: those of an adult are judged here, at the age of the reading. */
function judged(series: Series, birthDate: string | undefined): Series {
  if (birthDate === undefined) return series
  const readings = series.readings.map((reading) => {
    if (reading.flag || reading.value === undefined) return reading
    const years = yearsBetween(birthDate, reading.at)
    // The id of a series in a second unit has that unit behind the code.
    const code = series.id.split(' ')[0] as string
    const value = inRecordedUnit(code, reading.value, series.unit)
    const flag =
      code === '85354-9'
        ? flagOfPressure(reading.value, reading.second, years)
        : value === undefined
          ? undefined
          : flagOfVital(code, value, years)
    return flag ? { ...reading, flag } : reading
  })
  return { ...series, readings }
}

/** Vital signs and laboratory series of a patient. */
export function allSeries(resources: PatientResources): { vitals: Series[]; results: Series[] } {
  const groups = new Map<string, { category: string; code: string; rows: ReadingRow[] }>()
  for (const row of resources.readings) {
    const { category, unit_key } = row
    if (category === null || row.text === null) continue
    const code = sameSeries[row.code] ?? row.code
    const key = `${category} ${code} ${unit_key}`
    const group = groups.get(key)
    if (group) group.rows.push(row)
    else groups.set(key, { category, code, rows: [row] })
  }
  const birthDate = resources.of('Patient')[0]?.resource.birthDate
  const vitals: Series[] = []
  const results: Series[] = []
  const taken = new Set<string>()
  for (const { category, code, rows } of groups.values()) {
    // The id is the code; a second unit of the same test gets its unit behind it.
    const id = taken.has(`${category} ${code}`) ? `${code} ${rows[0]?.unit ?? ''}` : code
    taken.add(`${category} ${code}`)
    const series = seriesOf(id, rows, resources)
    if (series && category === 'vital-signs') vitals.push(judged(series, birthDate))
    else if (series) results.push(series)
  }
  const place = ({ id }: Series): number => (vitalOrder.includes(id) ? vitalOrder.indexOf(id) : vitalOrder.length)
  vitals.sort((a, b) => place(a) - place(b) || (a.name < b.name ? -1 : 1))
  results.sort(mostAbnormalFirst)
  return { vitals, results }
}

function mostAbnormalFirst(a: Series, b: Series): number {
  const [left, right] = [a.readings[0], b.readings[0]]
  const worse = severity(right?.flag) - severity(left?.flag)
  if (worse !== 0) return worse
  const newer = newestFirst({ at: left?.at ?? '' }, { at: right?.at ?? '' })
  return newer || (a.name < b.name ? -1 : 1)
}
