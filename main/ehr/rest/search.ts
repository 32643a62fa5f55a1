import { isObject, type JsonObject, parseJson, printJson } from '../json/lossless.js'
import type { Hit } from '../search/find.js'
import { type Include, type Query, readQuery } from '../search/query.js'
import { type Resource, references } from '../search/values.js'
import { address } from './answer.js'
import { bundle, type Entry } from './bundle.js'
import type { Answer, Context, Interaction } from './interaction.js'
import { outcome, Refused } from './outcome.js'
import { requiredOf } from './required.js'

/** GET on a type, or POST to its `_search`. */
export function search(context: Context, interaction: Interaction, type: string): Answer {
  const offset = readOffset(interaction)
  const asked = offset === undefined ? interaction.query : interaction.query.filter(([name]) => name !== '_offset')
  const query = { ...readQuery(type, asked, interaction.prefer.strict), ...(offset !== undefined && { offset }) }
  const counting = query.summary === 'count' || query.count === 0
  const total = counting || query.total ? context.finder.count(query) : undefined
  const page = counting ? { hits: [], next: undefined } : context.finder.page(query)

  const entries = page.hits.map(
    (hit): Entry => ({
      fullUrl: address(context, hit),
      resource: query.elements ? subset(hit.json, query.elements) : hit.json,
      search: 'match',
    }),
  )
  for (const hit of included(context, query, page.hits)) {
    if (!interaction.allows(hit.type, 'r')) continue
    entries.push({ fullUrl: address(context, hit), resource: hit.json, search: 'include' })
  }
  if (query.ignored.length > 0) entries.push(ignoredEntry(type, query.ignored))

  const link = (more: [string, string][]) => {
    const text = new URLSearchParams([...query.applied, ...more]).toString()
    return text === '' ? `${context.base}/${type}` : `${context.base}/${type}?${text}`
  }
  const links = [{ relation: 'self' as const, url: link(query.cursor ? [['_cursor', query.cursor]] : []) }]
  const place: [string, string] =
    offset === undefined ? ['_cursor', page.next ?? ''] : ['_offset', String(offset + query.count)]
  const next = page.next ? [{ relation: 'next' as const, url: link([place]) }] : []
  return {
    status: 200,
    headers: {},
    body: bundle({ type: 'searchset', total, links: [...links, ...next] }, entries),
  }
}

function readOffset({ offsets, query }: Interaction): number | undefined {
  if (!offsets) return undefined
  const offset = Number(query.find(([name]) => name === '_offset')?.[1] ?? 0)
  if (offset > offsets.most) throw new Refused(400, 'value', `Pages are counted up to ${offsets.most} here`)
  return offset
}

function ignoredEntry(type: string, names: string[]): Entry {
  const text = `Not applied, because ${type} cannot be searched by it here: ${names.join(', ')}`
  return { resource: outcome('warning', 'not-supported', text), search: 'outcome' }
}

/** What `_include` and `_revinclude` add to a page: each resource once, and never one that is a match itself. */
function included(context: Context, query: Query, hits: Hit[]): Hit[] {
  const found = new Map<string, Hit>()
  const matched = new Set(hits.map((hit) => `${hit.type}/${hit.id}`))
  const add = (hit: Hit) => {
    const name = `${hit.type}/${hit.id}`
    if (!matched.has(name)) found.set(name, hit)
  }
  for (const include of query.includes) {
    if (include.type === query.type) for (const hit of referredTo(context, include, hits)) add(hit)
  }
  for (const include of query.revincludes) {
    for (const hit of referringTo(context, include, hits)) add(hit)
  }
  return [...found.values()]
}

function referredTo(context: Context, include: Include, hits: Hit[]): Hit[] {
  const wanted = new Set(hits.flatMap((hit) => references(JSON.parse(hit.json) as Resource, include.parameter)))
  const found: Hit[] = []
  for (const reference of wanted) {
    const [type, id] = reference.split('/') as [string, string]
    if (include.target && type !== include.target) continue
    const current = context.records.current(type, id)
    if (current?.json) found.push(current as Hit)
  }
  return found
}

const MOST_INCLUDED = 5000

function referringTo(context: Context, include: Include, hits: Hit[]): Hit[] {
  if (hits.length === 0) return []
  const values = hits.map((hit) => `${hit.type}/${hit.id}`).join(',')
  return context.finder.some(readQuery(include.type, [[include.parameter.name, values]]), MOST_INCLUDED)
}

const SUBSETTED = { system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue', code: 'SUBSETTED' }

/** Only the asked-for elements and those without which the resource is no resource, marked as a subset. */
export function subset(json: string, elements: string[]): string {
  const resource = parseJson(json) as JsonObject
  const kept = new Set(['resourceType', 'id', ...requiredOf(resource.resourceType as string).required, ...elements])
  const meta = isObject(resource.meta) ? resource.meta : {}
  const tag = [...(Array.isArray(meta.tag) ? meta.tag : []), SUBSETTED]
  const chosen: JsonObject = { resourceType: resource.resourceType as string, meta: { ...meta, tag } }
  for (const [key, value] of Object.entries(resource)) {
    if (kept.has(key.replace(/^_/, ''))) chosen[key] = value
  }
  return printJson(chosen)
}
