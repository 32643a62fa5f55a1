import { create } from 'zustand'
import { send, shell } from '../../data/index.js'

/** Where a sign-in is. */
export const useSignIn = create<{ busy: boolean; problem: string | null }>(() => ({ busy: false, problem: null }))

/** Opens the EHR's own sign-in page and finishes with the address it comes back to. */
export async function signIn(): Promise<void> {
  if (useSignIn.getState().busy) return
  useSignIn.setState({ busy: true, problem: null })
  const end = (problem: string | null) => useSignIn.setState({ busy: false, problem })
  const begun = await send('session.begin-sign-in', {})
  if (!begun.ok) return end(begun.refusal.message)
  const callbackUrl = await shell.authorize(begun.value.authorizationUrl)
  if (callbackUrl === null) return end(null)
  const finished = await send('session.finish-sign-in', { callbackUrl })
  end(finished.ok ? null : finished.refusal.message)
}
