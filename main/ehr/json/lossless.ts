/**
 * JSON whose numbers keep the digits they were written with. A dose of `1.10` must leave as `1.10`, so every number
 * is held as raw text (`JSON.rawJSON`) between reading and printing.
 */
export type Json = null | boolean | string | RawNumber | Json[] | JsonObject
export interface JsonObject {
  [key: string]: Json
}
/** A number as written. Read its value with `Number(raw.rawJSON)`. */
export interface RawNumber {
  readonly rawJSON: string
}

/** The parts of JSON that TypeScript's library does not declare yet. */
const raw = JSON as unknown as {
  rawJSON(text: string): RawNumber
  isRawJSON(value: unknown): value is RawNumber
  parse(text: string, reviver: (key: string, value: unknown, context: { source: string }) => unknown): Json
}

/** A number with the digits it is to be printed with. Throws SyntaxError for text that is no JSON number. */
export const rawNumber = (text: string): RawNumber => raw.rawJSON(text)

export const isRawNumber = (value: unknown): value is RawNumber => raw.isRawJSON(value)

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !raw.isRawJSON(value)

/** Throws SyntaxError for text that is not JSON. */
export function parseJson(text: string): Json {
  return raw.parse(text, (_key, value, context) => (typeof value === 'number' ? raw.rawJSON(context.source) : value))
}

export const printJson = (value: Json): string => JSON.stringify(value)

/** A copy that shares nothing with the original but its (immutable) numbers. */
export function copyJson(value: Json): Json {
  if (Array.isArray(value)) return value.map(copyJson)
  if (!isObject(value)) return value
  const copy: JsonObject = {}
  for (const [key, item] of Object.entries(value)) define(copy, key, copyJson(item))
  return copy
}

/** Sets a member as JSON.parse would: a key named `__proto__` is data like any other. */
export function define(object: JsonObject, key: string, value: Json): void {
  Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true })
}

/** Equality as RFC 6902 section 4.6 has it: numbers by value, members in any order. */
export function sameJson(a: Json, b: Json): boolean {
  if (isRawNumber(a) && isRawNumber(b)) return a.rawJSON === b.rawJSON || Number(a.rawJSON) === Number(b.rawJSON)
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, i) => sameJson(item, b[i] as Json))
  }
  if (isObject(a) && isObject(b)) {
    const keys = Object.keys(a)
    return (
      keys.length === Object.keys(b).length &&
      keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key] as Json, b[key] as Json))
    )
  }
  return a === b
}
