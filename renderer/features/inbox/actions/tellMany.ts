import type { ManyDone } from '../../../../shared/contract/views/work/inbox.js'
import type { Result } from '../../../../shared/kernel/result.js'
import { sayDeed, toast, toastRefusal } from '../../../data/index.js'
import type { Working } from '../working.js'

/** So many are done by one key; the others stay chosen for the next. */
export const mostTogether = 500

/** Says what became of doing something to several, and offers to take it back; what was left stays chosen. */
export function tellMany(working: Working, result: Result<ManyDone>, words: string): void {
  if (!result.ok) {
    toastRefusal(result.refusal)
    return
  }
  const { done, left } = result.value
  working.choose([...left.map(({ task }) => task), ...working.ids.slice(mostTogether)])
  if (done > 0) void sayDeed(`${words}: ${done}`)
  const [first] = left
  if (!first) return
  const others = left.length > 1 ? `, and ${left.length - 1} more` : ''
  toast(`Left as they were: ${first.text}${others}. ${first.why}`, { tone: 'attention' })
}
