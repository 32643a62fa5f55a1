import type { TaskNews } from '../../../../shared/contract/work/team.js'
import { useKeys } from '../../../data/index.js'
import { Button } from '../../../ui/index.js'
import { commentOn, replyTo, useUnsent } from '../unsent.js'
import type { Working } from '../working.js'

/** So many are told at once; each that was read makes room for the next. */
const most = 2

/**
 * What did not come about here since a colleague was first, until the person has read it: whoever was away finds it over
 * every list, also of tasks that have left theirs.
 */
export function WasFirst({ lost, working }: { lost: readonly TaskNews[]; working: Working }) {
  const [first] = lost
  useKeys('Inbox', [
    {
      keys: 'l',
      label: 'Look at what a colleague was first with',
      run: () => first && working.select(first.task),
      when: first !== undefined,
    },
  ])
  if (!first) return null
  return (
    <ul className="inbox-first" aria-label="A colleague was first">
      {lost.slice(0, most).map((news, at) => (
        <li key={news.task}>
          <Line news={news} />
          <Button size="s" onPress={() => working.select(news.task)} {...(at === 0 && { keys: 'l' })}>
            Look
          </Button>
        </li>
      ))}
      {lost.length > most && <li className="num">and {lost.length - most} more</li>}
    </ul>
  )
}

function Line({ news: { task, by, text, patient } }: { news: TaskNews }) {
  const isKept = [useUnsent(commentOn(task)), useUnsent(replyTo(task))].some((words) => words.trim() !== '')
  return (
    <span>
      <span className="strong">{by} was first:</span> {[patient, text].filter(Boolean).join(', ')}
      {isKept && <span className="muted"> · what you wrote is kept</span>}
    </span>
  )
}
