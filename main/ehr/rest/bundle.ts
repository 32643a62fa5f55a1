/** Bundles are put together from the resources' own text, so that nothing in them is read and printed again. */
export interface Entry {
  fullUrl?: string
  /** JSON text of a resource. */
  resource?: string
  search?: 'match' | 'include' | 'outcome'
  request?: { method: string; url: string }
  response?: { status: string; location?: string; etag?: string; lastModified?: string; outcome?: string }
}

export interface BundleHead {
  type: 'searchset' | 'history' | 'transaction-response' | 'batch-response'
  total?: number | undefined
  links?: { relation: 'self' | 'next'; url: string }[]
}

export function bundle({ type, total, links = [] }: BundleHead, entries: Entry[]): string {
  const head: Record<string, unknown> = { resourceType: 'Bundle', type }
  if (total !== undefined) head.total = total
  if (links.length > 0) head.link = links
  const opening = JSON.stringify(head).slice(0, -1)
  return entries.length === 0 ? `${opening}}` : `${opening},"entry":[${entries.map(entryText).join(',')}]}`
}

function entryText({ fullUrl, resource, search, request, response }: Entry): string {
  const parts: string[] = []
  if (fullUrl) parts.push(`"fullUrl":${JSON.stringify(fullUrl)}`)
  if (resource) parts.push(`"resource":${resource}`)
  if (search) parts.push(`"search":{"mode":"${search}"}`)
  if (request) parts.push(`"request":${JSON.stringify(request)}`)
  if (response) parts.push(`"response":${responseText(response)}`)
  return `{${parts.join(',')}}`
}

function responseText({ outcome, ...rest }: NonNullable<Entry['response']>): string {
  const text = JSON.stringify(rest)
  return outcome ? `${text.slice(0, -1)},"outcome":${outcome}}` : text
}
