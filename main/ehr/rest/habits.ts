import type { JsonObject } from '../json/lossless.js'

/** How this server writes where servers differ; a fault plan changes it for one request. */
export interface Habits {
  /** What becomes of a resource before it is kept. */
  keeps?: (resource: JsonObject) => JsonObject
  /** A PUT to a deleted resource brings it back, answering this status; to an id nobody has, creates it there. */
  revives?: 200 | 201
  createsByPut?: boolean
  /** Takes references to what is not here. */
  dangling?: boolean
  /** An update that changes nothing makes no new version. */
  skipsNoChange?: boolean
  /** Answers an update with what was there before it. */
  answersWithOld?: boolean
}
