/** A resource's elements as text, by name, in their order; numbers with their digits. */
export function elementsOf(text: string): Map<string, string> {
  const keep = (_key: string, value: unknown, { source }: { source?: string }): unknown =>
    typeof value === 'number'
      ? (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON(source as string)
      : value
  const read = JSON.parse(text, keep as never) as object
  return new Map(Object.entries(read).map(([name, value]) => [name, JSON.stringify(value)]))
}

/** All of a resource but what was meant to change and what is the server's own, with its order. */
export function untouched(text: string, touched: readonly string[]): [string, string][] {
  return [...elementsOf(text)].filter(([name]) => name !== 'id' && name !== 'meta' && !touched.includes(name))
}
