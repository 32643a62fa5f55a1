import type { TaskView } from '../../../../shared/contract/views/task.js'
import { Button } from '../../../ui/index.js'
import { isFree, isOpen } from '../actions/action.js'
import { commentOn, replyTo, setUnsent, unsent, useUnsent } from '../unsent.js'
import type { Working } from '../working.js'

/** What was written to the patient before a colleague took or finished the task: it was not sent, and nobody loses it. */
export function KeptWords({ task, working }: { task: TaskView; working: Working }) {
  const text = useUnsent(replyTo(task.id)).trim()
  const [isReplied, isCommented]: boolean[] = [isFree(task), isOpen(task)]
  if (text === '' || isReplied) return null
  const toComment = () => {
    const comment = commentOn(task.id)
    const before = unsent(comment).trimEnd()
    setUnsent(comment, before ? `${before}\n${text}` : text)
    setUnsent(replyTo(task.id), '')
    setTimeout(() => working.focus('comment'))
  }
  return (
    <section className="card inbox-card" aria-label="What you wrote">
      <header className="inbox-card-head">
        <h3>What you wrote, not sent</h3>
      </header>
      <p className="inbox-words selectable">{text}</p>
      <div className="inbox-card-actions">
        {isCommented ? (
          <Button size="s" onPress={toComment}>
            Put it into the comment
          </Button>
        ) : (
          <Button size="s" onPress={() => setUnsent(replyTo(task.id), '')}>
            Let it go
          </Button>
        )}
      </div>
    </section>
  )
}
