import type { Json } from '../json/lossless.js'
import type { Finder } from '../search/find.js'
import type { HistoryReader } from '../store/past.js'
import type { Records } from '../store/records.js'
import type { Habits } from './habits.js'
import { Refused } from './outcome.js'

/** What the FHIR interactions work on. */
export interface Context {
  records: Records
  finder: Finder
  history: HistoryReader
  /** Runs a check at the end of the write it belongs to: at once, or when the whole transaction is done. */
  afterwards(check: () => void): void
  /** Address of the FHIR endpoint as this client reaches it, without a trailing slash. */
  base: string
  habits: Habits
  /** `Practitioner/[id]`, when a person asks. */
  by?: string | undefined
}

/** One FHIR request, whether it came alone over HTTP or as an entry of a Bundle. */
export interface Interaction {
  method: string
  /** Path below the base: `['Patient', '123', '_history']`. */
  path: string[]
  query: [string, string][]
  body: Json | undefined
  /** The body's media type without parameters, in lower case. */
  contentType: string
  ifMatch: string | undefined
  ifNoneMatch: string | undefined
  ifNoneExist: string | undefined
  prefer: Prefer
  /** Whether what the caller's token allows includes this. */
  allows(type: string, permission: Permission): boolean
  /** Pages are counted from the first match, up to `most`: how some servers do it, played for tests. */
  offsets?: { most: number }
}

/** SMART's create, read, update, delete and search. */
export type Permission = 'c' | 'r' | 'u' | 'd' | 's'

export interface Prefer {
  returns: 'minimal' | 'representation' | 'OperationOutcome' | undefined
  strict: boolean
}

export interface Answer {
  status: number
  headers: Record<string, string>
  /** JSON text. */
  body: string | undefined
  /** When the resource was last changed, in milliseconds since 1970; headers only tell the second. */
  updated?: number
}

export function readPrefer(header: string | undefined): Prefer {
  const returns = /(?:^|[;,\s])return=(minimal|representation|OperationOutcome)\b/.exec(header ?? '')?.[1]
  return {
    returns: returns as Prefer['returns'],
    strict: /(?:^|[;,\s])handling=strict\b/.test(header ?? ''),
  }
}

/** The parts of a path, decoded. */
export function readPath(path: string): string[] {
  const parts = path.split('/').filter((part) => part !== '')
  try {
    return parts.map(decodeURIComponent)
  } catch {
    throw new Refused(400, 'invalid', 'The address is not well encoded')
  }
}
