import { Icon } from './icons.js'
import './asof.css'

export type UnsentState = 'saved-here' | 'sending' | 'needs-you'

const looks = {
  'saved-here': { icon: 'save', words: 'saved here' },
  sending: { icon: 'cloud-up', words: 'sending' },
  'needs-you': { icon: 'cloud-alert', words: 'needs you' },
} as const

/** Where something entered here has got to, beside the thing itself; nothing once the EHR has it. */
export function UnsentMark({ state, bare }: { state: UnsentState | undefined; bare?: boolean }) {
  if (!state) return null
  const { icon, words } = looks[state]
  return (
    <span className="ui-unsent" data-state={state} title={bare ? words : undefined}>
      <Icon name={icon} size={13} {...(bare ? { label: words } : {})} />
      {!bare && words}
    </span>
  )
}
