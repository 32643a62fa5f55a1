/**
 * The one spelling of a JSON value that a seal is computed over: keys sorted by code unit, no spaces, values as JSON
 * writes them. It works on the document as stored, not as a schema reads it, so that a later schema never breaks the
 * seal of an earlier note. The caller hashes the UTF-8 bytes with SHA-256.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => `${JSON.stringify(key)}:${canonicalJson(part)}`)
    return `{${entries.join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}
