import type { ReactNode } from 'react'
import { Icon, type IconName } from './icons.js'
import './tag.css'
import type { Tone } from './tone.js'

export interface TagProps {
  tone?: Tone
  /** Drawn before the words. Danger has a triangle unless told otherwise. */
  icon?: IconName | null
  children: ReactNode
  title?: string
}

/** A short fact with its tone: `Penicillin: anaphylaxis`, `note unsigned`, `STAT`. */
export function Tag({ tone = 'plain', icon, children, title }: TagProps) {
  return (
    <span className="ui-tag" data-tone={tone} title={title}>
      {icon && <Icon name={icon} size={12} />}
      <span className="ellipsis">{children}</span>
    </span>
  )
}

/** A count on an icon or beside a name: nothing at zero, and no more digits than an icon has room for. */
export function Badge({
  count,
  label,
  tone = 'attention',
}: {
  count: number
  label: string
  tone?: 'attention' | 'danger' | 'plain'
}) {
  if (count <= 0) return null
  return (
    <span className="ui-badge num" data-tone={tone}>
      {count > 99 ? '99+' : count}
      {tone === 'danger' && '!'}
      <span className="visually-hidden"> {label}</span>
    </span>
  )
}

export type FlagCode = 'HH' | 'H' | 'N' | 'L' | 'LL' | 'A' | '!'
const flagWords: Record<FlagCode, string> = {
  HH: 'critically high',
  H: 'high',
  N: 'normal',
  L: 'low',
  LL: 'critically low',
  A: 'abnormal',
  '!': 'urgent',
}
export const flagTone = (flag: FlagCode | undefined): Tone =>
  flag === 'HH' || flag === 'LL' || flag === '!' ? 'danger' : flag === undefined || flag === 'N' ? 'plain' : 'attention'

/** How a value stands to its reference: the letter laboratories print, with its word for the ear. */
export function Flag({ flag, as = 'letter' }: { flag?: FlagCode; as?: 'letter' | 'arrow' }) {
  if (!flag || flag === 'N') return null
  const arrow = flag.startsWith('H') ? '▲' : flag.startsWith('L') ? '▼' : '◆'
  return (
    <span className={as === 'arrow' ? 'ui-flag-arrow' : 'ui-flag'} data-tone={flagTone(flag)} title={flagWords[flag]}>
      <span aria-hidden>{as === 'arrow' ? (flag.length === 2 ? arrow + arrow : arrow) : flag}</span>
      <span className="visually-hidden">{flagWords[flag]}</span>
    </span>
  )
}
