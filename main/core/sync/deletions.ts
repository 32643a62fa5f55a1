import type { CapabilityStatement } from '@medplum/fhirtypes'
import type { Instant } from '../../../shared/kernel/ids.js'
import type { FhirClient } from '../fhir/client.js'
import { type Failure, failure } from '../fhir/failure.js'
import type { Store } from '../store/store.js'
import type { Cursor, Intake } from './intake.js'
import { writeCursor } from './intake.js'
import { isRefusal } from './refusal.js'
import { links } from './walk.js'
import { pulledTypes } from './window.js'
import { deletedWords, type Withdrawal } from './withdrawal.js'

const overlapMs = 120_000
/** Up to where all deletions are known here. */
export const deletionsKey = 'deletions'
const pageSize = '200'
/** Ids asked for at once. */
const batch = 50
/** A history that is still not at its end then is not read by this: it begins at the beginning of time. */
const mostPages = 200

export interface DeletionDeps {
  store: Store
  client: FhirClient
  intake: Intake
  withdrawal: Withdrawal
  now(): Date
}

/**
 * What was deleted in the EHR, which no search tells: by the history of the whole server, else of each type, else by
 * searches for what is deleted (`_deleted=true`), whichever it answers. Where none is, the census finds it.
 */
export class Deletions {
  readonly #deps: DeletionDeps
  /** Ways that were refused or are not what they seem. */
  readonly #unable = new Set<string>()

  constructor(deps: DeletionDeps) {
    this.#deps = deps
  }

  /** Whether the EHR keeps histories of everything, so that the census is only a second net. */
  tells(capability: CapabilityStatement): boolean {
    return this.#hasSystem(capability) || supportedOf(capability).every((type) => this.#hasType(capability, type))
  }

  async pull(capability: CapabilityStatement): Promise<Failure | undefined> {
    if (this.#hasSystem(capability)) {
      const failed = await this.#byHistory('_history', deletionsKey)
      if (!failed || !isRefusal(failed)) return failed
      this.#unable.add('_history')
    }
    for (const type of supportedOf(capability)) {
      const failed = await this.pullType(capability, type)
      if (failed && !isRefusal(failed)) return failed
    }
    return undefined
  }

  /** One type at once: somebody said it changed, and nothing new was found. */
  async pullType(capability: CapabilityStatement, type: string): Promise<Failure | undefined> {
    const path = `${type}/_history`
    if (this.#hasType(capability, type)) {
      const failed = await this.#byHistory(path, `${deletionsKey}/${type}`)
      if (!failed || !isRefusal(failed)) return failed
      this.#unable.add(path)
    }
    if (this.#hasSystem(capability)) {
      const failed = await this.#byHistory('_history', deletionsKey)
      if (!failed || !isRefusal(failed)) return failed
      this.#unable.add('_history')
    }
    return this.#unable.has(`${type}?_deleted`) ? undefined : this.#bySearch(type)
  }

  #hasSystem(capability: CapabilityStatement): boolean {
    const declared = capability.rest?.[0]?.interaction?.some(({ code }) => code === 'history-system') ?? false
    return declared && !this.#unable.has('_history')
  }

  #hasType(capability: CapabilityStatement, type: string): boolean {
    const declared = capability.rest?.[0]?.resource?.find((other) => other.type === type)?.interaction
    return (declared?.some(({ code }) => code === 'history-type') ?? false) && !this.#unable.has(`${type}/_history`)
  }

  /** Histories come newest first: where `_since` is not heeded, reading ends at what is older than asked. */
  async #byHistory(path: string, key: string): Promise<Failure | undefined> {
    const from = this.#from(key)
    if (!from) return undefined
    const since = new Date(Date.parse(from) - overlapMs).toISOString()
    const latest = new Map<string, { type: string; id: string; at: number; isGone: boolean }>()
    const note = (type: string, id: string, at: string, isGone: boolean): void => {
      const known = latest.get(`${type}/${id}`)
      if (!known || Date.parse(at) > known.at) latest.set(`${type}/${id}`, { type, id, at: Date.parse(at), isGone })
    }
    let began: string | undefined
    let pages = 0
    for await (const answer of links(this.#deps.client, path, [
      ['_since', since],
      ['_count', pageSize],
    ])) {
      if (!answer.ok) return answer
      began ??= answer.serverTime
      pages += 1
      const { deleted, resources, span } = answer.value
      for (const { type, id, at } of deleted) note(type, id, at, true)
      for (const { resourceType, id, meta } of resources) note(resourceType, id, meta?.lastUpdated ?? '', false)
      const newestFirst = span && Date.parse(span.first) >= Date.parse(span.last)
      if (newestFirst && Date.parse(span.last) < Date.parse(since)) break
      if (pages === mostPages) return failure('incomplete', 'The EHR’s history cannot be read.')
    }
    const gone = [...latest.values()].filter(({ isGone, at }) => isGone && !(at < Date.parse(since)))
    this.#bury(gone, { key, watermark: began ?? from, done: true, next: null })
    return undefined
  }

  /** Believed only where the server also leaves those out that it calls deleted when asked for them. */
  async #bySearch(type: string): Promise<Failure | undefined> {
    const { client, store } = this.#deps
    const key = `${deletionsKey}/${type}`
    const from = this.#from(key)
    if (!from) return undefined
    const since = new Date(Date.parse(from) - overlapMs).toISOString()
    const found = new Set<string>()
    let began: string | undefined
    for await (const answer of links(client, type, [
      ['_deleted', 'true'],
      ['_lastUpdated', `ge${since}`],
      ['_count', pageSize],
    ])) {
      const ignored = answer.ok && answer.value.self !== undefined && !answer.value.self.includes('_deleted')
      if (ignored || (!answer.ok && isRefusal(answer))) {
        this.#unable.add(`${type}?_deleted`)
        return undefined
      }
      if (!answer.ok) return answer
      began ??= answer.serverTime
      const { resources, deleted } = answer.value
      for (const { id } of [...resources.filter(({ resourceType }) => resourceType === type), ...deleted])
        if (store.row(type, store.identity.localId(type, id))) found.add(id)
    }
    const ids = [...found]
    for (let i = 0; i < ids.length; i += batch) {
      for await (const answer of links(client, type, [
        ['_id', ids.slice(i, i + batch).join(',')],
        ['_count', String(batch)],
      ])) {
        if (!answer.ok) return answer
        if (answer.value.resources.length === 0) continue
        this.#unable.add(`${type}?_deleted`)
        return undefined
      }
    }
    this.#bury(
      ids.map((id) => ({ type, id })),
      { key, watermark: began ?? from, done: true, next: null },
    )
    return undefined
  }

  /** Patients first, each with their chart: that this was read is noted only once all of it is gone. */
  #bury(gone: readonly { type: string; id: string }[], cursor: Cursor): void {
    const { store, withdrawal, now } = this.#deps
    for (const { type, id } of gone)
      if (type === 'Patient') withdrawal.withdraw(store.identity.localId(type, id), deletedWords)
    store.receive(now().toISOString() as Instant, (tx) => {
      for (const { type, id } of gone) tx.tombstone(type, id)
      writeCursor(tx, cursor)
    })
  }

  #from(key: string): string | undefined {
    const { intake } = this.#deps
    const marks = [key, deletionsKey].flatMap((each) => intake.cursor(each)?.watermark ?? [])
    return marks.sort().at(-1) ?? pulledTypes.flatMap((type) => intake.cursor(type)?.watermark ?? []).sort()[0]
  }
}

const supportedOf = (capability: CapabilityStatement): string[] =>
  pulledTypes.filter((type) => capability.rest?.[0]?.resource?.some((other) => other.type === type))
