import { randomUUID } from 'node:crypto'
import { isObject, type Json, type JsonObject, parseJson, sameJson } from '../json/lossless.js'
import { applyPatch, PatchFailed } from '../json/patch.js'
import { activated } from '../live/activate.js'
import type { Hit } from '../search/find.js'
import { readQuery } from '../search/query.js'
import type { Version } from '../store/records.js'
import { gone, unknownResource, versionHeaders, written } from './answer.js'
import type { Answer, Context, Interaction } from './interaction.js'
import { Refused } from './outcome.js'
import { rendering } from './render.js'
import { keepSigned, keepWhole } from './signed-note.js'
import { checkTargets } from './targets.js'
import { asResource, validate } from './validate.js'

/** POST: the server chooses the id. With If-None-Exist, a match makes it a no-op that answers with the match. */
export function create(context: Context, interaction: Interaction, type: string, id = randomUUID() as string): Answer {
  const resource = accepted(asResource(type, interaction.body, context.habits.dangling))
  return context.records.transaction(() => {
    const existing = existingMatch(context, interaction, type)
    if (existing) return written(context, interaction, existing, 200)
    return written(context, interaction, keep(context, type, id, resource), 201)
  })
}

/** The one resource an If-None-Exist header finds, if it finds one. */
export function existingMatch(context: Context, interaction: Interaction, type: string): Hit | undefined {
  if (interaction.ifNoneExist === undefined) return undefined
  return oneMatch(context, type, criteria(interaction.ifNoneExist), 'If-None-Exist')
}

/** PUT to an id. An id nobody has is refused (404): the server chooses ids. A deleted resource stays deleted (410). */
export function update(context: Context, interaction: Interaction, type: string, id: string): Answer {
  const resource = accepted(asResource(type, interaction.body))
  if (resource.id !== id) {
    throw new Refused(400, 'invalid', `The body's id must be ${id}, as in the address`, `${type}.id`)
  }
  return context.records.transaction(() => {
    const before = context.records.current(type, id)
    if (!before && context.habits.createsByPut) {
      return written(context, interaction, keep(context, type, id, resource), 201)
    }
    if (before?.json === null && context.habits.revives) {
      return written(context, interaction, replace(context, before, resource), context.habits.revives)
    }
    return replaced(context, interaction, present(context, type, id), resource)
  })
}

/** The answer to an update of a resource that is there. */
function replaced(context: Context, interaction: Interaction, before: Version, resource: JsonObject): Answer {
  matchVersion(interaction, before)
  keepSigned(parseJson(before.json as string) as JsonObject, resource)
  const now = replace(context, before, resource)
  return written(context, interaction, context.habits.answersWithOld ? before : now, 200)
}

/** PUT to a search: updates the one match, or creates when there is none. */
export function conditionalUpdate(context: Context, interaction: Interaction, type: string): Answer {
  const resource = accepted(asResource(type, interaction.body))
  return context.records.transaction(() => {
    const match = oneMatch(context, type, interaction.query, 'The search of a conditional update')
    if (!match) {
      if (resource.id !== undefined) throw new Refused(404, 'not-found', 'No match, and the server chooses ids')
      return written(context, interaction, keep(context, type, randomUUID(), resource), 201)
    }
    if (resource.id !== undefined && resource.id !== match.id) {
      throw new Refused(400, 'invalid', `The search finds ${match.id}, which is not the body's id`, `${type}.id`)
    }
    return replaced(context, interaction, match, resource)
  })
}

/**
 * PATCH with a JSON Patch. A `test` that does not hold answers 412, like an If-Match that does not: both say that the
 * resource is no longer what the client thought. An operation that names a place that is not there answers 422.
 */
export function patch(context: Context, interaction: Interaction, type: string, id: string): Answer {
  return context.records.transaction(() => {
    const before = present(context, type, id)
    matchVersion(interaction, before)
    const resource = patched(before, interaction)
    if (!isObject(resource) || resource.resourceType !== type || resource.id !== id) {
      throw new Refused(422, 'invalid', 'A patch may not change what resource it is')
    }
    validate(type, resource)
    return replaced(context, interaction, before, accepted(resource))
  })
}

function patched(before: Version, interaction: Interaction): JsonObject {
  if (interaction.contentType !== 'application/json-patch+json') {
    throw new Refused(415, 'not-supported', 'A patch must be application/json-patch+json')
  }
  try {
    return applyPatch(parseJson(before.json as string), interaction.body ?? null) as JsonObject
  } catch (error) {
    if (!(error instanceof PatchFailed)) throw error
    if (error.why === 'test') throw new Refused(412, 'conflict', error.message)
    throw new Refused(error.why === 'path' ? 422 : 400, 'invalid', error.message)
  }
}

/** DELETE. Repeating it is no error; an id nobody ever had is one. */
export function remove(context: Context, interaction: Interaction, type: string, id: string): Answer {
  return context.records.transaction(() => {
    const before = context.records.current(type, id)
    if (!before) throw unknownResource(type, id)
    if (before.json === null) return { status: 204, headers: {}, body: undefined }
    matchVersion(interaction, before)
    keepWhole(parseJson(before.json) as JsonObject)
    const removed = context.records.remove(before)
    return { status: 204, headers: versionHeaders(removed), body: undefined, updated: removed.updated }
  })
}

function keep(context: Context, type: string, id: string, sent: JsonObject): Version {
  const resource = context.habits.keeps?.(sent) ?? sent
  const made = context.records.create(type, id, rendering(resource, context.by))
  if (!context.habits.dangling) context.afterwards(() => checkTargets(context.records, resource, undefined))
  return made
}

function replace(context: Context, before: Version, sent: JsonObject): Version {
  const resource = context.habits.keeps?.(sent) ?? sent
  if (context.habits.skipsNoChange && before.json !== null && saysTheSame(parseJson(before.json), resource))
    return before
  const made = context.records.update(before, rendering(resource, context.by))
  if (!context.habits.dangling) context.afterwards(() => checkTargets(context.records, resource, before))
  return made
}

/** Apart from what the server itself writes. */
function saysTheSame(a: Json, b: Json): boolean {
  const { meta: _a, ...mine } = a as JsonObject
  const { meta: _b, ...theirs } = b as JsonObject
  return sameJson(mine, theirs)
}

/** The resource to change, or the reason it cannot be. */
function present(context: Context, type: string, id: string): Version {
  const version = context.records.current(type, id)
  if (!version) throw unknownResource(type, id)
  if (version.json === null) throw gone(version)
  return version
}

function matchVersion({ ifMatch }: Interaction, before: Version): void {
  if (ifMatch === undefined || ifMatch.trim() === '*') return
  const wanted = /^(?:W\/)?"?([^"]*)"?$/.exec(ifMatch.trim())?.[1]
  if (wanted === String(before.version)) return
  throw new Refused(412, 'conflict', `${before.type}/${before.id} is at version ${before.version}, not ${wanted}`)
}

function criteria(text: string): [string, string][] {
  return [...new URLSearchParams(text.replace(/^[^?]*\?/, ''))]
}

function oneMatch(context: Context, type: string, parameters: [string, string][], what: string): Hit | undefined {
  const query = readQuery(type, parameters, true)
  if (query.conditions.length === 0) throw new Refused(412, 'invalid', `${what} names nothing to look for`)
  const [match, another] = context.finder.some(query, 2)
  if (another) throw new Refused(412, 'multiple-matches', `${what} finds more than one ${type}`)
  return match
}

/** A subscription is checked and set going by the act of keeping it; every other resource is kept as it is. */
const accepted = (resource: JsonObject): JsonObject =>
  resource.resourceType === 'Subscription' ? activated(resource) : resource
