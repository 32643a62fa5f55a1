import type { DocumentReference, Resource } from '@medplum/fhirtypes'
import { same } from '../../../shared/kernel/json.js'

/** An edit would change what somebody signed. A caller that gets this has a fault: commands refuse it beforehand. */
export class SignedNoteLocked extends Error {
  constructor(element: string) {
    super(`a signed note keeps its ${element}`)
  }
}

/** What may be said about a signed note later: who vouches for it besides, what took its place, what it led to. */
const mayChange = new Set([
  'status',
  'docStatus',
  'relatesTo',
  'authenticator',
  'context',
  'meta',
  'text',
  'identifier',
])

type Json = Record<string, unknown>

const isLocked = ({ docStatus }: DocumentReference): boolean => docStatus === 'final' || docStatus === 'amended'

/**
 * Refuses any edit of a signed note but these: superseded, and current again while that has not left; entered in error;
 * final to amended; another authenticator; more relations. `base` is the EHR's copy: while that is no signed note, the
 * signature has not arrived and may be taken back.
 *
 * @throws SignedNoteLocked
 */
export function keepSigned(before: Resource, after: Resource, base: Resource | undefined): void {
  if (before.resourceType !== 'DocumentReference' || after.resourceType !== 'DocumentReference') return
  if (!isLocked(before)) return
  const takenBack = after.docStatus === 'preliminary' && !(base && isLocked(base as DocumentReference))
  if (after.docStatus === 'preliminary' && !takenBack) throw new SignedNoteLocked('signature')
  if (after.status === 'current' && before.status === 'superseded' && (base as DocumentReference)?.status !== 'current')
    throw new SignedNoteLocked('successor')
  const [was, is] = [before, after] as unknown as [Json, Json]
  for (const key of new Set([...Object.keys(was), ...Object.keys(is)]))
    if (!mayChange.has(key) && !same(was[key], is[key])) throw new SignedNoteLocked(key)
  if (!takenBack) keepContext(before, after)
}

function keepContext(before: DocumentReference, after: DocumentReference): void {
  const { related: _before, ...was } = before.context ?? {}
  const { related: _after, ...is } = after.context ?? {}
  if (!same(was, is)) throw new SignedNoteLocked('context')
}
