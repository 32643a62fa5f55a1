import { useState } from 'react'
import type { MentionedIn, TaskView } from '../../../../shared/contract/views/task.js'
import { kindOf } from '../../../../shared/domain/task/kind.js'
import { momentForReading } from '../../../../shared/kernel/dates.js'
import { draftsKept, sayDeed, send, toastRefusal, useKeys } from '../../../data/index.js'
import { taskIcons } from '../../../data/taskIcons.js'
import { Button, Icon, Tag, TextField } from '../../../ui/index.js'
import { isFree } from '../actions/action.js'
import { replyTo, setUnsent, unsent, useUnsent } from '../unsent.js'
import type { Working } from '../working.js'
import { About } from './About.js'
import type { PaneProps } from './pane.js'

/** Where a colleague spoke to the person: the words around it, the way there, and the place to answer. */
export function MentionPane(props: PaneProps) {
  const { task, working, now } = props
  const { mentioned } = task
  if (!mentioned) return <About {...props} />
  return (
    <>
      <section className="card inbox-card" aria-label="Where you were mentioned">
        <header className="inbox-card-head">
          <Icon name={taskIcons[mentioned.kind]} size={18} label={kindOf[mentioned.kind].one} />
          <h2>{mentioned.text}</h2>
          {(mentioned.status === 'done' || mentioned.status === 'cancelled') && <Tag>finished</Tag>}
        </header>
        <ul className="inbox-talk">
          {mentioned.said.map(({ at, who, words, here }) => (
            <li key={`${at} ${who} ${words}`} data-here={here}>
              <span className="strong">{who}</span> <span className="faint num">{momentForReading(at, now)}</span>
              <p className="inbox-words selectable">{words}</p>
            </li>
          ))}
        </ul>
        {isFree(task) && <Answer task={task} mentioned={mentioned} working={working} />}
        <div className="inbox-card-actions">
          <Button keys="g" onPress={() => working.start('go-to-mention')}>
            {`Go to ${kindOf[mentioned.kind].one.toLowerCase()}`}
          </Button>
        </div>
      </section>
      <About {...props} />
    </>
  )
}

/** The answer is said where the question was, and whoever asked is told. */
function Answer({ task, mentioned, working }: { task: TaskView; mentioned: MentionedIn; working: Working }) {
  const words = replyTo(task.id)
  const text = useUnsent(words)
  const [busy, setBusy] = useState(false)
  const [focused, setFocused] = useState(false)
  const { by } = mentioned
  const ready = text.trim() !== '' && !busy
  const answer = async () => {
    const said = text.trim()
    if (!ready) return
    setBusy(true)
    await draftsKept()
    const mentions = by.id ? [by.id] : []
    const result = await send('task.comment', { task: mentioned.task, text: said, mentions })
    setBusy(false)
    if (!result.ok) return toastRefusal(result.refusal)
    if (unsent(words).trim() === said) setUnsent(words, '')
    // The keys of the list work again.
    if (document.activeElement instanceof HTMLTextAreaElement) document.activeElement.blur()
    await sayDeed(`Answered ${by.name}`)
  }
  useKeys('Answer', [
    { keys: 'Mod+Enter', label: `Answer ${by.name}`, run: () => void answer(), when: focused && ready },
  ])
  return (
    <section
      className="inbox-answer"
      aria-label="Answer"
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
    >
      <TextField
        label={`Answer ${by.name}`}
        rows={2}
        maxLength={2000}
        value={text}
        onChange={(next) => setUnsent(words, next)}
        inputRef={working.field('reply')}
        description={`Said beside the ${kindOf[mentioned.kind].one.toLowerCase()}, for colleagues only. ${by.name} is told.`}
        onKeyDown={(event) => {
          if (event.key === 'Escape') (event.target as HTMLElement).blur()
        }}
      />
      {text.trim() !== '' && (
        <div className="inbox-card-actions">
          <Button size="s" icon="send" keys="Mod+Enter" isDisabled={!ready} onPress={() => void answer()}>
            Answer
          </Button>
        </div>
      )}
    </section>
  )
}
