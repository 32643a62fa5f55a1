import { useEffect, useRef, useState } from 'react'
import type { ThreadRow } from '../../../shared/contract/views/work/messages.js'
import { asLocalId } from '../../../shared/kernel/ids.js'
import { bindPatient, go, openChart, undoLast, useConversation, useKeys, useLive, useNow } from '../../data/index.js'
import {
  Button,
  EmptyState,
  ListFrame,
  type ListHandle,
  Problem,
  Skeleton,
  Split,
  useSelected,
} from '../../ui/index.js'
import { NewMessage } from './NewMessage.js'
import { ThreadList } from './ThreadList.js'
import { ThreadPane } from './ThreadPane.js'
import './messages.css'

const views = [
  { id: 'waiting', label: 'To answer' },
  { id: 'patients', label: 'Patients' },
  { id: 'colleagues', label: 'Colleagues' },
] as const
type View = (typeof views)[number]['id']

const BIND_AFTER_MS = 250

/**
 * Conversations with patients and among colleagues, apart. `section` is a message of one to begin with, and `turn` after it
 * where that is to become something else; or `new` and the patient whom a new one among colleagues is about.
 */
export function MessagesScreen({ section }: { section?: string | undefined }) {
  const [asked, doing] = section?.split(' ') ?? []
  const isNew = asked === 'new'
  const [view, setView] = useState<View>(isNew ? 'colleagues' : asked ? 'patients' : 'waiting')
  const [writing, setWriting] = useState(isNew)
  const { data: about } = useLive('patient.banner', isNew && doing ? { patient: asLocalId(doing) } : null)
  const { data: rows, refusal } = useLive('thread.list', { view })
  const [selected, setSelected] = useSelected(rows?.[0]?.root, asked && !isNew ? asLocalId(asked) : null)
  const { data: counts } = useLive('thread.counts', {})
  const thread = useConversation(selected)
  const now = useNow(60_000)
  const list = useRef<ListHandle>(null)

  useEffect(() => {
    if (asked && !isNew) setSelected(asLocalId(asked))
  }, [asked, isNew, setSelected])
  // Binding fetches a chart that is not held: not for every conversation one only passes.
  const patient = (writing && isNew ? about?.id : thread?.patient?.id) ?? null
  useEffect(() => {
    const timer = setTimeout(() => bindPatient(patient), BIND_AFTER_MS)
    return () => clearTimeout(timer)
  }, [patient])

  /** What was asked for from elsewhere holds until one turns to something else. */
  const leave = () => {
    setWriting(false)
    if (isNew) go('messages')
  }
  const show = (next: View) => {
    setView(next)
    setSelected(null)
    leave()
  }
  const move = (by: number) => {
    leave()
    list.current?.move(by)
  }
  useKeys('Messages', [
    { keys: 'j', label: 'Next conversation', run: () => move(1), quiet: true },
    { keys: 'k', label: 'Conversation before', run: () => move(-1), quiet: true },
    ...views.map(({ id, label }, at) => ({ keys: `${at + 1}`, label, run: () => show(id), quiet: true })),
    { keys: 'z', label: 'Undo', run: () => void undoLast() },
    { keys: 'n', label: 'New message to colleagues', run: () => setWriting(true), when: !writing },
    {
      keys: 'Enter',
      label: 'Open the chart',
      run: () => patient && openChart(patient),
      when: patient !== null && !writing,
    },
  ])
  const numbers: Record<View, number | undefined> = {
    waiting: counts?.waiting,
    patients: undefined,
    colleagues: counts?.unread,
  }
  return (
    <Split
      id="messages.list"
      label="Conversations"
      size={[304, 340]}
      min={290}
      max={480}
      panel={
        <ListFrame
          title="Messages"
          action={
            <Button size="s" icon="plus" keys="n" onPress={() => setWriting(true)}>
              To colleagues
            </Button>
          }
          views={views.map(({ id, label }) => ({ id, label, count: numbers[id] }))}
          view={view}
          onView={show}
        >
          {refusal && (
            <Problem inline title="The messages could not be read">
              {refusal.message}
            </Problem>
          )}
          {!rows && !refusal && <Skeleton lines={8} label="Reading the messages" />}
          {rows && rows.length > 0 && (
            <ThreadList
              rows={rows}
              selected={thread?.root ?? selected}
              onSelect={(root) => {
                leave()
                setSelected(root)
              }}
              now={now}
              waiting={view === 'waiting'}
              handle={list}
            />
          )}
          {rows?.length === 0 && <p className="messages-none faint">{noneWords[view]}</p>}
        </ListFrame>
      }
    >
      <section
        className="messages-pane"
        aria-label={writing ? 'New message to colleagues' : (thread?.topic ?? 'Message')}
      >
        {writing ? (
          <NewMessage
            // A conversation with no patient begins again when the one asked for has come.
            key={about?.id ?? 'new'}
            about={isNew ? (about ?? undefined) : thread?.patient}
            onSent={(message) => {
              setView('colleagues')
              setSelected(message)
              leave()
            }}
            onClose={leave}
          />
        ) : thread ? (
          // By what was chosen: its beginning may become another when an older message comes, and a form half filled in stays.
          <ThreadPane key={selected} thread={thread} now={now} turning={doing === 'turn' && selected === asked} />
        ) : (
          rows && <NothingChosen rows={rows} view={view} />
        )}
      </section>
    </Split>
  )
}

const noneWords: Record<View, string> = {
  waiting: 'No patient waits for an answer from you or your teams.',
  patients: 'No messages with patients in the last 30 days.',
  colleagues: 'Nothing written among colleagues yet.',
}

function NothingChosen({ rows, view }: { rows: readonly ThreadRow[]; view: View }) {
  if (rows.length > 0) return <EmptyState icon="message" title="No conversation chosen" />
  return (
    <EmptyState icon="checked" title={view === 'waiting' ? 'Every patient has an answer' : 'Nothing here yet'}>
      {noneWords[view]}
    </EmptyState>
  )
}
