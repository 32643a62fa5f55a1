import { type VitalName, vitalKinds, vitalProblem } from '../vital.js'
import { decimal, fields } from './read.js'

/** One measurement with the digits that were typed, in the units of `vitalKinds`; a blood pressure has both its values. */
export interface VitalData {
  values: Partial<Record<VitalName, string>>
}

export function readVital(value: unknown): VitalData | undefined {
  const given = fields(fields(value)?.values)
  if (!given) return undefined
  const values: Partial<Record<VitalName, string>> = {}
  for (const [name, typed] of Object.entries(given)) {
    const kind = vitalKinds.find((each) => each.name === name)
    const number = decimal(typed)
    if (!kind || number === undefined) return undefined
    values[kind.name] = number
  }
  const numbers = Object.fromEntries(Object.entries(values).map(([name, typed]) => [name, Number(typed)]))
  if (Object.keys(values).length === 0 || vitalProblem(numbers)) return undefined
  return { values }
}
