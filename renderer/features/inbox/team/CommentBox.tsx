import { useState } from 'react'
import type { TaskView } from '../../../../shared/contract/views/task.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { draftsKept, sayDeed, send, toastRefusal, useKeys, useLive, useStaff } from '../../../data/index.js'
import { Button, TextField } from '../../../ui/index.js'
import { commentOn, setUnsent, unsent, useUnsent } from '../unsent.js'
import type { Working } from '../working.js'
import { mentionBefore, mentionedIn, peopleFor, withMention } from './mentions.js'

/** What is offered is seen, also below the edge of the pane. */
const intoView = (list: HTMLElement | null): void => list?.scrollIntoView?.({ block: 'nearest' })

/** So many names are offered at once. */
const mostOffered = 5

/** Words for colleagues: said now, or with completing. An `@` offers whom to speak to. */
export function CommentBox({ task, working }: { task: TaskView; working: Working }) {
  const me = useStaff()
  const { data: team } = useLive('team.list', {})
  const people = (team ?? []).filter(({ id }) => id !== me?.id)
  const words = commentOn(task.id)
  const text = useUnsent(words)
  const [at, setAt] = useState(0)
  const [has, setHas] = useState(false)
  const [busy, setBusy] = useState(false)
  const typed = has ? mentionBefore(text) : undefined
  const offered = typed === undefined ? [] : peopleFor(typed, people).slice(0, mostOffered)
  // A name that stands there whole is not offered again.
  const open = offered.length > 0 && !offered.some(({ name }) => name === typed)
  const mentioned = mentionedIn(text, people)
  const pick = (index: number) => {
    const person = offered[index]
    if (person && typed !== undefined) setUnsent(words, withMention(text, typed, person))
  }
  const say = async () => {
    const said = text.trim()
    if (said === '' || busy) return
    setBusy(true)
    const mentions = mentioned.map(({ id }) => id as LocalId)
    // The words are used up by what keeps them, in the same moment: neither a refusal nor a power cut loses them.
    await draftsKept()
    const result = await send('task.comment', { task: task.id, text: said, mentions })
    setBusy(false)
    if (!result.ok) return toastRefusal(result.refusal)
    if (unsent(words).trim() === said) setUnsent(words, '')
    await sayDeed(mentioned.length > 0 ? `Said to ${mentioned.map(({ name }) => name).join(', ')}` : 'Comment added')
  }
  useKeys('Comment', [
    { keys: 'Mod+Enter', label: 'Add the comment', run: () => void say(), when: has && text.trim() !== '' && !open },
  ])
  return (
    <section className="card inbox-card inbox-comment" aria-label="Comment" onFocus={() => setHas(true)}>
      <TextField
        label="Comment for colleagues"
        rows={2}
        maxLength={2000}
        value={text}
        onChange={(next) => {
          setHas(true)
          setAt(0)
          setUnsent(words, next)
        }}
        onBlur={() => setTimeout(() => setHas(false), 150)}
        inputRef={working.field('comment')}
        description={
          mentioned.length > 0
            ? `${mentioned.map(({ name }) => name).join(', ')} will be told`
            : 'Type @ and a name to speak to somebody. Completing keeps it, too.'
        }
        onKeyDown={(event) => {
          if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
            event.preventDefault()
            setAt((at + (event.key === 'ArrowDown' ? 1 : offered.length - 1)) % offered.length)
          } else if (open && (event.key === 'Enter' || event.key === 'Tab')) {
            event.preventDefault()
            pick(at)
          } else if (event.key === 'Escape') (event.target as HTMLElement).blur()
        }}
      />
      {open && (
        <ul className="inbox-mentions" aria-label="Whom to mention" ref={intoView}>
          {offered.map((person, index) => (
            <li key={person.id}>
              <button
                type="button"
                tabIndex={-1}
                data-active={index === at || undefined}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => pick(index)}
              >
                <span className="strong">{person.name}</span> <span className="muted">{person.title}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {text.trim() !== '' && (
        <div className="inbox-card-actions">
          <Button size="s" icon="send" keys="Mod+Enter" onPress={() => void say()}>
            Add comment
          </Button>
        </div>
      )}
    </section>
  )
}
