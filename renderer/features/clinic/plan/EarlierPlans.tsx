import type { Instant } from '../../../../shared/kernel/ids.js'
import { Button } from '../../../ui/index.js'
import { when } from './planView.js'
import './plan.css'

interface Version {
  version: number
  at?: Instant
  by?: string
}

export interface EarlierPlansProps<V extends Version> {
  title: string
  earlier: readonly V[]
  wordsOf: (version: V) => string
  /** Undefined for who may not change them. */
  use: ((version: V) => void) | undefined
}

/** The versions before the present one, each to be used again. */
export function EarlierPlans<V extends Version>({ title, earlier, wordsOf, use }: EarlierPlansProps<V>) {
  if (earlier.length === 0) return null
  return (
    <details className="plan-earlier">
      <summary>{title}</summary>
      <ul>
        {earlier.map((each) => (
          <li key={each.version}>
            <span>
              Version {each.version}
              {each.at && `, ${when(each.at)}`}
              {each.by && `, ${each.by}`} <span className="faint">{wordsOf(each)}</span>
            </span>
            {use && (
              <Button size="s" onPress={() => use(each)}>
                Use these again
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}
