import type { DocumentReference, Provenance } from '@medplum/fhirtypes'
import type { LocalId } from '../../../shared/kernel/ids.js'
import type { Reader } from '../store/store.js'
import type { Entry } from './entry.js'
import { uuidsIn } from './uuids.js'

/** What an entry waits for. */
export interface Blocked {
  by: Entry
  because: 'earlier edit' | 'reference' | 'signature'
}

/**
 * Which changes have to arrive before which. A change waits for the earlier one of the same resource, and for every
 * resource it refers to that the EHR does not have yet. A signed note waits besides for everything done for the same
 * patient before the signature, so that no signed note speaks of something the EHR lacks.
 */
export class Order {
  readonly #reader: Reader
  readonly #entries: readonly Entry[]
  readonly #byResource = new Map<string, Entry[]>()

  constructor(reader: Reader, entries: readonly Entry[]) {
    this.#reader = reader
    this.#entries = entries
    for (const entry of entries)
      this.#byResource.set(entry.resource, [...(this.#byResource.get(entry.resource) ?? []), entry])
  }

  /** The first thing an entry waits for; undefined when it may leave. */
  blocked(entry: Entry): Blocked | undefined {
    const sameResource = (this.#byResource.get(entry.resource) ?? []).find(
      (other) => other.type === entry.type && other.seq < entry.seq,
    )
    if (sameResource) return { by: sameResource, because: 'earlier edit' }
    const json = this.#contentOf(entry)
    if (!json) return undefined
    const reference = this.#missing(entry, json)
    if (reference && !this.#inCycle(entry)) return { by: reference, because: 'reference' }
    const part = this.#unsentPart(entry, json)
    return part && { by: part, because: 'signature' }
  }

  /** UUIDs an entry refers to in a circle: they are left out of its first sending and follow in a second. */
  circular(entry: Entry): Set<string> {
    if (!this.#inCycle(entry)) return new Set()
    const json = this.#contentOf(entry) ?? ''
    return new Set([...uuidsIn(json)].filter((uuid) => uuid !== entry.resource && this.#creating(uuid)))
  }

  #contentOf(entry: Entry): string | undefined {
    return entry.sent ?? this.#reader.row(entry.type, entry.resource)?.json
  }

  /** The entry that creates the resource with this local id, while the EHR does not have it. */
  #creating(uuid: string): Entry | undefined {
    return this.#byResource.get(uuid)?.find((entry) => entry.op === 'create')
  }

  #missing(entry: Entry, json: string): Entry | undefined {
    for (const uuid of uuidsIn(json)) {
      const creating = uuid === entry.resource ? undefined : this.#creating(uuid)
      if (creating) return creating
    }
    return undefined
  }

  /** True for the oldest entry of a circle of new resources that refer to each other. */
  #inCycle(entry: Entry): boolean {
    if (entry.op !== 'create') return false
    const seen = new Set<string>()
    const waiting = [entry.resource as string]
    while (waiting.length > 0) {
      const resource = waiting.pop() as string
      const creating = this.#creating(resource)
      const json = creating && this.#contentOf(creating)
      for (const uuid of json ? uuidsIn(json) : []) {
        if (uuid === entry.resource && resource !== entry.resource)
          return [...seen].every((id) => (this.#creating(id)?.seq ?? 0) >= entry.seq)
        if (!seen.has(uuid) && uuid !== resource && this.#creating(uuid)) {
          seen.add(uuid)
          waiting.push(uuid)
        }
      }
    }
    return false
  }

  /**
   * A part of the record a signed note waits for. A note made and signed before it ever left is first sent as a draft,
   * so creating it never waits.
   */
  #unsentPart(entry: Entry, json: string): Entry | undefined {
    if (entry.op !== 'update' || !isSignedNote(entry.type, json)) return undefined
    const signedAt = this.#position(entry)
    return this.#entries.find((other) => {
      if (other.resource === entry.resource) return false
      if (other.type === 'Provenance') return this.#vouchesFor(other, entry.resource)
      return entry.patient !== null && other.patient === entry.patient && before(this.#position(other), signedAt)
    })
  }

  /** Signed notes stand where they were signed, everything else where it was begun. A total order: nothing waits in a ring. */
  #position(entry: Entry): [number, number] {
    const signed = entry.type === 'DocumentReference' && isSignedNote(entry.type, this.#contentOf(entry) ?? '')
    return [signed ? entry.changed : entry.begun, entry.seq]
  }

  #vouchesFor(entry: Entry, note: LocalId): boolean {
    const provenance = this.#reader.read('Provenance', entry.resource) as Provenance | undefined
    return (provenance?.target ?? []).some((target) => this.#reader.identity.resolve(target.reference) === note)
  }
}

const before = (a: [number, number], b: [number, number]): boolean => a[0] < b[0] || (a[0] === b[0] && a[1] < b[1])

const isSignedNote = (type: string, json: string): boolean =>
  type === 'DocumentReference' &&
  json.includes('"docStatus":"final"') &&
  (JSON.parse(json) as DocumentReference).docStatus === 'final'
