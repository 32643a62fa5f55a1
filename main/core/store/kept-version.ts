import type { Resource } from '@medplum/fhirtypes'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { parseJson } from '../../../shared/kernel/json.js'
import type { Sqlite } from './connection.js'
import { one, run } from './statement.js'

/** A version of a resource that was one of two, kept for good. */
export interface KeptVersion {
  seq: number
  type: string
  resource: LocalId
  patient: LocalId | null
  kept_at: Instant
  /** Why it was kept, for reading. */
  why: string
  /** Where it was made; null for those kept before sides were noted. */
  side: 'here' | 'ehr' | null
  /** Who made it here, or whose decision set it aside. */
  author: LocalId | null
  made_at: Instant | null
  /** Who made it where the EHR says: a name or a reference. */
  made_by: string | null
  json: string
}

type Kept = Pick<KeptVersion, 'type' | 'resource' | 'why' | 'side' | 'author' | 'json'> & {
  patient: LocalId | null
  at: Instant
  madeAt?: Instant | null
}

/** Keeps a version, once however often it is asked for. */
export function keepVersion(db: Sqlite, kept: Kept): void {
  const { type, resource, patient, side, author, why, at, json } = kept
  const known = 'SELECT 1 FROM kept_version WHERE resource = ? AND type = ? AND json = ?'
  if (one(db, known, resource, type, json)) return
  const theirs = side === 'ehr' ? (parseJson(json) as Resource) : undefined
  const madeAt = kept.madeAt ?? theirs?.meta?.lastUpdated ?? null
  run(
    db,
    `INSERT INTO kept_version (type, resource, patient, kept_at, why, side, author, made_at, made_by, json)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[type, resource, patient, at, why, side, author, madeAt, theirs ? (changedBy(theirs) ?? null) : null, json],
  )
}

const lastChangedBy = 'https://rounds.example/fhir/last-changed-by'

/** Who last changed a resource, where its server says so: by our extension, or by Medplum's `meta.author`. A name or a reference. */
export function changedBy(resource: Resource): string | undefined {
  type Who = { display?: string; reference?: string } | undefined
  const meta = resource.meta as { author?: Who; extension?: { url: string; valueReference?: Who }[] } | undefined
  const who = meta?.extension?.find(({ url }) => url === lastChangedBy)?.valueReference ?? meta?.author
  return who?.display ?? who?.reference
}
