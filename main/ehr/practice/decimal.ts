import { rawNumber } from '../json/lossless.js'

/** A number as it is reported: with all its decimals, a trailing zero too, for FHIR counts them as precision. */
export function decimal(value: number, decimals: number): number {
  const text = value.toFixed(decimals)
  return text === String(value) ? value : (rawNumber(text) as unknown as number)
}
