import { isResourceType } from '../search/registry.js'
import { etag, shown, unknownResource } from './answer.js'
import { everything } from './everything.js'
import { history } from './history.js'
import type { Answer, Context, Interaction, Permission } from './interaction.js'
import { Refused } from './outcome.js'
import { search } from './search.js'
import { conditionalUpdate, create, patch, remove, update } from './write.js'

const ID = /^[A-Za-z0-9\-.]{1,64}$/

/** Carries out one interaction on resources. Throws Refused for what cannot be done. */
export function dispatch(context: Context, interaction: Interaction): Answer {
  const [type, second, third, fourth] = interaction.path
  if (type === undefined) throw notAllowed(interaction, ['POST'])
  if (type === '_history') return systemHistory(context, interaction)
  if (!isResourceType(type)) {
    throw new Refused(404, 'not-supported', `${type} is not a resource type of this server`)
  }
  if (second === undefined) return onType(context, interaction, type)
  if (second === '_search') return searchByPost(context, interaction, type)
  if (second === '_history') return typeHistory(context, interaction, type)
  if (!ID.test(second)) throw new Refused(404, 'not-found', `There is nothing at ${interaction.path.join('/')}`)
  if (third === undefined) return onInstance(context, interaction, type, second)
  if (third === '_history') return past(context, interaction, type, second, fourth)
  if (third === '$everything' && type === 'Patient' && fourth === undefined) {
    return patientEverything(context, interaction, second)
  }
  throw new Refused(404, 'not-found', `There is nothing at ${interaction.path.join('/')}`)
}

function onType(context: Context, interaction: Interaction, type: string): Answer {
  switch (interaction.method) {
    case 'GET':
      allow(interaction, type, 's')
      return search(context, interaction, type)
    case 'POST':
      allow(interaction, type, 'c')
      return create(context, interaction, type)
    case 'PUT':
      allow(interaction, type, 'u')
      allow(interaction, type, 'c')
      return conditionalUpdate(context, interaction, type)
    default:
      throw notAllowed(interaction, ['GET', 'POST', 'PUT'])
  }
}

function searchByPost(context: Context, interaction: Interaction, type: string): Answer {
  if (interaction.path.length > 2) throw new Refused(404, 'not-found', 'There is nothing below _search')
  if (interaction.method !== 'POST') throw notAllowed(interaction, ['POST'])
  allow(interaction, type, 's')
  return search(context, interaction, type)
}

function onInstance(context: Context, interaction: Interaction, type: string, id: string): Answer {
  switch (interaction.method) {
    case 'GET':
      allow(interaction, type, 'r')
      return read(context, interaction, type, id)
    case 'PUT':
      allow(interaction, type, 'u')
      return update(context, interaction, type, id)
    case 'PATCH':
      allow(interaction, type, 'u')
      return patch(context, interaction, type, id)
    case 'DELETE':
      allow(interaction, type, 'd')
      return remove(context, interaction, type, id)
    default:
      throw notAllowed(interaction, ['GET', 'PUT', 'PATCH', 'DELETE'])
  }
}

function read(context: Context, interaction: Interaction, type: string, id: string): Answer {
  const version = context.records.current(type, id)
  if (!version) throw unknownResource(type, id)
  const answer = shown(version)
  if (interaction.ifNoneMatch?.includes(etag(version.version))) return { ...answer, status: 304, body: undefined }
  return answer
}

function past(context: Context, interaction: Interaction, type: string, id: string, number?: string): Answer {
  if (interaction.method !== 'GET') throw notAllowed(interaction, ['GET'])
  if (interaction.path.length > 4) throw new Refused(404, 'not-found', 'There is nothing below a version')
  allow(interaction, type, 'r')
  if (number === undefined) return history(context, interaction, type, id)
  const version = /^\d{1,15}$/.test(number) ? context.records.version(type, id, Number(number)) : undefined
  if (!version) throw new Refused(404, 'not-found', `There is no version ${number} of ${type}/${id}`)
  return shown(version)
}

function typeHistory(context: Context, interaction: Interaction, type: string): Answer {
  if (interaction.method !== 'GET') throw notAllowed(interaction, ['GET'])
  allow(interaction, type, 'r')
  return history(context, interaction, type)
}

/** Shows what the caller may read of each type. */
function systemHistory(context: Context, interaction: Interaction): Answer {
  if (interaction.method !== 'GET') throw notAllowed(interaction, ['GET'])
  return history(context, interaction)
}

function patientEverything(context: Context, interaction: Interaction, id: string): Answer {
  if (interaction.method !== 'GET') throw notAllowed(interaction, ['GET'])
  allow(interaction, 'Patient', 'r')
  return everything(context, interaction, id)
}

function allow(interaction: Interaction, type: string, permission: Permission): void {
  if (interaction.allows(type, permission)) return
  throw new Refused(403, 'forbidden', `Your sign-in does not include this on ${type} (${permission})`)
}

function notAllowed(interaction: Interaction, allowed: string[]): Refused {
  const where = interaction.path.join('/') || 'the base address'
  return new Refused(405, 'not-supported', `${interaction.method} is not for ${where}; it takes ${allowed.join(', ')}`)
}
