import type { FirstPullView, SessionView } from '../../shared/contract/views/session.js'
import { leftForReading, offWords } from '../../shared/kernel/dates.js'
import { send, toastRefusal, useConnected, useLive, useShellState } from '../data/index.js'
import { Button, Notice, ProgressBar, useLate } from '../ui/index.js'
import { Repaired } from './Repaired.js'

/** What everyone in this window must know now, one line each. */
export function Notices({ session, onSignIn }: { session: SessionView; onSignIn: () => void }) {
  const sync = useLive('sync.status', {}).data
  const connected = useConnected()
  const restarting = useShellState().phase === 'restarting' || !connected
  const ahead = sync?.clockMinutesAhead
  return (
    <section aria-label="Notices">
      {restarting && <Restarting />}
      <Repaired />
      {session.again && (
        <Notice
          tone="attention"
          icon="lock"
          actions={
            <Button size="s" onPress={onSignIn}>
              Sign in again
            </Button>
          }
        >
          Your sign-in has ended. You can go on working; it is saved here and sent once you have signed in again.
        </Notice>
      )}
      {ahead !== undefined && (
        <Notice tone="attention" icon="clock">
          This computer’s clock is {offWords(ahead)} the EHR’s. Times recorded here will be wrong until it is set.
        </Notice>
      )}
      {sync?.lowSpace !== undefined && (
        <Notice tone="attention" icon="disk">
          Little space is left on this computer: {Math.max(1, Math.round(sync.lowSpace / 1_000_000))} MB. When it is
          full nothing more can be saved here. Please have some freed soon.
        </Notice>
      )}
      {sync?.firstPull && <FirstPull pull={sync.firstPull} offline={sync.state === 'offline'} />}
    </section>
  )
}

function Restarting() {
  // Most restarts are over before anyone could read this.
  if (!useLate(600)) return null
  return (
    <Notice tone="attention" icon="refresh">
      Rounds is starting its engine again. What was saved is safe. You can read on; writing is possible again in a
      moment.
    </Notice>
  )
}

const count = (n: number) => n.toLocaleString('en-GB')

/** The clinic coming here for the first time: how far, how long still, and a way to let it wait. */
function FirstPull({ pull, offline }: { pull: FirstPullView; offline: boolean }) {
  const { what, done, total, secondsLeft, paused } = pull
  const pause = async () => {
    const result = await send('workstation.pause', { paused: !paused })
    if (!result.ok) toastRefusal(result.refusal)
  }
  const label = paused
    ? 'Bringing the clinic here is paused. Whoever you open still comes; search finds only who is here.'
    : offline
      ? 'The EHR cannot be reached. Bringing the clinic here goes on by itself when it can; what came is kept.'
      : `Bringing the clinic here: ${what}. You can work already.`
  const far = total === undefined ? count(done) : `${count(done)} of ${count(total)}`
  const note = [far, secondsLeft !== undefined && !offline && leftForReading(secondsLeft)].filter(Boolean).join(' · ')
  return (
    <div className="first-pull">
      <ProgressBar label={label} value={done} {...(total === undefined ? {} : { total })} note={note} />
      <Button size="s" icon={paused ? 'play' : 'pause'} onPress={() => void pause()}>
        {paused ? 'Go on' : 'Pause'}
      </Button>
    </div>
  )
}
