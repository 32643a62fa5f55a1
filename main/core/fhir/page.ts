import type { Bundle, OperationOutcome, Resource } from '@medplum/fhirtypes'

/** One page of a search, with the address of the next one as the server gave it. */
export interface Page {
  resources: (Resource & { id: string })[]
  next: string | undefined
  total: number | undefined
  /** What a history says is gone, or a search that lists what was deleted. */
  deleted: { type: string; id: string; at: string }[]
  /** When the first and the last entry of a history happened. */
  span: { first: string; last: string } | undefined
  /** Without its origin, what this page was asked by, as the server understood it. */
  self: string | undefined
}

/** The page a Bundle is, asked for at `url`; undefined when the server says that it could not answer in full. */
export function pageOf(bundle: Bundle, url: URL): Page | undefined {
  const resources: (Resource & { id: string })[] = []
  const gone = new Map<string, { type: string; id: string; at: string; is: boolean }>()
  const entries = bundle.entry ?? []
  for (const entry of entries) {
    const { resource } = entry
    if (resource?.resourceType === 'OperationOutcome') {
      if ((resource.issue ?? []).some(isAboutTheWhole)) return undefined
      continue
    }
    if (entry.search?.mode === 'outcome') continue
    const buried = deletionIn(entry)
    if (resource?.id && !buried) resources.push(resource as Resource & { id: string })
    const named = buried ?? (resource?.id ? { type: resource.resourceType, id: resource.id } : undefined)
    if (!named) continue
    // The newest entry of a history counts: what came back after it was deleted is not gone.
    const name = `${named.type}/${named.id}`
    const at = timeOf(entry) ?? ''
    const known = gone.get(name)
    if (!known || Date.parse(at) > Date.parse(known.at)) gone.set(name, { ...named, at, is: buried !== undefined })
  }
  const [first, last] = [entries[0], entries.at(-1)].map((entry) => entry && timeOf(entry))
  const link = (wanted: string): string | undefined => bundle.link?.find(({ relation }) => relation === wanted)?.url
  const next = link('next')
  return {
    resources,
    deleted: [...gone.values()].filter(({ is }) => is).map(({ type, id, at }) => ({ type, id, at })),
    span: first && last ? { first, last } : undefined,
    total: bundle.total,
    next: next?.startsWith('?') ? new URL(next, url).href : next,
    self: link('self'),
  }
}

type Entry = NonNullable<Bundle['entry']>[number]

const timeOf = ({ response, resource }: Entry): string | undefined =>
  response?.lastModified ?? resource?.meta?.lastUpdated

/** What an entry says is deleted: by the request that did it, or by the state it is in. */
function deletionIn({ request, response, resource, fullUrl }: Entry): { type: string; id: string } | undefined {
  const isGone = request?.method === 'DELETE' || (!resource && /^(204|404|410)\b/.test(response?.status ?? ''))
  const [type, id] = isGone ? (request?.url ?? fullUrl ?? '').split('/').slice(-2) : []
  return type && id ? { type, id } : undefined
}

/** A warning within a Bundle that more would have been found. */
const isAboutTheWhole = ({ severity, code }: NonNullable<OperationOutcome['issue']>[number]): boolean =>
  severity === 'error' || severity === 'fatal' || partly.has(code ?? '')

const partly = new Set(['incomplete', 'timeout', 'too-costly', 'throttled'])
