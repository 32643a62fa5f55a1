import type { ShellState } from '../../../shared/contract/shell.js'
import { useReady } from '../../data/index.js'
import { ProgressBar, useLate } from '../../ui/index.js'
import { Failed } from './Failed.js'
import { Passphrase } from './Passphrase.js'
import { Sheet } from './Sheet.js'

/** Everything before the workstation is usable. */
export function StartScreen({ state }: { state: ShellState }) {
  useReady(state.phase === 'passphrase' || state.phase === 'failed')
  if (state.phase === 'passphrase') return <Passphrase first={state.first} problem={state.problem} />
  if (state.phase === 'failed') return <Failed state={state} />
  return <Starting state={state} />
}

function Starting({ state }: { state: ShellState }) {
  // A quick start shows nothing in between.
  const late = useLate(150)
  const starting = state.phase === 'starting' ? state : null
  if (!late) return <div className="start" />
  return (
    <Sheet>
      <h1>Good things take a moment</h1>
      <ProgressBar
        label={starting?.step ?? 'Starting'}
        {...(starting?.done === undefined ? {} : { value: starting.done })}
        {...(starting?.total === undefined ? {} : { total: starting.total })}
        {...(starting?.done !== undefined && starting.total
          ? { note: `${starting.done.toLocaleString('en-GB')} of ${starting.total.toLocaleString('en-GB')}` }
          : {})}
      />
    </Sheet>
  )
}
