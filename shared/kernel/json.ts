/**
 * JSON that keeps every number as it was written: FHIR decimals carry precision (`1.10` is not `1.1`), and a copy that
 * drops it is wrong in silence. Numbers JavaScript would print otherwise become raw JSON values, which `JSON.stringify`
 * writes back to the letter.
 */
interface RawNumber {
  readonly rawJSON: string
}
const rawJson = (JSON as unknown as { rawJSON(text: string): RawNumber }).rawJSON
const isRawJson = (JSON as unknown as { isRawJSON(value: unknown): value is RawNumber }).isRawJSON

/** Numbers that do not survive a plain parse: trailing zeros, exponents, very small, more digits than a double holds. */
const fragile = /\d\.\d*0(?=[\s,}\]]|$)|\d[eE][+-]?\d|0\.0{6}|[\d.]{16,}|-0(?=[\s,}\]]|$)/

type Reviver = (key: string, value: unknown, context: { source?: string }) => unknown

/** Parses JSON text; costs what `JSON.parse` does unless the text holds a number that needs care. */
export function parseJson(text: string): unknown {
  if (!fragile.test(text)) return JSON.parse(text)
  const keep: Reviver = (_key, value, { source }) =>
    typeof value === 'number' && source !== undefined && String(value) !== source ? rawJson(source) : value
  return JSON.parse(text, keep as (key: string, value: unknown) => unknown)
}

/** The number as written, `7.90` for 7.90; undefined when it is not a number. */
export function numberText(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return isRawJson(value) ? value.rawJSON : undefined
}

/** The number for arithmetic; undefined when it is not a number. */
export function numberValue(value: unknown): number | undefined {
  const text = numberText(value)
  return text === undefined ? undefined : Number(text)
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && numberText(value) === undefined

/** Whether two JSON values are the same whatever the order of keys; `1.10` is not `1.1`. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true
  const number = numberText(a)
  if (number !== undefined) return number === numberText(b)
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, i) => same(item, b[i]))
  if (!isObject(a) || !isObject(b)) return false
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && same(a[key], b[key]))
}
