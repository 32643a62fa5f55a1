import type { Instant } from '../../shared/kernel/ids.js'
import { asOfWords } from './asOfWords.js'
import { Icon } from './icons.js'
import './asof.css'

/**
 * The time up to which what is shown is complete: quiet while that is now, plain when it is not. `of` is what, and empty
 * where it stands in a place that says so.
 */
export function AsOf({ at, now, of }: { at: Instant | undefined; now: Date; of?: string }) {
  if (!at) return null
  const { age, words } = asOfWords(at, now)
  return (
    <span className="ui-as-of num" data-age={age}>
      {age !== 'current' && <Icon name="clock" size={12} />}
      {of === undefined ? words : `${of} as of ${words}`.trim()}
    </span>
  )
}
