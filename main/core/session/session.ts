import type { Resource } from '@medplum/fhirtypes'
import type { SessionView, Staff } from '../../../shared/contract/views/session.js'
import { toInstant } from '../../../shared/kernel/dates.js'
import { parseJson } from '../../../shared/kernel/json.js'
import { ok, type Result, refuse } from '../../../shared/kernel/result.js'
import type { Store } from '../store/store.js'
import { ask, discover, type Grant, GrantRefused, type Pending, redeem, refresh, revoke } from './authorization.js'
import { clinicName, isPractice, staffOf } from './staff.js'

/** What a session needs to know about where it is. */
export interface SessionDeps {
  store: Store
  /** Without a trailing slash. */
  ehrUrl: string
  practice: boolean
  workstation: string
  now(): Date
}

/** How long before its end a token is renewed, milliseconds: longer than a slow request takes. */
const renewEarlyMs = 60_000

const unreachable = refuse('offline-needed', 'The EHR cannot be reached, and signing in needs it.')

/**
 * Who is signed in at this workstation, and the tokens that speak for them. Both live in the encrypted store only, so
 * that the app started again without a network is still signed in.
 */
export class Session {
  readonly #deps: SessionDeps
  #user: Staff | undefined
  #clinic: string | undefined
  #practice: boolean | undefined
  #pending: Pending | undefined
  #renewal: Promise<string | undefined> | undefined

  constructor(deps: SessionDeps) {
    this.#deps = deps
    this.#user = this.#remembered()
    deps.store.onChange((topics) => {
      if (topics.has('Organization')) this.#clinic = this.#practice = undefined
      if (topics.has('Practitioner') || topics.has('PractitionerRole')) this.#refreshUser()
    })
  }

  /** The person signed in; the same after a restart without a network. */
  user(): Staff | undefined {
    return this.#user
  }

  /** Topics: `session`, `Organization`. */
  view(): SessionView {
    const { ehrUrl, practice, workstation, store } = this.#deps
    this.#clinic ??= clinicName(store)
    this.#practice ??= practice || isPractice(store)
    const user = this.#user
    const view: SessionView = {
      state: user ? 'signed-in' : 'signed-out',
      clinic: this.#clinic,
      practice: this.#practice,
      ehrUrl,
      workstation,
    }
    if (user) view.user = user
    if (user && this.mustSignInAgain()) view.again = 'expired'
    return view
  }

  /** The EHR takes the tokens of this person no longer; what they do is kept here until they have signed in again. */
  mustSignInAgain(): boolean {
    return this.#user !== undefined && this.#deps.store.setting('session.again') !== undefined
  }

  /** Starts a sign-in: the address of the EHR's own page. */
  async begin(): Promise<Result<{ authorizationUrl: string }>> {
    try {
      const { url, pending } = await ask(this.#deps.ehrUrl)
      this.#pending = pending
      return ok({ authorizationUrl: url })
    } catch {
      return unreachable
    }
  }

  /** Ends a sign-in with the address the EHR's page came back to. */
  async finish(callbackUrl: string): Promise<Result<{ name: string }>> {
    const pending = this.#pending
    this.#pending = undefined
    if (!pending) return refuse('stale', 'This sign-in is no longer under way. Please start again.')
    try {
      const { grant, fhirUser } = await redeem(callbackUrl, pending, this.#deps.now())
      return await this.adopt(grant, fhirUser)
    } catch (error) {
      if (error instanceof TypeError && error.message === 'fetch failed') return unreachable
      return refuse('not-permitted', 'The EHR did not complete the sign-in. Please try again.')
    }
  }

  /** Signs in the person a grant speaks for: `fhirUser` is `Practitioner/<id>`, with or without an address before it. */
  async adopt(grant: Grant, fhirUser: string | undefined): Promise<Result<{ name: string }>> {
    const [type, serverId] = fhirUser?.split('/').slice(-2) ?? []
    if (type !== 'Practitioner' || !serverId) {
      return refuse('not-permitted', 'This account is not one of a colleague, so it cannot be used here.')
    }
    let held: Resource[]
    try {
      held = await this.#fetchColleague(serverId, grant.accessToken)
    } catch {
      return unreachable
    }
    const { store } = this.#deps
    const staff = store.receive(
      toInstant(this.#deps.now()),
      (tx) => {
        for (const resource of held) tx.accept(resource)
        const found = staffOf(store, tx.identity.localId('Practitioner', serverId))
        if (!found) return undefined
        tx.set('session.user', JSON.stringify(found))
        tx.set('session.again', null)
        this.#keep(grant, tx.set.bind(tx))
        tx.touch('session')
        return found
      },
      true,
    )
    if (!staff) return refuse('not-permitted', 'The EHR knows this account, but not which colleague it belongs to.')
    this.#user = staff
    store.announce('session', 'sync')
    return ok({ name: staff.name })
  }

  /** Forgets the person and their tokens; what has not left stays and is sent after the next sign-in. */
  async signOut(): Promise<void> {
    const { store, ehrUrl } = this.#deps
    const grant = this.#grant()
    this.#user = undefined
    store.receive(
      toInstant(this.#deps.now()),
      (tx) => {
        for (const key of ['session.user', 'session.grant', 'session.again']) tx.set(key, null)
        tx.touch('session', 'sync')
      },
      true,
    )
    if (!grant) return
    try {
      await revoke(await discover(ehrUrl), grant)
    } catch {
      // Offline: the tokens are gone from here, and the EHR lets them lapse.
    }
  }

  /** A token that is good now, renewed when needed; undefined when nobody can be vouched for. */
  async accessToken(): Promise<string | undefined> {
    const grant = this.#grant()
    if (!grant) return undefined
    const left = grant.expiresAt - this.#deps.now().getTime()
    if (left > renewEarlyMs || !grant.refreshToken) return grant.accessToken
    return (await this.#renew()) ?? grant.accessToken
  }

  /** The EHR refused a token: a newer one, or undefined when the person must sign in again or nothing can be asked. */
  async renew(refused: string): Promise<string | undefined> {
    const grant = this.#grant()
    if (!grant) return undefined
    if (grant.accessToken !== refused) return grant.accessToken
    if (!grant.refreshToken) {
      this.#expire()
      return undefined
    }
    return this.#renew()
  }

  /** One renewal at a time: refresh tokens are good for a single use. */
  #renew(): Promise<string | undefined> {
    this.#renewal ??= this.#renewOnce().finally(() => {
      this.#renewal = undefined
    })
    return this.#renewal
  }

  async #renewOnce(): Promise<string | undefined> {
    const { store, ehrUrl } = this.#deps
    const grant = this.#grant()
    if (!grant?.refreshToken) return undefined
    try {
      const next = await refresh(await discover(ehrUrl), grant.refreshToken, this.#deps.now())
      // Signed out, or somebody else signed in, while the EHR was being asked.
      if (this.#grant()?.accessToken !== grant.accessToken) return this.#grant()?.accessToken
      store.receive(toInstant(this.#deps.now()), (tx) => this.#keep(next, tx.set.bind(tx)), true)
      return next.accessToken
    } catch (error) {
      if (error instanceof GrantRefused) this.#expire()
      return undefined
    }
  }

  #expire(): void {
    this.#deps.store.receive(toInstant(this.#deps.now()), (tx) => {
      tx.set('session.grant', null)
      tx.set('session.again', 'expired')
      tx.touch('session', 'sync')
    })
  }

  #grant(): Grant | undefined {
    const kept = this.#deps.store.setting('session.grant')
    return kept ? (JSON.parse(kept) as Grant) : undefined
  }

  #keep(grant: Grant, set: (key: string, value: string) => void): void {
    set('session.grant', JSON.stringify(grant))
  }

  #remembered(): Staff | undefined {
    const kept = this.#deps.store.setting('session.user')
    if (!kept) return undefined
    const staff = JSON.parse(kept) as Staff
    return staffOf(this.#deps.store, staff.id) ?? staff
  }

  /** A colleague's name or role changed in the EHR. */
  #refreshUser(): void {
    const now = this.#user && staffOf(this.#deps.store, this.#user.id)
    if (!now || JSON.stringify(now) === JSON.stringify(this.#user)) return
    this.#user = now
    this.#deps.store.receive(toInstant(this.#deps.now()), (tx) => {
      tx.set('session.user', JSON.stringify(now))
      tx.touch('session')
    })
  }

  async #fetchColleague(serverId: string, token: string): Promise<Resource[]> {
    const get = async (path: string): Promise<unknown> => {
      const response = await fetch(`${this.#deps.ehrUrl}/${path}`, {
        headers: { Accept: 'application/fhir+json', Authorization: `Bearer ${token}` },
        redirect: 'error',
        signal: AbortSignal.timeout(15_000),
      })
      if (!response.ok) throw new Error(`the EHR answered ${response.status}`)
      return parseJson(await response.text())
    }
    const id = encodeURIComponent(serverId)
    const practitioner = (await get(`Practitioner/${id}`)) as Resource
    const roles = (await get(`PractitionerRole?practitioner=Practitioner/${id}&_count=20`)) as {
      entry?: { resource?: Resource }[]
    }
    const found = (roles.entry ?? []).flatMap(({ resource }) =>
      resource?.resourceType === 'PractitionerRole' ? [resource] : [],
    )
    return [practitioner, ...found]
  }
}
