import type { Hit } from '../search/find.js'
import { DEFAULT_COUNT, readCount } from '../search/query.js'
import { isResourceType } from '../search/registry.js'
import { address, unknownResource } from './answer.js'
import { bundle, type Entry } from './bundle.js'
import { since } from './history.js'
import type { Answer, Context, Interaction } from './interaction.js'
import { Refused } from './outcome.js'

/**
 * `Patient/[id]/$everything`: the patient, all that is about them, and on each page what its resources refer to
 * outside the chart (practitioners, places). `_since`, `_type` and `_count` narrow it; pages follow one another.
 */
export function everything(context: Context, interaction: Interaction, id: string): Answer {
  if (!context.records.current('Patient', id)?.json) throw unknownResource('Patient', id)
  const ask = readAsk(interaction)
  const { hits, next } = context.finder.chart({ patient: id, ...ask })
  const shown = hits.filter((hit) => interaction.allows(hit.type, 'r'))
  const entries = shown.map((hit): Entry => ({ fullUrl: address(context, hit), resource: hit.json, search: 'match' }))
  if (ask.types === undefined) {
    for (const hit of surroundings(context, shown)) {
      if (interaction.allows(hit.type, 'r')) {
        entries.push({ fullUrl: address(context, hit), resource: hit.json, search: 'include' })
      }
    }
  }

  const kept = interaction.query.filter(([name]) => name !== '_cursor')
  const link = (parameters: [string, string][]) => {
    const text = new URLSearchParams(parameters).toString()
    return `${context.base}/Patient/${id}/$everything${text === '' ? '' : `?${text}`}`
  }
  const links = [{ relation: 'self' as const, url: link(interaction.query) }]
  const more = next ? [{ relation: 'next' as const, url: link([...kept, ['_cursor', next]]) }] : []
  return { status: 200, headers: {}, body: bundle({ type: 'searchset', links: [...links, ...more] }, entries) }
}

interface Ask {
  count: number
  since: number | undefined
  types: string[] | undefined
  cursor: string | undefined
}

function readAsk(interaction: Interaction): Ask {
  const ask: Ask = { count: DEFAULT_COUNT, since: undefined, types: undefined, cursor: undefined }
  for (const [name, value] of interaction.query) {
    if (name === '_count') ask.count = Math.max(1, readCount(value))
    else if (name === '_since') ask.since = since(value)
    else if (name === '_type') ask.types = readTypes(value)
    else if (name === '_cursor') ask.cursor = value
    else if (interaction.prefer.strict) throw new Refused(400, 'not-supported', `$everything does not know ${name}`)
  }
  return ask
}

function readTypes(value: string): string[] {
  const types = value.split(',')
  const unknown = types.find((type) => !isResourceType(type))
  if (unknown) throw new Refused(400, 'value', `${unknown} is not a resource type of this server`)
  return types
}

const REFERENCE = /"reference":"((?:Practitioner|PractitionerRole|Organization|Location|Medication|Device)\/[^"/]+)"/g

function surroundings(context: Context, hits: Hit[]): Hit[] {
  const names = new Set(hits.flatMap((hit) => [...hit.json.matchAll(REFERENCE)].map((match) => match[1] as string)))
  const found: Hit[] = []
  for (const name of names) {
    const [type, id] = name.split('/') as [string, string]
    const current = context.records.current(type, id)
    if (current?.json) found.push(current as Hit)
  }
  return found
}
