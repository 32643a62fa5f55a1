import type { Resource } from '@medplum/fhirtypes'
import type { FhirClient } from '../fhir/client.js'
import type { Failure } from '../fhir/failure.js'
import { operations } from '../fhir/patch.js'

/** What writing a whole resource did. */
export type Written =
  /** What was meant. */
  | { what: 'made' }
  /** It had been deleted, and is deleted again. */
  | { what: 'revived' }
  /** Somebody had changed it, and their version is back; `theirs` is it as it is now. */
  | { what: 'restored'; theirs: Resource }
  | { failure: Failure }

/**
 * Sees when a PUT went over something else than was read just before, on servers that take no notice of If-Match: the
 * version jumps, or the answer is `created`. What it went over is put back.
 */
export class Overwrites {
  readonly #client: FhirClient

  constructor(client: FhirClient) {
    this.#client = client
  }

  /** `before` was read, `after` is what the EHR answered a PUT of `mine` with; `created` when it called it so. */
  async undo(before: Resource, after: Resource, mine: Resource, created: boolean): Promise<Written> {
    const between = await this.#between(before, after)
    if (between === 'deleted' || (created && isAnew(before, after))) return this.#bury(after)
    if (between === 'nothing') return { what: 'made' }
    if ('failure' in between) return between
    const theirs = { ...between.content, id: after.id as string, meta: after.meta } as Resource & { id: string }
    if (operations(theirs, mine).length === 0) return { what: 'made' }
    const restored = await this.#client.update(theirs, after.meta?.versionId)
    return restored.ok ? { what: 'restored', theirs: restored.value } : { failure: restored }
  }

  /** Buries again what an earlier PUT, whose answer was lost, brought back; `made` when it did not. */
  async bury(before: Resource, after: Resource): Promise<Written> {
    return (await this.#between(before, after)) === 'deleted' ? this.#bury(after) : { what: 'made' }
  }

  /** What the version was that lies between the two, where one was passed over. */
  async #between(
    before: Resource,
    after: Resource,
  ): Promise<'nothing' | 'deleted' | { content: Resource } | { failure: Failure }> {
    const jump = jumped(before, after)
    if (jump === undefined) return 'nothing'
    const [type, id] = [after.resourceType, after.id as string]
    const between = await this.#client.version(type, id, jump)
    if (between.ok) return { content: between.value }
    if (between.kind === 'gone') return 'deleted'
    if (between.kind !== 'not-found') return { failure: between }
    // A server that shows the version before, and not this one, shows no deletions.
    const known = await this.#client.version(type, id, before.meta?.versionId as string)
    return known.ok ? 'deleted' : 'nothing'
  }

  /** Unless somebody has been at it since: a server that takes no notice of If-Match would delete that, too. */
  async #bury(after: Resource): Promise<Written> {
    const now = await this.#client.read(after.resourceType, after.id as string)
    if (!now.ok && !settled.has(now.kind)) return { failure: now }
    if (now.ok && now.value.meta?.versionId !== after.meta?.versionId) return { what: 'revived' }
    const removed = await this.#client.remove(after.resourceType, after.id as string, after.meta?.versionId)
    // One that is gone already, or may not be removed, is a person's to look at all the same.
    const isSettled = removed.ok || settled.has(removed.kind)
    return isSettled ? { what: 'revived' } : { failure: removed }
  }
}

const settled = new Set<Failure['kind']>(['gone', 'not-found', 'forbidden', 'invalid'])

/** Counted anew, or not counted at all: not simply the next version. */
const isAnew = (before: Resource, after: Resource): boolean => {
  const [from, to] = [counted(before), counted(after)]
  return to !== from + 1
}

const counted = ({ meta }: Resource): number =>
  meta?.versionId !== undefined && /^\d{1,15}$/.test(meta.versionId) ? Number(meta.versionId) : Number.NaN

/** The version between, where the server counts versions and one was passed over. */
function jumped(before: Resource, after: Resource): string | undefined {
  const [from, to] = [counted(before), counted(after)]
  return to > from + 1 ? String(to - 1) : undefined
}
