import type { Bundle, CapabilityStatement, Resource } from '@medplum/fhirtypes'
import type { Instant } from '../../../shared/kernel/ids.js'
import { parseJson } from '../../../shared/kernel/json.js'
import { type Failure, failure, isOutcome, networkFailure, retryAfterOf, saidIn, statusFailure } from './failure.js'
import { type Page, pageOf } from './page.js'
import type { Operation } from './patch.js'

/** Where bearer tokens come from. `renew` is asked when the server no longer takes the present one. */
export interface Tokens {
  accessToken(): Promise<string | undefined>
  renew(refused: string): Promise<string | undefined>
}

export interface Answer<T> {
  ok: true
  status: number
  value: T
  /**
   * The server's clock when it answered; undefined when it does not say. For a page, the time the answer can vouch for: a
   * copy made earlier speaks of earlier.
   */
  serverTime: Instant | undefined
}
export type Outcome<T> = Answer<T> | Failure

interface Request {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  url: URL
  body?: string
  headers?: Record<string, string>
  timeoutMs?: number
  /** Refusals that even a web page may bring: of what a server may lack, whatever stands before it says so. */
  pageMayRefuse?: ReadonlySet<number>
}

export interface ClientDeps {
  /** Without a trailing slash. */
  base: string
  tokens: Tokens
  now(): Date
  /** Hears of every answer with the server's clock. */
  onServerTime?: (server: Date, local: Date) => void
}

const fhirJson = 'application/fhir+json'

/** What a web page must not be believed about a record: refused, not there, deleted, forbidden by law. */
const aboutTheRecord = new Set([403, 404, 410, 451])
const needsSignInOnTheWay = 407

/** After so many searches one may be worded like the first. */
const wordings = 50
/** Asked for per page where the caller does not say. */
const fewest = 50

/** How long to wait for an answer, milliseconds. A page of a slow server may take longer than a single record. */
const answerMs = 30_000
const pageMs = 90_000

/** A FHIR R4 server over HTTP. Every failure is a value; the token goes to the server's own origin only. */
export class FhirClient {
  readonly #deps: ClientDeps
  readonly #base: URL
  readonly #stopped = new AbortController()
  #asked = 0

  constructor(deps: ClientDeps) {
    this.#deps = deps
    this.#base = new URL(`${deps.base}/`)
  }

  /** Cuts off every request under way. */
  stop(): void {
    this.#stopped.abort()
  }

  async metadata(): Promise<Outcome<CapabilityStatement>> {
    const answer = await this.#resource<CapabilityStatement>(
      { method: 'GET', url: this.#at('metadata') },
      'CapabilityStatement',
    )
    if (answer.ok && !answer.value.fhirVersion?.startsWith('4.')) {
      return failure('not-fhir', 'The server at this address speaks another version of FHIR than R4.')
    }
    return answer
  }

  read<T extends Resource>(type: T['resourceType'], id: string): Promise<Outcome<T>> {
    return this.#resource<T>({ method: 'GET', url: this.#at(`${type}/${encodeURIComponent(id)}`) }, type)
  }

  /**
   * The first page of a search, a history or `$everything`: `path` without a leading slash. No two searches are worded
   * alike, so that a server that keeps answers has none to repeat, whether or not it heeds `no-cache`.
   */
  search(path: string, params: [string, string][]): Promise<Outcome<Page>> {
    const url = this.#at(path)
    this.#asked = (this.#asked + 1) % wordings
    for (const [name, value] of params)
      url.searchParams.append(name, name === '_count' ? String(Number(value) + this.#asked) : value)
    if (!params.some(([name]) => name === '_count' || name === '_summary'))
      url.searchParams.append('_count', String(fewest + this.#asked))
    return this.#page(url)
  }

  /** Whether a following page may be fetched: the token goes to the server's own origin only. */
  follows(link: string): boolean {
    return URL.canParse(link, this.#base.href) && new URL(link, this.#base).origin === this.#base.origin
  }

  /** A following page. An address on another origin is refused: the token must not go there. */
  next(link: string): Promise<Outcome<Page>> {
    const url = new URL(link, this.#base)
    if (!this.follows(link)) {
      return Promise.resolve(
        failure(
          'not-fhir',
          'The EHR pointed to another computer for the rest of its answer, which Rounds does not follow.',
        ),
      )
    }
    return this.#page(url)
  }

  /** Creates a resource unless one matches `ifNoneExist` (`identifier=system|value`); status 200 when one did. */
  create<T extends Resource>(resource: T, ifNoneExist?: string): Promise<Outcome<T>> {
    const headers: Record<string, string> = ifNoneExist ? { 'If-None-Exist': ifNoneExist } : {}
    return this.#resource<T>(
      { method: 'POST', url: this.#at(resource.resourceType), body: JSON.stringify(resource), headers },
      resource.resourceType,
    )
  }

  update<T extends Resource & { id?: string }>(resource: T, ifVersion: string | undefined): Promise<Outcome<T>> {
    return this.#resource<T>(
      {
        method: 'PUT',
        url: this.#at(`${resource.resourceType}/${encodeURIComponent(resource.id as string)}`),
        body: JSON.stringify(resource),
        headers: ifMatch(ifVersion),
      },
      resource.resourceType,
    )
  }

  patch<T extends Resource>(
    type: T['resourceType'],
    id: string,
    operations: Operation[],
    ifVersion: string | undefined,
  ): Promise<Outcome<T>> {
    return this.#resource<T>(
      {
        method: 'PATCH',
        url: this.#at(`${type}/${encodeURIComponent(id)}`),
        body: JSON.stringify(operations),
        headers: { ...ifMatch(ifVersion), 'Content-Type': 'application/json-patch+json' },
      },
      type,
    )
  }

  /** A transaction Bundle; the answer's type and every entry's status are the caller's to look at. */
  transaction(bundle: Bundle): Promise<Outcome<Bundle>> {
    return this.#resource<Bundle>(
      { method: 'POST', url: new URL(this.#deps.base), body: JSON.stringify(bundle), timeoutMs: pageMs },
      'Bundle',
    )
  }

  /** One version of a resource; fails as `gone` where that version is its deletion. */
  version<T extends Resource>(type: T['resourceType'], id: string, version: string): Promise<Outcome<T>> {
    const path = `${type}/${encodeURIComponent(id)}/_history/${encodeURIComponent(version)}`
    return this.#resource<T>({ method: 'GET', url: this.#at(path), pageMayRefuse: new Set([404]) }, type)
  }

  /** Deletes a resource as it is in this version. */
  async remove(type: string, id: string, version: string | undefined): Promise<Outcome<undefined>> {
    const url = this.#at(`${type}/${encodeURIComponent(id)}`)
    const answer = await this.#send({ method: 'DELETE', url, headers: ifMatch(version) })
    return answer.ok ? { ...answer, value: undefined } : answer
  }

  #at(path: string): URL {
    return new URL(path, this.#base)
  }

  async #page(url: URL): Promise<Outcome<Page>> {
    const answer = await this.#resource<Bundle>(
      { method: 'GET', url, timeoutMs: pageMs, pageMayRefuse: aboutTheRecord },
      'Bundle',
    )
    if (!answer.ok) return answer
    let page: Page | undefined
    try {
      page = pageOf(answer.value, url)
    } catch {
      return failure('not-fhir', 'The address answers, but not as a FHIR server does.', { status: answer.status })
    }
    if (!page) return failure('server', 'The EHR could not answer in full.', { status: answer.status })
    return { ...answer, value: page, serverTime: earlier(answer.serverTime, answer.value.meta?.lastUpdated) }
  }

  /** A request whose answer is one resource; a write answered without a body is read back. */
  async #resource<T extends Resource>(request: Request, type: string): Promise<Outcome<T>> {
    const answer = await this.#send(request)
    if (!answer.ok) return answer
    const { body, headers } = answer.value
    const resource = body as (T & { id?: string }) | undefined
    const writes = request.method !== 'GET'
    if (writes && (!resource || (resource.resourceType as string) === 'OperationOutcome')) {
      const where =
        headers.get('location') ??
        headers.get('content-location') ??
        (request.method === 'POST' ? null : request.url.href)
      const id = where && idIn(where, type)
      if (id) return this.read<T>(type as T['resourceType'], id)
      return failure('server', 'The EHR has not said what became of this.', { status: answer.status, uncertain: true })
    }
    if (resource?.resourceType !== type) {
      return failure('not-fhir', 'The address answers, but not as a FHIR server does.', {
        status: answer.status,
        uncertain: writes,
      })
    }
    const version = versionIn(headers.get('etag'))
    if (type !== 'Bundle' && version && !resource.meta?.versionId)
      resource.meta = { ...resource.meta, versionId: version }
    return { ...answer, value: resource }
  }

  async #send(request: Request): Promise<Outcome<{ body: unknown; headers: Headers }>> {
    const token = await this.#deps.tokens.accessToken()
    const first = await this.#once(request, token)
    if (first.ok || first.kind !== 'unauthorized' || !token) return first
    const renewed = await this.#deps.tokens.renew(token)
    return renewed && renewed !== token ? this.#once(request, renewed) : first
  }

  /** Reading again is harmless, and a kept connection may have been closed at the other end while it lay idle. */
  async #once(request: Request, token: string | undefined): Promise<Outcome<{ body: unknown; headers: Headers }>> {
    const answer = await this.#exchange(request, token)
    const wasCut = !answer.ok && answer.kind === 'network' && answer.uncertain && !answer.timedOut
    const again = wasCut && request.method === 'GET' && !this.#stopped.signal.aborted
    return again ? this.#exchange(request, token) : answer
  }

  async #exchange(request: Request, token: string | undefined): Promise<Outcome<{ body: unknown; headers: Headers }>> {
    const writes = request.method !== 'GET'
    let response: Response
    let text: string
    try {
      response = await fetch(request.url, {
        method: request.method,
        // A redirect could carry the token or a write elsewhere: it is answered as a failure instead.
        redirect: 'manual',
        body: request.body ?? null,
        headers: {
          Accept: fhirJson,
          ...(writes ? {} : { 'Cache-Control': 'no-cache' }),
          ...(request.body === undefined ? {} : { 'Content-Type': fhirJson }),
          ...(writes ? { Prefer: 'return=representation' } : {}),
          ...(token ? { Authorization: `Bearer ${token}` } : {}),
          ...request.headers,
        },
        signal: AbortSignal.any([this.#stopped.signal, AbortSignal.timeout(request.timeoutMs ?? answerMs)]),
      })
    } catch (error) {
      return networkFailure(error)
    }
    try {
      text = await response.text()
    } catch {
      return failure('truncated', 'The answer of the EHR broke off.', { status: response.status, uncertain: writes })
    }
    const now = this.#deps.now()
    const serverTime = this.#clock(response.headers.get('date'), response.headers.get('age'), now)
    const { status } = response
    const contentType = response.headers.get('content-type') ?? ''
    const isJson = /[/+]json\b/.test(contentType)
    let body: unknown
    if (text && isJson) {
      try {
        body = parseJson(text)
      } catch {
        return failure('truncated', 'The answer of the EHR broke off.', { status, uncertain: writes })
      }
    }
    const isPage = /^text\/html\b/i.test(contentType) && aboutTheRecord.has(status)
    if (status === needsSignInOnTheWay || (isPage && !request.pageMayRefuse?.has(status)))
      return failure('not-fhir', 'Something on the way answers in place of the EHR. Please check the network.', {
        status,
        uncertain: writes,
      })
    if (status >= 400)
      return statusFailure(
        status,
        saidIn(body),
        retryAfterOf(response.headers.get('retry-after'), now.getTime()),
        isOutcome(body),
      )
    if (status >= 300)
      return failure('not-fhir', 'The address of the EHR points somewhere else. Please check it.', { status })
    if (text && !isJson)
      return failure('not-fhir', 'The address answers with a web page, not as a FHIR server does.', {
        status,
        uncertain: writes,
      })
    return { ok: true, status, value: { body, headers: response.headers }, serverTime }
  }

  /** The Date header. A copy (RFC 9111, Age) may carry the time it was made or the time it was handed out: the earlier counts. */
  #clock(date: string | null, age: string | null, local: Date): Instant | undefined {
    const server = date ? Date.parse(date) : Number.NaN
    if (Number.isNaN(server)) return undefined
    const seconds = Number(age ?? 0)
    if (!(seconds > 0)) this.#deps.onServerTime?.(new Date(server), local)
    return new Date(server - (seconds > 0 ? seconds * 1000 : 0)).toISOString() as Instant
  }
}

const ifMatch = (version: string | undefined): Record<string, string> =>
  version === undefined ? {} : { 'If-Match': `W/"${version}"` }

/** The version in an ETag: `W/"3"`. */
const versionIn = (etag: string | null): string | undefined => etag?.match(/^(?:W\/)?"([^"]+)"$/)?.[1]

/** The id in `…/Type/id` or `…/Type/id/_history/3`. */
function idIn(address: string, type: string): string | undefined {
  const parts = address.split(/[?#]/)[0]?.split('/') ?? []
  const at = parts.lastIndexOf(type)
  return at < 0 ? undefined : parts[at + 1]
}

const earlier = (a: Instant | undefined, b: string | undefined): Instant | undefined =>
  a !== undefined && b !== undefined && Date.parse(b) < Date.parse(a) ? (new Date(b).toISOString() as Instant) : a
