import type { Resource } from '@medplum/fhirtypes'
import { parseJson } from '../../../shared/kernel/json.js'
import { operations, same } from '../fhir/patch.js'
import { alike, inTheirSpelling, says } from '../fhir/says.js'
import type { ResourceRow } from '../store/resource-row.js'
import { isOlder } from '../store/version-order.js'

/**
 * What was sent, when the EHR's copy shows that it arrived: all it changed is there, however the EHR spells it. `now` is
 * the same in the EHR's spelling.
 */
export function arrivedAs(
  began: Resource,
  sent: Resource,
  theirs: Resource,
): { sent: Resource; now: Resource } | undefined {
  const [b, s, t] = [began, sent, theirs] as unknown as [Json, Json, Json]
  const changed = [...new Set([...Object.keys(b), ...Object.keys(s)])].filter(
    (key) => key !== 'id' && key !== 'meta' && !same(b[key], s[key]),
  )
  // Saying more than was sent counts only where it is not what was there before: an item may have been taken away here.
  const isThere = (key: string): boolean =>
    key in s ? alike(t[key], s[key]) || (says(t[key], s[key]) && !alike(t[key], b[key])) : !(key in t)
  return changed.every(isThere) ? { sent, now: inTheirSpelling(sent, theirs) } : undefined
}

/** The EHR's copy is the version right after the one an edit began from; a new resource's first. Then nobody else was at it. */
export function isNext(began: Resource, theirs: Resource): boolean {
  const [from, now] = [began.meta?.versionId ?? '0', theirs.meta?.versionId ?? ''].map((version) =>
    /^\d+$/.test(version) ? Number(version) : Number.NaN,
  ) as [number, number]
  return now === from + 1
}

/** By version where the server has versions, else by content. */
export function sameVersion(began: Resource, theirs: Resource): boolean {
  const [a, b] = [began.meta?.versionId, theirs.meta?.versionId]
  return a !== undefined && b !== undefined ? a === b : operations(began, theirs).length === 0
}

type Json = Record<string, unknown>

/** What is shown here, in the EHR's spelling wherever it is still what was sent. */
export function carriedOver(sent: Resource, shown: Resource, now: Resource): Resource {
  const [s, m, n] = [sent, shown, now] as unknown as [Json, Json, Json]
  return Object.fromEntries(
    Object.entries(m).map(([key, value]) => [key, same(s[key], value) && key in n ? n[key] : value]),
  ) as unknown as Resource
}

/** A copy that arrived by pulling while the request was under way and is newer than its answer. */
export function newerCopy(row: ResourceRow, answer: Resource): Resource | undefined {
  if (!row.theirs) return undefined
  const pulled = parseJson(row.theirs) as Resource
  return isOlder({ ...answer.meta }, { ...pulled.meta }) ? pulled : undefined
}
