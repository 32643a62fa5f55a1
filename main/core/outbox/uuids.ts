/** A stand-in for a resource the EHR does not have yet, in JSON kept here. */
const waiting = /"reference":"urn:uuid:([0-9a-f-]{36})"/g

/** The local ids of everything a kept resource refers to by its UUID. */
export const uuidsIn = (json: string): Set<string> =>
  new Set(Array.from(json.matchAll(waiting), (match) => match[1] as string))
