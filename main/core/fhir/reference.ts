/** A copy whose references by UUID are replaced by what `resolve` answers; those it does not know stay. */
export function withReferences<T>(value: T, resolve: (uuid: string) => string | undefined): T {
  if (Array.isArray(value)) return value.map((item) => withReferences(item, resolve)) as T
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
  const copy: Record<string, unknown> = {}
  for (const [key, part] of Object.entries(value)) {
    const uuid =
      key === 'reference' && typeof part === 'string' && part.startsWith('urn:uuid:')
        ? part.slice('urn:uuid:'.length)
        : undefined
    copy[key] = uuid === undefined ? withReferences(part, resolve) : (resolve(uuid) ?? part)
  }
  return copy as T
}

/** A copy without the parts that refer to one of `uuids`: the reference's element, or its item in a list. */
export function withoutReferences<T>(value: T, uuids: ReadonlySet<string>): T {
  const refers = (part: unknown): boolean => {
    const reference = (part as { reference?: unknown } | null)?.reference
    return typeof reference === 'string' && uuids.has(reference.slice('urn:uuid:'.length))
  }
  if (Array.isArray(value))
    return value.filter((item) => !refers(item)).map((item) => withoutReferences(item, uuids)) as T
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
  const kept = Object.entries(value).filter(([, part]) => !refers(part))
  return Object.fromEntries(
    kept
      .map(([key, part]) => [key, withoutReferences(part, uuids)])
      .filter(([, part]) => !(Array.isArray(part) && part.length === 0)),
  ) as T
}
