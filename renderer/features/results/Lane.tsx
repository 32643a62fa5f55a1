import { useEffect, useMemo, useRef, useState } from 'react'
import type { LaneCard } from '../../../shared/contract/views/work/results.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import {
  bindPatient,
  firstOf,
  forEach,
  isUnfinished,
  nextToFill,
  sayDeed,
  send,
  toast,
  toastRefusal,
  undoLast,
  unfinishedWords,
  useKeys,
  useLive,
  useQuickChoice,
  useRepliesToMany,
} from '../../data/index.js'
import {
  Button,
  EmptyState,
  Notice,
  PatientMark,
  Problem,
  QuickReply,
  ReportTable,
  Skeleton,
  Tag,
  TextField,
} from '../../ui/index.js'
import { useRead } from './read.js'

/** What one sees of a result names its version: another version of it has to be read again. */
const keyOf = ({ task, result }: LaneCard): string => `${task} ${result.fingerprint}`

/** Characters: a sentence for each of many patients, no letter. */
const longest = 1000

const usual = 'Your results have come back, and all of them are normal.'

/**
 * Normal results, one after the other with all their values; what was read is reviewed together. What is not certain to
 * be normal is never here.
 */
export function Lane({ onLeave }: { onLeave: () => void }) {
  const { data, refusal } = useLive('result.lane', {})
  const [left, setLeft] = useState<readonly { task: LocalId; name: string; why: string }[]>([])
  const [out, setOut] = useState<ReadonlySet<string>>(new Set())
  const [message, setMessage] = useState('')
  const latest = useRef(message)
  latest.current = message
  const [at, setAt] = useState(0)
  const [busy, setBusy] = useState(false)
  // A second press comes before the window is drawn again.
  const underway = useRef(false)
  const words = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const cards = useMemo(() => data?.cards ?? [], [data])
  const { read, watch } = useRead(cards.map(keyOf).join('|'))
  const place = Math.min(at, Math.max(0, cards.length - 1))
  const ready = cards.filter((card) => read.has(keyOf(card)) && !out.has(card.task))
  // Many patients stand here: the window is none of theirs.
  useEffect(() => bindPatient(null), [])

  const move = (delta: number) => {
    const next = Math.max(0, Math.min(cards.length - 1, place + delta))
    setAt(next)
    const task = cards[next]?.task
    if (task) document.getElementById(`lane-${task}`)?.scrollIntoView({ block: 'nearest' })
  }
  const toggle = (task: LocalId) => {
    const next = new Set(out)
    if (!next.delete(task)) next.add(task)
    setOut(next)
  }
  const quick = useQuickChoice({
    replies: useRepliesToMany(),
    when: cards.length > 0,
    text: () => latest.current,
    put: (next) => setMessage(next.slice(0, longest)),
  })
  const review = async () => {
    if (underway.current || ready.length === 0) return
    if (isUnfinished(message.replaceAll(firstOf, ''))) {
      words.current?.focus()
      nextToFill(firstOf)
      return toast(unfinishedWords, { tone: 'attention' })
    }
    underway.current = true
    setBusy(true)
    const text = message.trim()
    const items = ready.map(({ task, patient, result }) => ({
      ...{ task, seen: result.fingerprint },
      ...(text && { message: forEach(text, patient) }),
    }))
    const result = await send('result.review-many', { items })
    underway.current = false
    setBusy(false)
    if (!result.ok) return toastRefusal(result.refusal)
    setLeft(result.value.left)
    setMessage('')
    const { done } = result.value
    if (done > 0) void sayDeed(done === 1 ? 'One result reviewed' : `${done} results reviewed`, () => setLeft([]))
  }
  const current = cards[place]
  useKeys('Review lane', [
    { keys: 'j', label: 'Next result', run: () => move(1), quiet: true },
    { keys: 'k', label: 'Result before', run: () => move(-1), quiet: true },
    { keys: 'x', label: 'Leave this one out', when: current !== undefined, run: () => current && toggle(current.task) },
    { keys: 'r', label: 'Write to the patients', run: () => words.current?.focus() },
    { keys: 'e', label: 'Review what was read', when: ready.length > 0, run: () => void review() },
    { keys: 'F2', label: 'Next place to fill in', run: () => nextToFill(firstOf), when: isUnfinished(message) },
    { keys: 'z', label: 'Undo', run: () => void undoLast() },
    { keys: 'Escape', label: 'Back to the loops', run: onLeave },
  ])
  if (refusal) return <Problem title="The results could not be read">{refusal.message}</Problem>
  return (
    <section className="lane" aria-label="Review lane">
      <header className="lane-head">
        <h1>Normal results</h1>
        <p className="muted">
          Final, every value known to be normal, nothing corrected, nobody waiting for an answer.
          {data && data.others > 0 && ` ${data.others} more to be read by themselves are in the inbox.`}
        </p>
        <Button look="quiet" keys="Escape" onPress={onLeave}>
          Back
        </Button>
      </header>
      {left.length > 0 && (
        <Notice tone="attention">
          Left out: {left.map(({ name, why }) => `${name} (${why.replace(/[.]$/, '')})`).join('; ')}.
        </Notice>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls is reached by keyboard */}
      <div className="lane-cards" tabIndex={0} role="feed" aria-label="Normal results" aria-busy={busy}>
        {!data && <Skeleton lines={8} />}
        {data && cards.length === 0 && (
          <EmptyState icon="checked" title="No normal result waits">
            Results with anything abnormal, corrected or preliminary are read one by one in the inbox.
          </EmptyState>
        )}
        {cards.map((card, index) => (
          <Card
            key={card.task}
            card={card}
            index={index}
            total={cards.length}
            isHere={index === place}
            isRead={read.has(keyOf(card))}
            isOut={out.has(card.task)}
            onOut={() => toggle(card.task)}
            watch={watch(keyOf(card))}
          />
        ))}
      </div>
      {cards.length > 0 && (
        <footer className="lane-foot">
          <TextField
            label="One sentence for each patient, if any"
            placeholder={usual}
            rows={message.includes('\n') ? 5 : 1}
            maxLength={longest}
            value={message}
            onChange={setMessage}
            inputRef={words}
            description={`Each gets a message of their own; ${firstOf} becomes their first name. Without words, or without a portal, you keep a task to tell them.`}
            onKeyDown={(event) => {
              if (event.key === 'Escape') (event.target as HTMLElement).blur()
            }}
          />
          {message === '' && (
            <Button size="s" onPress={() => setMessage(usual)}>
              Use the usual sentence
            </Button>
          )}
          <QuickReply {...quick} />
          <Button
            look="primary"
            keys="e"
            icon="check"
            isDisabled={ready.length === 0 || busy}
            onPress={() => void review()}
          >
            {`Review ${ready.length} of ${cards.length}`}
          </Button>
        </footer>
      )}
    </section>
  )
}

interface CardProps {
  card: LaneCard
  index: number
  total: number
  isHere: boolean
  isRead: boolean
  isOut: boolean
  onOut: () => void
  watch: (element: HTMLElement | null) => void
}

function Card({ card, index, total, isHere, isRead, isOut, onOut, watch }: CardProps) {
  const { patient, result } = card
  return (
    <article
      id={`lane-${card.task}`}
      ref={watch}
      className="card lane-card"
      aria-posinset={index + 1}
      aria-setsize={total}
      aria-label={`${patient.name}, ${result.report.name}`}
      data-here={isHere || undefined}
      data-out={isOut || undefined}
    >
      <header>
        <PatientMark colour={patient.colour} />
        <h2>{patient.name}</h2>
        <span className="muted num">
          {[patient.age, patient.sex, patient.mrn && `MRN ${patient.mrn}`].filter(Boolean).join(' · ')}
        </span>
        <span className="lane-state">
          {isOut ? (
            <Tag icon="minus">left out</Tag>
          ) : isRead ? (
            <Tag tone="accent" icon="check">
              shown
            </Tag>
          ) : (
            <Tag icon="eye">not shown yet</Tag>
          )}
          <Button size="s" look="quiet" {...(isHere && { keys: 'x' })} onPress={onOut}>
            {isOut ? 'Take in' : 'Leave out'}
          </Button>
        </span>
      </header>
      <p className="faint num">
        {[result.report.name, card.orderedBy && `ordered by ${card.orderedBy}`, portalWords(result.portal)]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <ReportTable
        label={`${patient.name}: ${result.report.name}`}
        rows={result.report.rows}
        partial={result.partial}
      />
    </article>
  )
}

const portalWords = (portal: LaneCard['result']['portal']): string => (portal === 'yes' ? '' : 'no portal known')
