import { useEffect, useRef } from 'react'
import { closeDesk, useReady, useSession, useShellState } from '../data/index.js'
import { leaveAll } from '../data/navigation.js'
import { forgetScreens } from '../data/screenState.js'
import { closeToast, useToasts } from '../data/toasts.js'
import { SignIn } from '../features/start/SignIn.js'
import { StartScreen } from '../features/start/StartScreen.js'
import { ToastRegion } from '../ui/index.js'
import { Frame } from './Frame.js'
import { QuitGuard } from './QuitGuard.js'

/** Which of the three worlds the window shows: starting, signing in, working. */
export function App() {
  const state = useShellState()
  const toasts = useToasts((store) => store.toasts)
  return (
    <>
      {state.phase === 'ready' || state.phase === 'restarting' ? <Working /> : <StartScreen state={state} />}
      <ToastRegion toasts={toasts} onClose={closeToast} undoKeys="Mod+Z" />
      <QuitGuard />
    </>
  )
}

function Working() {
  const session = useSession()
  const out = session?.state === 'signed-out'
  const user = session?.user?.id
  const last = useRef(user)
  useReady(out)
  // What one person had open is not for the next, who may also have signed in over them.
  useEffect(() => {
    const changed = user !== undefined && last.current !== undefined && user !== last.current
    if (user !== undefined) last.current = user
    if (!out && !changed) return
    closeDesk()
    leaveAll()
    forgetScreens()
  }, [out, user])
  if (!session) return <StartScreen state={{ phase: 'starting', step: 'Opening this workstation' }} />
  return session.state === 'signed-in' && session.user ? (
    <Frame key={session.user.id} session={session} user={session.user} />
  ) : (
    <SignIn session={session} />
  )
}
