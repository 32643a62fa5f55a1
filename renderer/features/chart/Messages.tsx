import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { PatientBanner } from '../../../shared/contract/views/patient.js'
import type { ThreadRow, ThreadView } from '../../../shared/contract/views/work/messages.js'
import { agoForReading } from '../../../shared/kernel/dates.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { go, useConversation, useKeys, useLive, useMay, usePatientComposer } from '../../data/index.js'
import {
  Button,
  Composer,
  EmptyState,
  Icon,
  List,
  type ListHandle,
  Problem,
  Skeleton,
  Tag,
  TextField,
  UnsentMark,
} from '../../ui/index.js'
import './messages.css'

export interface MessagesProps {
  patient: LocalId
  banner: PatientBanner | null | undefined
  now: Date
  writable: boolean
  /** A conversation to show first. */
  asked: LocalId | null
  /** A conversation with all that can be done about it. */
  renderThread: RenderThread
}

/** As the place of messages shows one. */
export type RenderThread = (shown: {
  key: string
  thread: ThreadView
  now: Date
  inChart: { writable: boolean }
}) => ReactNode

/** Every conversation with the patient and, apart, among colleagues about them; the whole of each. */
export function Messages({ patient, banner, now, writable, asked, renderThread }: MessagesProps) {
  const { data: rows, refusal } = useLive('thread.list', { patient })
  const [selected, setSelected] = useState<LocalId | null>(asked)
  const [isNew, setNew] = useState(false)
  const mayWrite = useMay('message.patient')
  const list = useRef<ListHandle>(null)
  useEffect(() => {
    if (asked) setSelected(asked)
  }, [asked])
  // Asked for by any of its messages.
  const thread = useConversation(selected)
  const chosen = rows?.find(({ root }) => root === (thread?.root ?? selected))
  // One conversation stays in view until another is chosen: what is typed must not come to stand under the one that is newest now.
  const first = rows?.[0]?.root
  const isGone = thread === null
  useEffect(() => {
    if ((selected === null || isGone) && first !== undefined) setSelected(first)
  }, [selected, isGone, first])
  const toColleagues = () => go('messages', `new ${patient}`)
  useKeys('Chart messages', [
    { keys: 'j', label: 'Next conversation', run: () => list.current?.move(1), quiet: true },
    { keys: 'k', label: 'Conversation before', run: () => list.current?.move(-1), quiet: true },
    { keys: 'n', label: 'New message to the patient', run: () => setNew(true), when: mayWrite && writable && !isNew },
    { keys: 'Shift+N', label: 'New message to colleagues', run: toColleagues, when: writable },
    { keys: 'Escape', label: 'Back to the conversations', run: () => setNew(false), when: isNew, quiet: true },
  ])
  if (refusal)
    return (
      <Problem inline title="The messages could not be read">
        {refusal.message}
      </Problem>
    )
  if (!rows) return <Skeleton lines={6} label="Reading the messages" />
  const begin = (
    <div className="chart-messages-do">
      {mayWrite && (
        <Button size="s" icon="plus" keys="n" isDisabled={!writable} onPress={() => setNew(true)}>
          To the patient
        </Button>
      )}
      <Button size="s" icon="lock" keys="Shift+N" isDisabled={!writable} onPress={toColleagues}>
        To colleagues
      </Button>
    </div>
  )
  if (isNew)
    return (
      <div className="chart-messages-new">
        <NewToPatient patient={patient} person={banner} onSent={() => setNew(false)} onClose={() => setNew(false)} />
      </div>
    )
  if (rows.length === 0)
    return (
      <EmptyState icon="message" title="No messages yet" actions={begin}>
        What the patient and the clinic write to each other appears here, and what colleagues write about them.
      </EmptyState>
    )
  return (
    <div className="chart-messages">
      {begin}
      <List
        label="Conversations"
        className="chart-messages-list"
        items={rows.map((row) => ({ id: row.root, row }))}
        selected={chosen?.root ?? null}
        onSelect={(id) => setSelected(id as LocalId)}
        render={({ row }) => <Row row={row} now={now} />}
        handle={list}
      />
      {thread && (
        <section className="chart-messages-one" aria-label={thread.topic}>
          {renderThread({ key: selected ?? thread.root, thread, now, inChart: { writable } })}
        </section>
      )}
    </div>
  )
}

function Row({ row, now }: { row: ThreadRow; now: Date }) {
  return (
    <div className="chart-messages-row">
      <Icon
        name={row.kind === 'team' ? 'lock' : 'message'}
        label={row.kind === 'team' ? 'Colleagues only' : 'With the patient'}
      />
      <span>
        <span className="strong">{row.topic}</span>{' '}
        <span className="faint num nowrap">{agoForReading(row.at, now)}</span>
        <span className="chart-messages-last muted">{row.words || 'A file'}</span>
        {row.state === 'waits' && <Tag tone="attention">waits for an answer</Tag>} <UnsentMark state={row.unsent} />
      </span>
    </div>
  )
}

interface NewToPatientProps {
  patient: LocalId
  person: PatientBanner | null | undefined
  onSent: () => void
  onClose: () => void
}

/** The first message of a conversation with the patient; or what they are told otherwise, where they read none. */
function NewToPatient({ patient, person, onSent, onClose }: NewToPatientProps) {
  const [topic, setTopic] = useState('')
  const { data: portal } = useLive('message.portal', { patient })
  const { composer } = usePatientComposer({
    person,
    portal,
    topic,
    draft: `new ${patient}`,
    onSent,
  })
  return (
    <Composer
      {...composer}
      before={
        <TextField
          label="What about, as the patient reads it"
          value={topic}
          onChange={setTopic}
          maxLength={120}
          autoFocus
        />
      }
      onLeave={onClose}
      canSend={composer.canSend && portal !== undefined}
    />
  )
}
