import { useEffect, useRef, useState } from 'react'
import type { ThreadView } from '../../../shared/contract/views/work/messages.js'
import { dateForReading } from '../../../shared/kernel/dates.js'
import {
  beforeYou,
  bindPatient,
  go,
  openAttachment,
  openChart,
  saveOpened,
  send,
  toast,
  toastRefusal,
  useKeys,
  useLive,
  useMay,
  useOneAtATime,
  usePatientComposer,
  useTeamComposer,
} from '../../data/index.js'
import { Banner, Button, Composer, ContactForm, type ContactSaid, Conversation, Icon, Tag } from '../../ui/index.js'
import { TurnInto } from './TurnInto.js'
import './messages.css'

export interface ThreadPaneProps {
  thread: ThreadView
  now: Date
  /** Opens with what the message may become. */
  turning?: boolean
  /** Within the patient's chart, whose banner stands above it and whose own keys stay what they are. */
  inChart?: { writable: boolean }
}

const keysHere = { answer: 'r', settle: 'e', call: 'p', turn: 't' }
const keysInChart = { answer: 'a', settle: 'e', call: 'Shift+P', turn: 'Shift+T' }

/** One conversation: whom it is about above everything, what was said, and the place to answer. */
export function ThreadPane({ thread, now, turning = false, inChart }: ThreadPaneProps) {
  const { patient } = thread
  const keys = inChart ? keysInChart : keysHere
  const { data: banner } = useLive('patient.banner', patient ? { patient: patient.id } : null)
  const person = banner ?? (patient && { ...patient, allergyState: 'listed' as const, allergies: [] })
  const end = useRef<HTMLDivElement>(null)
  const newest = thread.messages.at(-1)?.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: a newer message is what scrolls
  useEffect(() => end.current?.scrollIntoView({ block: 'end' }), [newest])
  return (
    <>
      {person && !inChart && (
        <Banner
          compact
          person={{ ...person, born: dateForReading(person.birthDate) }}
          actions={
            <Button keys="Enter" onPress={() => openChart(person.id)}>
              Open chart
            </Button>
          }
        />
      )}
      <header className="messages-head">
        <Icon name={thread.kind === 'team' ? 'lock' : 'message'} size={18} />
        <div>
          <h2>
            {thread.topic} {thread.state === 'waits' && <Tag tone="attention">waits for an answer</Tag>}
          </h2>
          <p className="faint">
            {thread.kind === 'team'
              ? `Colleagues only: ${['you', ...thread.others.map(({ name }) => name)].join(', ')}`
              : 'With the patient'}
            {thread.state === 'settled' && ' · dealt with without an answer'}
          </p>
        </div>
        {thread.task && (
          <Button size="s" look="quiet" icon="inbox" onPress={() => thread.task && go('inbox', thread.task.id)}>
            {thread.task.mine ? 'Your task' : `Task: ${thread.task.owner ?? 'nobody’s yet'}`}
          </Button>
        )}
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls is reached by keyboard */}
      <section className="messages-said" aria-label="What was said" tabIndex={0}>
        <Conversation
          label="Messages"
          messages={thread.messages}
          now={now}
          onOpen={openAttachment}
          onSave={saveOpened}
        />
        <div ref={end} />
      </section>
      {(inChart?.writable ?? true) && (
        <footer className="messages-answer">
          {thread.kind === 'team' ? (
            <Among thread={thread} keys={keys} />
          ) : (
            <WithPatient thread={thread} turning={turning} keys={keys} />
          )}
        </footer>
      )}
    </>
  )
}

interface AnswerProps {
  thread: ThreadView
  keys: typeof keysHere
}

function WithPatient({ thread, turning, keys }: AnswerProps & { turning: boolean }) {
  const { patient, task } = thread
  const { data: person } = useLive('patient.banner', patient ? { patient: patient.id } : null)
  const [doing, setDoing] = useState<'contact' | 'turn' | null>(turning ? 'turn' : null)
  const [said, setSaid] = useState<ContactSaid>()
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const mayWrite = useMay('message.patient')
  const last = thread.messages.findLast(({ kind }) => kind === 'patient')
  // Answered under the task about it, where that is nobody else's.
  const under = task && (task.mine || task.owner === undefined) ? task.id : undefined
  const { composer } = usePatientComposer({
    person,
    portal: thread.portal,
    joins: thread,
    task: under,
    // Never by a message: an older one may arrive, and what was typed would stand nowhere.
    draft: task?.id ?? thread.patient?.id ?? thread.root,
  })
  const { once } = useOneAtATime()
  const record = async (contact: ContactSaid | undefined) => {
    if (!contact || !patient) return
    bindPatient(patient.id)
    const { whom, ...rest } = contact
    const result = await send('contact.record', {
      patient: patient.id,
      ...rest,
      ...(contact.reached === 'proxy' && { whom }),
      ...(last && beforeYou(thread.messages)),
      ...(under && { task: under }),
    })
    if (!result.ok) return toastRefusal(result.refusal)
    setDoing(null)
    toast(`Contact with ${patient.name} recorded`)
  }
  const settle = async () => {
    if (!last || !patient) return
    if (composer.text.trim() !== '') {
      field.current?.focus()
      return toast('Your reply is written but not sent. Send it or clear it first.', { tone: 'attention' })
    }
    bindPatient(patient.id)
    const { shown } = beforeYou(thread.messages)
    const result = await send('message.settle', { patient: patient.id, message: last.id, shown })
    if (!result.ok) return toastRefusal(result.refusal)
    toast(`No answer needed: ${thread.topic}, ${patient.shortName}`)
  }
  useKeys('Messages', [
    { keys: keys.answer, label: 'Answer', run: () => field.current?.focus(), when: doing === null && mayWrite },
    {
      keys: keys.settle,
      label: 'No answer needed',
      run: () => void once(settle),
      when: doing === null && thread.state === 'waits',
    },
    { keys: keys.call, label: 'Record a call', run: () => setDoing('contact'), when: doing === null && mayWrite },
    {
      keys: keys.turn,
      label: 'Turn into work, a note or a visit',
      run: () => setDoing('turn'),
      when: doing === null && Boolean(last),
    },
    {
      keys: 'Mod+Enter',
      label: 'Record the contact',
      run: () => void once(() => record(said)),
      when: doing === 'contact',
    },
    {
      keys: 'Escape',
      label: 'Back to writing',
      run: () => setDoing(null),
      when: doing !== null,
      inText: true,
      quiet: true,
    },
  ])
  if (!patient) return <p className="muted">Nobody knows which patient wrote this. It cannot be answered here.</p>
  if (doing === 'contact')
    return (
      <ContactForm
        name={patient.name}
        onSave={(contact) => void once(() => record(contact))}
        onClose={() => setDoing(null)}
        onChange={setSaid}
      />
    )
  if (doing === 'turn' && last)
    return <TurnInto patient={patient} message={last} topic={thread.topic} onClose={() => setDoing(null)} />
  return (
    <>
      <div className="messages-do">
        {mayWrite && (
          <Button size="s" look="quiet" icon="phone" keys={keys.call} onPress={() => setDoing('contact')}>
            Record a call
          </Button>
        )}
        {thread.state === 'waits' && (
          <Button size="s" look="quiet" icon="check" keys={keys.settle} onPress={() => void once(settle)}>
            No answer needed
          </Button>
        )}
        {last && (
          <Button size="s" look="quiet" icon="route" keys={keys.turn} onPress={() => setDoing('turn')}>
            Turn into
          </Button>
        )}
      </div>
      {mayWrite ? (
        <Composer {...composer} inputRef={field} />
      ) : (
        <p className="faint">Your role reads these messages; others answer them.</p>
      )}
    </>
  )
}

function Among({ thread, keys }: AnswerProps) {
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const composer = useTeamComposer({
    person: thread.patient,
    to: thread.others,
    answers: thread.messages.at(-1)?.id,
    draft: thread.root,
  })
  useKeys('Messages', [{ keys: keys.answer, label: 'Answer', run: () => field.current?.focus() }])
  return <Composer {...composer} inputRef={field} />
}
