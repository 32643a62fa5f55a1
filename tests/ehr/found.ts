import { expect } from 'vitest'
import type { Reply, Running } from './server.js'

/** Ids of the matches on a page. */
export const ids = (reply: Reply): string[] =>
  (reply.json.entry ?? [])
    .filter((entry: { search: { mode: string } }) => entry.search.mode === 'match')
    .map((entry: { resource: { id: string } }) => entry.resource.id)

/** Creates a resource and answers its id. */
export const make = async (
  ehr: Running,
  resource: { resourceType: string; [key: string]: unknown },
): Promise<string> => {
  const reply = await ehr.post(resource.resourceType, resource)
  expect([reply.status, reply.text]).toEqual([201, reply.text])
  return reply.json.id
}
