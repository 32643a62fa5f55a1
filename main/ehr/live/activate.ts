import { isObject, type JsonObject } from '../json/lossless.js'
import { Refused } from '../rest/outcome.js'
import type { Condition } from '../search/condition.js'
import { readQuery } from '../search/query.js'
import { isResourceType } from '../search/registry.js'

/** What a subscription watches for. */
export interface Criteria {
  type: string
  conditions: Condition[]
}

/** `Task?owner=…` as a type and conditions. Throws Refused for what cannot be matched exactly. */
export function readCriteria(text: string): Criteria {
  const [type, search] = text.split(/\?(.*)/s) as [string, string | undefined]
  if (!isResourceType(type)) throw new Refused(422, 'value', `${type} is not a resource type of this server`)
  return { type, conditions: readQuery(type, new URLSearchParams(search ?? ''), true).conditions }
}

/** A Subscription as kept: `requested` becomes `active`. Throws Refused (422) for what this server cannot deliver. */
export function activated(subscription: JsonObject): JsonObject {
  const { channel, criteria, status } = subscription
  if (!isObject(channel) || channel.type !== 'websocket') {
    throw new Refused(
      422,
      'not-supported',
      'Subscriptions are delivered by websocket only',
      'Subscription.channel.type',
    )
  }
  readCriteria(String(criteria))
  return status === 'requested' ? { ...subscription, status: 'active' } : subscription
}
