import { type Ref, useState } from 'react'
import type { TaskView } from '../../../../shared/contract/views/task.js'
import { dateForReading } from '../../../../shared/kernel/dates.js'
import { bindPatient, send, toast, toastRefusal, useKeys } from '../../../data/index.js'
import { Button, TextField, UnsentMark } from '../../../ui/index.js'
import { replyTo, setUnsent, useUnsent } from '../unsent.js'
import { momentWords } from '../when.js'

/** The messages between patient and clinic, oldest first, and the place to answer. */
export function Thread({
  task,
  now,
  replyRef,
}: {
  task: TaskView
  now: Date
  replyRef: Ref<HTMLInputElement & HTMLTextAreaElement>
}) {
  return (
    <section className="card inbox-card" aria-label="Messages">
      <ol className="inbox-thread">
        {task.messages.map((message) => (
          <li key={message.id} data-from={message.fromPatient ? 'patient' : 'clinic'}>
            <p className="inbox-thread-head">
              <span className="strong">{message.from}</span>
              <span className="faint num">
                {momentWords(message.at, now)} <UnsentMark state={message.unsent} />
              </span>
            </p>
            <p className="inbox-thread-text selectable">{message.text}</p>
          </li>
        ))}
      </ol>
      {task.patient && task.status !== 'done' && <Reply task={task} patient={task.patient} replyRef={replyRef} />}
    </section>
  )
}

function Reply({
  task,
  patient,
  replyRef,
}: {
  task: TaskView
  patient: NonNullable<TaskView['patient']>
  replyRef: Ref<HTMLInputElement & HTMLTextAreaElement>
}) {
  const key = replyTo(task.id)
  const text = useUnsent(key)
  const [busy, setBusy] = useState(false)
  const [focused, setFocused] = useState(false)
  const reply = async () => {
    if (busy || text.trim() === '') return
    setBusy(true)
    bindPatient(patient.id)
    const result = await send('message.send', { patient: patient.id, task: task.id, text: text.trim() })
    setBusy(false)
    if (!result.ok) return toastRefusal(result.refusal)
    setUnsent(key, '')
    toast(`Reply to ${patient.name} saved here; the task is done`)
  }
  useKeys('Messages', [
    {
      keys: 'Mod+Enter',
      label: `Send the reply to ${patient.shortName}`,
      run: () => void reply(),
      when: focused && text.trim() !== '',
    },
  ])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only follows where the focus is
    <div className="inbox-reply" onFocus={() => setFocused(true)} onBlur={() => setFocused(false)}>
      <TextField
        label={`Reply to ${patient.name}`}
        rows={3}
        maxLength={4000}
        value={text}
        onChange={(next) => setUnsent(key, next)}
        inputRef={replyRef}
        placeholder="The patient reads this in the portal"
        onKeyDown={(event) => {
          if (event.key === 'Escape') (event.target as HTMLElement).blur()
        }}
      />
      <div className="inbox-reply-foot">
        <span className="faint">
          {text.trim() === ''
            ? 'Not for emergencies: ring the patient'
            : `Goes to ${patient.name}, born ${dateForReading(patient.birthDate)}, and closes this task`}
        </span>
        <Button icon="send" keys="Mod+Enter" isDisabled={busy || text.trim() === ''} onPress={() => void reply()}>
          Send reply
        </Button>
      </div>
    </div>
  )
}
