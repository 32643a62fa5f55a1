/** Readers of values whose shape is not known: what does not fit is undefined, never an exception. */

export type Fields = Readonly<Record<string, unknown>>

export const fields = (value: unknown): Fields | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined

/** A text with something in it, at most `most` characters. */
export const text = (value: unknown, most = 500): string | undefined =>
  typeof value === 'string' && value.trim() !== '' && value.length <= most ? value : undefined

export const oneOf = <T extends string>(value: unknown, allowed: readonly T[]): T | undefined =>
  allowed.find((each) => each === value)

export const whole = (value: unknown, least: number, most: number): number | undefined =>
  Number.isInteger(value) && (value as number) >= least && (value as number) <= most ? (value as number) : undefined

/** A decimal as it was typed, `37.0`. */
export const decimal = (value: unknown): string | undefined =>
  typeof value === 'string' && /^(0|[1-9]\d{0,4})(\.\d{1,3})?$/.test(value) ? value : undefined

/** A calendar day, `2026-11-22`. */
export const day = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(value) ? value : undefined

export const uuid = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(value)
    ? value
    : undefined

/** Every item read; undefined as soon as one does not fit, or the list is missing. */
export function each<T>(value: unknown, read: (item: unknown) => T | undefined, most = 20): T[] | undefined {
  if (!Array.isArray(value) || value.length > most) return undefined
  const items = value.map(read)
  return items.some((item) => item === undefined) ? undefined : (items as T[])
}

/** Leaves out what is undefined. */
export const present = <T extends object>(object: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as never
