import type { SessionView } from '../../../shared/contract/views/session.js'
import { useLive } from '../../data/index.js'
import { Button, Icon, Problem } from '../../ui/index.js'
import { Sheet } from './Sheet.js'
import { signIn, useSignIn } from './signIn.js'

/** No one is signed in: whose workstation this is, and the way in. */
export function SignIn({ session }: { session: SessionView }) {
  const { busy, problem } = useSignIn()
  const sync = useLive('sync.status', {}).data
  const unsent = sync ? sync.savedHere + sync.sending + sync.needsYou : 0
  return (
    <Sheet practice={session.practice}>
      <h1>{session.clinic || 'Welcome to Rounds'}</h1>
      <p className="muted">
        {session.practice
          ? 'A practice clinic on this computer. Sign in as any of its six people; every patient is made up.'
          : 'Sign in with your EHR account. Rounds never sees your password.'}
      </p>
      {problem && <Problem inline title={problem} safe="Nothing on this workstation has changed." />}
      <Button
        // Made anew once it may be pressed again, so that the keyboard is on it.
        key={busy ? 'waiting' : 'ready'}
        className="start-main"
        look="primary"
        icon="key"
        autoFocus
        isDisabled={busy}
        onPress={() => void signIn()}
      >
        {busy ? 'Waiting for the sign-in window' : problem ? 'Try again' : 'Sign in'}
      </Button>
      {busy && (
        <p className="muted start-small">
          The EHR’s sign-in page is open in a window of its own. Closing that window brings you back here.
        </p>
      )}
      {unsent > 0 && !busy && (
        <p className="start-line">
          <Icon name="save" /> {unsent === 1 ? '1 change is' : `${unsent} changes are`} saved here and sent once
          somebody signs in; each names who entered it.
        </p>
      )}
      <dl className="start-facts">
        <div>
          <dt>EHR</dt>
          <dd className="selectable">{session.ehrUrl}</dd>
        </div>
        <div>
          <dt>Workstation</dt>
          <dd className="selectable">{session.workstation}</dd>
        </div>
      </dl>
    </Sheet>
  )
}
