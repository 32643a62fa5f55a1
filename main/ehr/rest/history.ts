import { stretchOf } from '../search/period.js'
import { DEFAULT_COUNT, readCount } from '../search/query.js'
import type { HistoryPlace } from '../store/past.js'
import type { Version } from '../store/records.js'
import { address, etag, instant, unknownResource } from './answer.js'
import { bundle, type Entry } from './bundle.js'
import type { Answer, Context, Interaction } from './interaction.js'
import { Refused } from './outcome.js'

/** `_history` of one resource, of a type, or of everything: newest first, deletions among the rest. */
export function history(context: Context, interaction: Interaction, type?: string, id?: string): Answer {
  if (type && id && !context.records.current(type, id)) throw unknownResource(type, id)
  const ask = readAsk(interaction)
  const versions = context.history.versions({ type, id, since: ask.since, after: ask.after, limit: ask.count + 1 })
  const page = versions.slice(0, ask.count)
  const last = page.at(-1)
  const shown = page.filter((version) => interaction.allows(version.type, 'r'))

  const path = ['', type, id, '_history'].filter((part) => part !== undefined).join('/')
  const link = (parameters: [string, string][]) => {
    const text = new URLSearchParams(parameters).toString()
    return `${context.base}${path}${text === '' ? '' : `?${text}`}`
  }
  const links = [{ relation: 'self' as const, url: link(interaction.query) }]
  const more = versions.length > ask.count && last
  const kept = interaction.query.filter(([name]) => name !== '_cursor')
  const next = more ? [{ relation: 'next' as const, url: link([...kept, ['_cursor', writePlace(last)]]) }] : []
  return {
    status: 200,
    headers: {},
    body: bundle(
      { type: 'history', links: [...links, ...next] },
      shown.map((version) => entry(context, version)),
    ),
  }
}

function entry(context: Context, version: Version): Entry {
  const name = `${version.type}/${version.id}`
  const lastModified = instant(version.updated)
  const response = { etag: etag(version.version), lastModified }
  if (version.json === null) {
    return {
      fullUrl: address(context, version),
      request: { method: 'DELETE', url: name },
      response: { status: '204', ...response },
    }
  }
  return {
    fullUrl: address(context, version),
    resource: version.json,
    request: version.version === 1 ? { method: 'POST', url: version.type } : { method: 'PUT', url: name },
    response: { status: version.version === 1 ? '201' : '200', ...response },
  }
}

interface Ask {
  count: number
  since: number | undefined
  after: HistoryPlace | undefined
}

function readAsk(interaction: Interaction): Ask {
  const ask: Ask = { count: DEFAULT_COUNT, since: undefined, after: undefined }
  for (const [name, value] of interaction.query) {
    if (name === '_count') ask.count = Math.max(1, readCount(value))
    else if (name === '_since') ask.since = since(value)
    else if (name === '_cursor') ask.after = readPlace(value)
    else if (interaction.prefer.strict && name !== '_format' && name !== '_pretty') {
      throw new Refused(400, 'not-supported', `_history does not know ${name}`)
    }
  }
  return ask
}

export function since(value: string): number {
  const stretch = stretchOf(value.replace(' ', '+'))
  if (!stretch) throw new Refused(400, 'value', `_since takes an instant, not "${value}"`)
  return stretch.from
}

const writePlace = ({ updated, pk, version }: Version): string =>
  Buffer.from(JSON.stringify([updated, pk, version])).toString('base64url')

function readPlace(cursor: string): HistoryPlace {
  try {
    const place = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown
    if (Array.isArray(place) && place.length === 3 && place.every(Number.isSafeInteger)) {
      const [updated, pk, version] = place as [number, number, number]
      return { updated, pk, version }
    }
  } catch {
    // Falls through to the refusal below.
  }
  throw new Refused(400, 'value', 'This page link is not one of this server')
}
