import type { DocumentReference, Provenance } from '@medplum/fhirtypes'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { uuidSystem } from '../store/identity.js'
import type { Reader } from '../store/store.js'
import type { Entry } from './entry.js'
import { uuidsIn } from './uuids.js'

/** What an entry waits for. */
export interface Blocked {
  by: Entry
  because: 'earlier edit' | 'reference' | 'signature' | 'claim'
}

/** What an entry's content says about its place in the order. */
interface Facts {
  /** Local ids it refers to by UUID, without its own. */
  refersTo: ReadonlySet<string>
  /** A note signed here whose signature has not arrived. */
  signedNote: boolean
  /** Notes a signature vouches for. */
  vouchesFor: readonly LocalId[]
  /** It carries its own UUID, so that creating it twice is impossible. */
  named: boolean
}

const nothingSaid: Facts = { refersTo: new Set(), signedNote: false, vouchesFor: [], named: false }

/**
 * Which changes have to arrive before which. A change waits for the earlier one of the same resource, and for every
 * resource it refers to that the EHR does not have yet. What goes to a patient, or is carried out on one, waits until the
 * EHR has confirmed everything done to the task it was done under: somebody else may have that task. A signed note waits besides for everything done for the same
 * patient before the signature, so that no signed note speaks of something the EHR lacks; but not for what was kept back.
 *
 * What it found out is kept until an entry it depends on changes, so that asking again costs next to nothing.
 */
export class Order {
  readonly #reader: Reader
  readonly #entries = new Map<number, Entry>()
  readonly #byResource = new Map<string, Set<Entry>>()
  readonly #byPatient = new Map<string, Set<Entry>>()
  /** Entries by the task under whose claim they leave. */
  readonly #guarded = new Map<string, Set<Entry>>()
  readonly #facts = new Map<number, Facts>()
  /** Entries by the UUIDs they refer to. */
  readonly #referring = new Map<string, Set<number>>()
  readonly #verdicts = new Map<number, Blocked | undefined>()
  /** Entries by what they were found to wait for. */
  readonly #behind = new Map<number, Set<number>>()

  constructor(reader: Reader, entries: Iterable<Entry> = []) {
    this.#reader = reader
    for (const entry of entries) this.put(entry)
  }

  /** Oldest first. */
  entries(): Iterable<Entry> {
    return this.#entries.values()
  }

  ofPatient(patient: LocalId): Iterable<Entry> {
    return this.#byPatient.get(patient) ?? []
  }

  /** A new entry, or one that changed. */
  put(entry: Entry): void {
    const before = this.#entries.get(entry.seq)
    if (before) this.#unlink(before)
    this.#entries.set(entry.seq, entry)
    into(this.#byResource, entry.resource, entry)
    if (entry.patient) into(this.#byPatient, entry.patient, entry)
    if (entry.guard) into(this.#guarded, entry.guard, entry)
    this.#forget(entry)
    // A signature is found by the note it is for, so it is read at once.
    if (entry.type === 'Provenance') this.#factsOf(entry)
  }

  /** The EHR has it, or it was given up. */
  drop(seq: number): void {
    const entry = this.#entries.get(seq)
    if (!entry) return
    this.#unlink(entry)
    this.#entries.delete(seq)
    this.#forget(entry)
  }

  /** The first thing an entry waits for; undefined when it may leave. */
  blocked(entry: Entry): Blocked | undefined {
    if (this.#verdicts.has(entry.seq)) return this.#verdicts.get(entry.seq)
    const missing = this.#missing(entry)
    const circular = missing !== undefined && this.#inCycle(entry)
    const verdict = this.#judge(entry, circular ? undefined : missing)
    // A circle hangs on entries this one does not refer to itself: it is looked at anew each time.
    if (circular) return verdict
    this.#verdicts.set(entry.seq, verdict)
    if (verdict) into(this.#behind, verdict.by.seq, entry.seq)
    return verdict
  }

  /** UUIDs an entry refers to in a circle: they are left out of its first sending and follow in a second. */
  circular(entry: Entry): Set<string> {
    return this.#inCycle(entry) ? new Set(this.needs(entry).map(({ resource }) => resource)) : new Set()
  }

  /** The entries that create what this one refers to and the EHR does not have. */
  needs(entry: Entry): Entry[] {
    return [...this.#factsOf(entry).refersTo].flatMap((uuid) => this.#creating(uuid) ?? [])
  }

  /** Whether the EHR can tell from its UUID that it has this already. */
  named(entry: Entry): boolean {
    return this.#factsOf(entry).named
  }

  /** Whether the EHR has not confirmed everything done to the task it leaves under: then it leaves with nothing else either. */
  awaitsClaim(entry: Entry): boolean {
    return this.#unconfirmed(entry) !== undefined
  }

  #judge(entry: Entry, missing: Entry | undefined): Blocked | undefined {
    for (const other of this.#byResource.get(entry.resource) ?? [])
      if (other.type === entry.type && other.seq < entry.seq) return { by: other, because: 'earlier edit' }
    if (missing) return { by: missing, because: 'reference' }
    const claim = this.#unconfirmed(entry)
    if (claim) return { by: claim, because: 'claim' }
    const disputed = this.#disputedNote(entry)
    if (disputed) return { by: disputed, because: 'reference' }
    const part = this.#unsentPart(entry) ?? this.#beforeSignature(entry)
    return part && { by: part, because: 'signature' }
  }

  /** What was done to the task it leaves under, while the EHR has not confirmed it. */
  #unconfirmed(entry: Entry): Entry | undefined {
    const [task] = this.#ofGuard(entry)
    return task && this.#guardsItself(entry) ? undefined : task
  }

  #ofGuard({ guard }: Entry): Entry[] {
    return guard === null ? [] : [...(this.#byResource.get(guard) ?? [])].filter(({ type }) => type === 'Task')
  }

  /** Tasks each finished with the other would wait for each other for ever. */
  #guardsItself(entry: Entry): boolean {
    if (entry.type !== 'Task') return false
    const seen = new Set<Entry>([entry])
    for (const each of seen)
      for (const next of this.#ofGuard(each)) {
        if (next.resource === entry.resource) return true
        seen.add(next)
      }
    return false
  }

  /** The note a signature is for, while it cannot be told whether it is as it was signed. */
  #disputedNote(entry: Entry): Entry | undefined {
    for (const note of this.#factsOf(entry).vouchesFor)
      for (const other of this.#byResource.get(note) ?? [])
        if (other.type === 'DocumentReference' && this.#isUnsettled(other)) return other
    return undefined
  }

  /** A person's to look at, or on its way as the draft it was before: looked at now, it would seem to be somebody else's. */
  #isUnsettled(note: Entry): boolean {
    if (note.state === 'in-flight') return !this.#factsOf(note).signedNote
    return note.state === 'conflict' || note.state === 'parked'
  }

  /** The entry that creates the resource with this local id, while the EHR does not have it. */
  #creating(uuid: string): Entry | undefined {
    for (const entry of this.#byResource.get(uuid) ?? []) if (entry.op === 'create') return entry
    return undefined
  }

  #missing(entry: Entry): Entry | undefined {
    for (const uuid of this.#factsOf(entry).refersTo) {
      const creating = this.#creating(uuid)
      if (creating) return creating
    }
    return undefined
  }

  /** True for the oldest entry of a circle of new resources that refer to each other. */
  #inCycle(entry: Entry): boolean {
    if (entry.op !== 'create') return false
    const seen = new Set<Entry>()
    const waiting = [entry]
    for (let at = waiting.pop(); at; at = waiting.pop()) {
      for (const needed of this.needs(at)) {
        if (needed === entry) return [...seen].every(({ seq }) => seq >= entry.seq)
        if (seen.has(needed)) continue
        seen.add(needed)
        waiting.push(needed)
      }
    }
    return false
  }

  /**
   * A part of the record a signed note waits for. A note made and signed before it ever left is first sent as a draft,
   * so creating it never waits.
   */
  #unsentPart(entry: Entry): Entry | undefined {
    if (entry.op !== 'update' || !this.#factsOf(entry).signedNote) return undefined
    const part = this.#partBefore(entry)
    if (part) return part
    for (const seq of this.#referring.get(entry.resource) ?? []) {
      const other = this.#entries.get(seq)
      if (other?.type === 'Provenance' && this.#factsOf(other).vouchesFor.includes(entry.resource)) return other
    }
    return undefined
  }

  /** What a signed note waits for besides its signature. */
  #partBefore(note: Entry): Entry | undefined {
    const signedAt = this.#position(note)
    for (const other of note.patient === null ? [] : this.ofPatient(note.patient)) {
      if (other.resource === note.resource || other.type === 'Provenance' || other.lost !== null) continue
      if (before(this.#position(other), signedAt)) return other
    }
    return undefined
  }

  /** What a signature waits for with its note: one that has arrived could not be taken back when a part is refused. */
  #beforeSignature(entry: Entry): Entry | undefined {
    for (const id of this.#factsOf(entry).vouchesFor)
      for (const note of this.#byResource.get(id) ?? [])
        if (note.type === 'DocumentReference' && note.op === 'update' && this.#factsOf(note).signedNote) {
          const part = this.#partBefore(note)
          if (part) return part
        }
    return undefined
  }

  /** Signed notes stand where they were signed, everything else where it was begun. A total order: nothing waits in a ring. */
  #position(entry: Entry): [number, number] {
    const signed = entry.type === 'DocumentReference' && this.#factsOf(entry).signedNote
    return [signed ? entry.changed : entry.begun, entry.seq]
  }

  #factsOf(entry: Entry): Facts {
    const known = this.#facts.get(entry.seq)
    if (known) return known
    const json = entry.sent || this.#reader.row(entry.type, entry.resource)?.json
    const facts = json ? this.#read(entry, json) : nothingSaid
    this.#facts.set(entry.seq, facts)
    return facts
  }

  #read({ seq, type, resource }: Entry, json: string): Facts {
    const refersTo = uuidsIn(json)
    refersTo.delete(resource)
    const vouchesFor = type === 'Provenance' ? this.#targetsOf(json) : []
    for (const uuid of [...refersTo, ...vouchesFor]) into(this.#referring, uuid, seq)
    return {
      refersTo,
      signedNote: isSignedNote(type, json),
      vouchesFor,
      named: json.includes(`"system":"${uuidSystem}","value":"urn:uuid:${resource}"`),
    }
  }

  #targetsOf(json: string): LocalId[] {
    const { target } = JSON.parse(json) as Provenance
    return (target ?? []).flatMap(({ reference }) => this.#reader.identity.resolve(reference) ?? [])
  }

  #unlink(entry: Entry): void {
    out(this.#byResource, entry.resource, entry)
    if (entry.patient) out(this.#byPatient, entry.patient, entry)
    if (entry.guard) out(this.#guarded, entry.guard, entry)
  }

  /** What was found out about an entry, and about those it may have mattered to. */
  #forget(entry: Entry): void {
    const facts = this.#facts.get(entry.seq)
    for (const uuid of [...(facts?.refersTo ?? []), ...(facts?.vouchesFor ?? [])]) {
      out(this.#referring, uuid, entry.seq)
      for (const other of this.#byResource.get(uuid) ?? []) this.#verdicts.delete(other.seq)
    }
    this.#facts.delete(entry.seq)
    this.#verdicts.delete(entry.seq)
    for (const seq of this.#behind.get(entry.seq) ?? []) this.#verdicts.delete(seq)
    this.#behind.delete(entry.seq)
    for (const seq of this.#referring.get(entry.resource) ?? []) this.#verdicts.delete(seq)
    for (const other of this.#byResource.get(entry.resource) ?? []) this.#verdicts.delete(other.seq)
    for (const other of this.#guarded.get(entry.resource) ?? []) this.#verdicts.delete(other.seq)
    for (const other of entry.patient ? this.ofPatient(entry.patient) : [])
      if (other.type === 'DocumentReference') {
        this.#verdicts.delete(other.seq)
        for (const seq of this.#referring.get(other.resource) ?? []) this.#verdicts.delete(seq)
      }
  }
}

function into<K, V>(index: Map<K, Set<V>>, key: K, value: V): void {
  const found = index.get(key)
  if (found) found.add(value)
  else index.set(key, new Set([value]))
}

function out<K, V>(index: Map<K, Set<V>>, key: K, value: V): void {
  const found = index.get(key)
  found?.delete(value)
  if (found?.size === 0) index.delete(key)
}

const before = (a: [number, number], b: [number, number]): boolean => a[0] < b[0] || (a[0] === b[0] && a[1] < b[1])

const isSignedNote = (type: string, json: string): boolean =>
  type === 'DocumentReference' &&
  json.includes('"docStatus":"final"') &&
  (JSON.parse(json) as DocumentReference).docStatus === 'final'
