import { type ReactNode, useEffect, useState } from 'react'
import { ProgressBar as AriaProgressBar, Label } from 'react-aria-components'
import { Icon, type IconName } from './icons.js'
import './state.css'

/** Nothing here, said kindly: what this place is for and what one can do. */
export function EmptyState({
  icon,
  title,
  children,
  actions,
  compact,
}: {
  icon?: IconName
  title: string
  children?: ReactNode
  actions?: ReactNode
  compact?: boolean
}) {
  return (
    <div className="ui-empty" data-compact={compact || undefined}>
      {icon && (
        <span className="ui-empty-icon">
          <Icon name={icon} size={compact ? 18 : 22} />
        </span>
      )}
      <p className="ui-empty-title">{title}</p>
      {children && <div className="ui-empty-more">{children}</div>}
      {actions && <div className="ui-empty-actions">{actions}</div>}
    </div>
  )
}

export interface ProblemProps {
  /** What happened, one sentence. */
  title: string
  /** What is safe: `Everything you entered is safe on this workstation.` */
  safe?: string
  /** What else there is to know. */
  children?: ReactNode
  /** The way on. */
  actions?: ReactNode
  tone?: 'danger' | 'attention' | 'information'
  icon?: IconName
  /** In a list or panel rather than in the middle of a screen. */
  inline?: boolean
}

/** A failure: what happened, what is safe, the way on. */
export function Problem({ title, safe, children, actions, tone = 'attention', icon = 'alert', inline }: ProblemProps) {
  return (
    <div className="ui-problem" role="alert" data-tone={tone} data-inline={inline || undefined}>
      <span className="ui-problem-icon">
        <Icon name={icon} size={inline ? 16 : 20} />
      </span>
      <div className="ui-problem-words">
        <p className="ui-problem-title">{title}</p>
        {children && <div className="ui-problem-more">{children}</div>}
        {safe && (
          <p className="ui-problem-safe">
            <Icon name="shield-check" size={14} /> {safe}
          </p>
        )}
        {actions && <div className="ui-problem-actions">{actions}</div>}
      </div>
    </div>
  )
}

/** One line across the top of a part of the screen. */
export function Notice({
  tone = 'information',
  icon,
  children,
  actions,
}: {
  tone?: 'danger' | 'attention' | 'information'
  icon?: IconName
  children: ReactNode
  actions?: ReactNode
}) {
  return (
    <div className="ui-notice" data-tone={tone} role={tone === 'danger' ? 'alert' : 'status'}>
      <Icon name={icon ?? (tone === 'information' ? 'info' : 'alert')} size={15} />
      <span className="ui-notice-words">{children}</span>
      {actions}
    </div>
  )
}

/** `value` of `total`, or a moving band when the total is unknown. */
export function ProgressBar({
  label,
  value,
  total,
  note,
}: {
  label: string
  value?: number
  total?: number
  note?: string
}) {
  const known = value !== undefined && total !== undefined && total > 0
  return (
    <AriaProgressBar
      className="ui-progress"
      value={known ? value : 0}
      maxValue={known ? total : 1}
      isIndeterminate={!known}
    >
      {({ percentage }) => (
        <>
          <div className="ui-progress-words">
            <Label>{label}</Label>
            {note && <span className="muted num">{note}</span>}
          </div>
          <div className="ui-progress-track">
            <div
              className="ui-progress-fill"
              style={known ? { width: `${percentage ?? 0}%` } : undefined}
              data-unknown={!known || undefined}
            />
          </div>
        </>
      )}
    </AriaProgressBar>
  )
}

/** Grey lines where words will be; only when loading takes more than 150 ms, so nearly never. */
export function Skeleton({ lines = 3, label = 'Loading' }: { lines?: number; label?: string }) {
  const late = useLate(150)
  if (!late) return null
  return (
    <div className="ui-skeleton" role="status" aria-label={label}>
      {Array.from({ length: lines }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: identical lines
        <span key={index} style={{ width: `${[92, 74, 83, 61, 88][index % 5]}%` }} />
      ))}
    </div>
  )
}

/** False, then true after `ms`. */
export function useLate(ms: number): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), ms)
    return () => clearTimeout(timer)
  }, [ms])
  return late
}
