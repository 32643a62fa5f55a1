/** Elements whose words decide whether a resource is valid. */
const telling = new Set([
  'system',
  'code',
  'status',
  'use',
  'url',
  'reference',
  'resourceType',
  'contentType',
  'gender',
])

/**
 * What two resources have in common that are valid or not alike: the same elements, codes and forms of dates, whatever
 * the words, numbers and ids. Codes that merely name a test, a drug or a disease count as words.
 */
export function shapeOf(value: unknown): string {
  return JSON.stringify(outline(value, '', {}))
}

function outline(value: unknown, key: string, beside: Record<string, unknown>): unknown {
  if (Array.isArray(value)) return [...new Set(value.map((item) => JSON.stringify(outline(item, key, beside))))].sort()
  if (typeof value === 'object' && value !== null) {
    const object = value as Record<string, unknown>
    return Object.fromEntries(Object.entries(object).map(([name, part]) => [name, outline(part, name, object)]))
  }
  if (typeof value !== 'string') return typeof value
  if (key === 'reference') return value.split('/')[0]
  if (key === 'code' && typeof beside.system === 'string' && !beside.system.includes('hl7.org/')) return 'code'
  if (telling.has(key)) return value
  return value.replace(/\d/g, '0').replace(/^(?!0000-|00:).*$/s, 'words')
}
