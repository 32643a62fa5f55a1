import type { Resource } from '@medplum/fhirtypes'
import type { Answer, FhirClient } from '../fhir/client.js'
import type { Failure } from '../fhir/failure.js'
import type { Intake } from './intake.js'
import { walk } from './walk.js'

/** How far before the watermark a pull begins, milliseconds: a write may become visible after later ones. */
const overlapMs = 120_000
const pageSize = 200

export interface Pulled {
  ok: true
  /** How many resources were news here. */
  news: number
}

/** What changed in the EHR since the last time, type by type. Its cost follows the changes, not the clinic's size. */
export class Delta {
  readonly #client: FhirClient
  readonly #intake: Intake

  constructor(client: FhirClient, intake: Intake) {
    this.#client = client
    this.#intake = intake
  }

  /** The server's time up to which a type is complete here; undefined before its first pull. */
  watermark(type: string): string | undefined {
    return this.#intake.cursor(type)?.watermark ?? undefined
  }

  /** Pulls everything of a type that changed since its watermark. */
  async pull(type: string): Promise<Pulled | Failure> {
    const from = this.watermark(type)
    if (!from) return { ok: true, news: 0 }
    const since = new Date(Date.parse(from) - overlapMs).toISOString()
    let news = 0
    let began: string | undefined
    for await (const step of walk(this.#client, { type, params: [], count: pageSize }, since)) {
      if (!step.ok) return step
      const { resources, upTo, last, serverTime } = step
      // What the first answer can vouch for is all that is ever claimed: later ones begin where it was, not when.
      began ??= serverTime ?? latestOf(resources) ?? from
      const reached = last ? began : upTo === undefined ? from : earliest(upTo, began)
      news += await this.#intake.take(resources, {
        key: type,
        watermark: latest(from, reached),
        done: true,
        next: null,
      })
      news += await this.#meet(resources)
    }
    return { ok: true, news }
  }

  /** Fetches the demographics of patients somebody's work speaks of before the roster has brought them. */
  async #meet(resources: readonly Resource[]): Promise<number> {
    const found = await meetStrangers(this.#client, this.#intake, resources)
    return found.ok ? found.value : 0
  }
}

/** Patients at a time when they are fetched by id: short enough for any server's longest address. */
const batch = 50

export async function meetStrangers(
  client: FhirClient,
  intake: Intake,
  resources: readonly Resource[],
): Promise<Answer<number> | Failure> {
  const ids = intake.strangers(resources)
  let news = 0
  for (let i = 0; i < ids.length; i += batch) {
    const answer = await client.search('Patient', [
      ['_id', ids.slice(i, i + batch).join(',')],
      ['_count', String(batch)],
    ])
    if (!answer.ok) return answer
    news += await intake.take(answer.value.resources)
  }
  return { ok: true, status: 200, value: news, serverTime: undefined }
}

const latest = (a: string, b: string | undefined): string => (b !== undefined && Date.parse(b) > Date.parse(a) ? b : a)

const earliest = (a: string, b: string): string => (Date.parse(b) < Date.parse(a) ? b : a)

const latestOf = (resources: readonly Resource[]): string | undefined =>
  resources.reduce<string | undefined>(
    (best, { meta }) => (best === undefined ? meta?.lastUpdated : latest(best, meta?.lastUpdated)),
    undefined,
  )
