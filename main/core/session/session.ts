import type { SessionView, Staff } from '../../../shared/contract/views/session.js'
import { type Result, refuse } from '../../../shared/kernel/result.js'
import type { Store } from '../store/store.js'

/** What a session needs to know about where it is. */
export interface SessionDeps {
  store: Store
  ehrUrl: string
  practice: boolean
  workstation: string
  now(): Date
}

/** Who is signed in at this workstation, and the tokens that speak for them. */
export class Session {
  readonly #deps: SessionDeps
  #user: Staff | undefined

  constructor(deps: SessionDeps) {
    this.#deps = deps
  }

  /** The person signed in; the same after a restart without a network. */
  user(): Staff | undefined {
    return this.#user
  }

  view(): SessionView {
    const { ehrUrl, practice, workstation } = this.#deps
    return { state: this.#user ? 'signed-in' : 'signed-out', clinic: '', practice, ehrUrl, workstation }
  }

  /** Starts a sign-in: the address of the EHR's own page. */
  async begin(): Promise<Result<{ authorizationUrl: string }>> {
    return refuse('offline-needed', 'The EHR cannot be reached.')
  }

  /** Ends a sign-in with the address the EHR's page came back to. */
  async finish(_callbackUrl: string): Promise<Result<{ name: string }>> {
    return refuse('invalid', 'No sign-in is under way.')
  }

  /** Forgets the person and their tokens; what has not left stays and is sent after the next sign-in. */
  async signOut(): Promise<void> {
    this.#user = undefined
  }

  /** A token that is good now, renewed when needed; undefined when nobody can be vouched for. */
  async accessToken(): Promise<string | undefined> {
    return undefined
  }
}
