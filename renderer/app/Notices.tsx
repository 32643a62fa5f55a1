import type { SessionView } from '../../shared/contract/views/session.js'
import { useConnected, useLive, useShellState } from '../data/index.js'
import { Button, Notice, ProgressBar, useLate } from '../ui/index.js'

/** What everyone in this window must know now, one line each. */
export function Notices({ session, onSignIn }: { session: SessionView; onSignIn: () => void }) {
  const sync = useLive('sync.status', {}).data
  const connected = useConnected()
  const restarting = useShellState().phase === 'restarting' || !connected
  const ahead = sync?.clockMinutesAhead
  return (
    <section aria-label="Notices">
      {restarting && <Restarting />}
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
          This computer’s clock is {Math.abs(ahead)} minutes {ahead > 0 ? 'ahead of' : 'behind'} the EHR’s. Times
          recorded here will be wrong until it is set.
        </Notice>
      )}
      {sync?.firstPull && <FirstPull pull={sync.firstPull} />}
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

function FirstPull({ pull }: { pull: { what: string; done: number; total?: number; secondsLeft?: number } }) {
  const left =
    pull.secondsLeft === undefined
      ? ''
      : pull.secondsLeft > 90
        ? `about ${Math.round(pull.secondsLeft / 60)} min left`
        : `about ${Math.max(1, pull.secondsLeft)} s left`
  const count =
    pull.total === undefined
      ? pull.done.toLocaleString('en-GB')
      : `${pull.done.toLocaleString('en-GB')} of ${pull.total.toLocaleString('en-GB')}`
  return (
    <div className="first-pull">
      <ProgressBar
        label={`Fetching ${pull.what}. You can begin already.`}
        value={pull.done}
        {...(pull.total === undefined ? {} : { total: pull.total })}
        note={[count, left].filter(Boolean).join(' · ')}
      />
    </div>
  )
}
