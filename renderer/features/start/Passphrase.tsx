import { useState } from 'react'
import { shell } from '../../data/index.js'
import { Button, TextField } from '../../ui/index.js'
import { Sheet } from './Sheet.js'

const NOT_THE_SAME = 'The two are not the same.'

/** What is wrong with a new passphrase, or null. Length is what protects; rules about signs do not. */
export function passphraseProblem(text: string, again: string): string | null {
  if (text.length < 12) return 'Twelve characters or more, please. Four or five words make a good one.'
  if (new Set(text).size < 5) return 'Too easy to guess: it repeats the same few characters.'
  if (again !== text) return NOT_THE_SAME
  return null
}

/** No keychain on this computer: a passphrase protects what is kept here. */
export function Passphrase({ first, problem }: { first: boolean; problem?: string | undefined }) {
  const [text, setText] = useState('')
  const [again, setAgain] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const wrong = first ? passphraseProblem(text, again) : text === '' ? 'Type the passphrase of this workstation.' : null
  const shown = tried ? (wrong ?? undefined) : problem
  const atAgain = first && shown === NOT_THE_SAME
  const submit = async () => {
    setTried(true)
    if (wrong || busy) return
    setBusy(true)
    setTried(false)
    await shell.passphrase(text).finally(() => setBusy(false))
  }
  return (
    <Sheet>
      <h1>{first ? 'Choose a passphrase for this workstation' : 'This workstation is locked'}</h1>
      <p className="muted">
        {first
          ? 'This computer has no keychain, so a passphrase protects what Rounds keeps here. It is asked for at each start.'
          : 'Type its passphrase to open what Rounds keeps here.'}
      </p>
      <form
        className="start-form"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <TextField
          label="Passphrase"
          type="password"
          autoComplete={first ? 'new-password' : 'current-password'}
          value={text}
          onChange={setText}
          autoFocus
          {...(shown && !atAgain ? { error: shown } : {})}
        />
        {first && (
          <TextField
            label="The same again"
            type="password"
            autoComplete="new-password"
            value={again}
            onChange={setAgain}
            {...(shown && atAgain ? { error: shown } : {})}
          />
        )}
        <Button className="start-main" look="primary" icon="lock" type="submit" isDisabled={busy}>
          {busy ? 'Opening' : first ? 'Protect and open' : 'Open'}
        </Button>
      </form>
      <p className="faint start-small">
        {first
          ? 'Write it down and keep it in the clinic’s safe. Nobody can recover it; without it, work that has not reached the EHR is lost.'
          : 'Forgotten? Work already in the EHR is safe there. Ask who set this workstation up.'}
      </p>
    </Sheet>
  )
}
