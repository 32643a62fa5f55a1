import type { ReactNode } from 'react'

export interface FactsProps {
  /** What each is, and what is known of it; what is not known is left out. */
  facts: readonly (readonly [label: string, value: ReactNode])[]
  /** Said where nothing is known. */
  none?: string
}

/** What is known of something, each with what it is. */
export function Facts({ facts, none }: FactsProps) {
  const known = facts.filter(([, value]) => value)
  if (known.length === 0 && none) return <p className="muted">{none}</p>
  return (
    <dl className="inbox-facts">
      {known.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className="num selectable">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
