import { useEffect } from 'react'
import type { TaskView } from '../../../../shared/contract/views/task.js'
import type { ResultView } from '../../../../shared/contract/views/work/results.js'
import { orderText } from '../../../../shared/domain/chip/order.js'
import { may } from '../../../../shared/domain/role.js'
import { localDate, momentForReading } from '../../../../shared/kernel/dates.js'
import {
  isUnfinished,
  nextToFill,
  unfinishedWords,
  useKeys,
  useLive,
  useQuickChoice,
  useQuickReplies,
} from '../../../data/index.js'
import {
  Button,
  LoopStrip,
  Notice,
  Problem,
  QuickReply,
  ResultSheet,
  Skeleton,
  Tag,
  TextField,
} from '../../../ui/index.js'
import { isFree, isOpen } from '../actions/action.js'
import { chartIsHere } from '../actions/here.js'
import { keepResultDraft, useResultDraft } from '../result/draft.js'
import { noteShown } from '../result/shown.js'
import { replyTo, setUnsent, unsent, useUnsent } from '../unsent.js'
import { About } from './About.js'
import { WordsCard } from './Cards.js'
import { LinkOrder } from './held/LinkOrder.js'
import type { PaneProps } from './pane.js'

/** A result to review, or to tell a patient of: how far it has come, what it says, and what is done about it. */
export function ResultPane(props: PaneProps) {
  const { task, working, now } = props
  const report = task.report?.id
  const { data: view, refusal } = useLive(
    'result.view',
    task.patient && report ? { patient: task.patient.id, report } : null,
  )
  useEffect(() => {
    if (view) noteShown(task.id, view.fingerprint)
  }, [view, task.id])
  if (!report) return <About {...props} />
  if (refusal)
    return (
      <Problem inline title="The result could not be read">
        {refusal.message}
      </Problem>
    )
  if (view === undefined) return <Skeleton lines={6} label="Loading the result" />
  if (view === null) return <Notice icon="ban">This result is not here, or was taken back by the laboratory.</Notice>
  return (
    <>
      <Changed view={view} now={now} />
      <Again view={view} now={now} />
      {task.patient && isOpen(task) && chartIsHere(task, task) && (
        <LinkOrder patient={task.patient.id} report={report} />
      )}
      <ResultSheet {...sheetOf(view, now)}>
        {view.loop && <LoopStrip label="How far this result has come" stations={view.loop.stations} now={now} />}
      </ResultSheet>
      {task.note && <WordsCard task={task} />}
      {isFree(task) && <Doing task={task} view={view} working={working} now={now} />}
    </>
  )
}

function sheetOf({ report, series, conclusion, missing, partial }: ResultView, now: Date) {
  const times = [
    report.collectedAt && `collected ${momentForReading(report.collectedAt, now)}`,
    report.issuedAt && `received ${momentForReading(report.issuedAt, now)}`,
    report.orderedBy && `ordered by ${report.orderedBy}`,
  ]
  const { name, status, rows } = report
  return { name, status, rows, series, conclusion, missing, partial, now, aside: times.filter(Boolean).join(' · ') }
}

/** What was reviewed before is not what stands here now. */
function Changed({ view: { reviewed }, now }: { view: ResultView; now: Date }) {
  if (!reviewed || reviewed.current) return null
  return (
    <Notice tone="attention" icon="alert">
      Corrected since {reviewed.by} reviewed it, {momentForReading(reviewed.at, now)}: review it again, and tell the
      patient again.
    </Notice>
  )
}

/** The laboratory sent it under another id as well. */
function Again({ view: { again = [] }, now }: { view: ResultView; now: Date }) {
  return again.map(({ at, same, earlier }) => (
    <Notice key={at} icon="info" {...(!same && { tone: 'attention' as const })}>
      {sentWords(momentForReading(at, now), same, earlier)}
    </Notice>
  ))
}

function sentWords(moment: string, same: boolean, earlier: boolean): string {
  if (same) return `Also received ${moment}, saying the same: one review is enough.`
  return `Also received ${moment}, saying something else: ${earlier ? 'this is the later one' : 'that one is the later'}.`
}

/** What goes with the review: word to the patient, orders, medicines that end. */
function Doing({ task, view, working, now }: PaneProps & { task: TaskView; view: ResultView }) {
  const draft = useResultDraft(task.id)
  const message = useUnsent(replyTo(task.id))
  const { staff } = working
  const { data: person } = useLive('patient.banner', task.patient ? { patient: task.patient.id } : null)
  const mayWrite = staff !== undefined && may(staff.role, 'message.patient')
  const quick = useQuickChoice({
    replies: useQuickReplies(person),
    when: mayWrite && Boolean(person),
    text: () => unsent(replyTo(task.id)),
    put: (words) => setUnsent(replyTo(task.id), words),
  })
  useKeys('Result', [
    { keys: 'F2', label: 'Next place to fill in', run: nextToFill, when: mayWrite && isUnfinished(message) },
  ])
  if (!mayWrite) return null
  const without = (change: Partial<typeof draft>) => keepResultDraft(task.id, { ...draft, ...change })
  const { tell: _tell, ...untold } = draft
  const today = localDate(now)
  const first = task.patient?.shortName ?? 'the patient'
  const byMessage = view.portal === 'yes' && !draft.tell
  const unfinished = byMessage && isUnfinished(message)
  return (
    <section className="card inbox-card" aria-label="What follows">
      <TextField
        label={byMessage ? `Message to ${first}` : `What ${first} is to be told`}
        rows={3}
        maxLength={4000}
        value={message}
        onChange={(next) => setUnsent(replyTo(task.id), next)}
        inputRef={working.field('reply')}
        description={unfinished ? unfinishedWords : describe(view, draft.tell?.name, task)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') (event.target as HTMLElement).blur()
        }}
      />
      <div className="inbox-actions-row">
        <QuickReply {...quick} />
      </div>
      {(draft.orders.length > 0 || draft.stops.length > 0 || draft.tell) && (
        <ul className="inbox-follows" aria-label="With the review">
          {draft.orders.map((order, at) => (
            <Follow
              key={`${order.display} ${order.due ?? ''}`}
              kind="Order"
              words={orderText(order, today)}
              onRemove={() => without({ orders: draft.orders.filter((_, place) => place !== at) })}
            />
          ))}
          {draft.stops.map((stop) => (
            <Follow
              key={stop.medicine}
              kind="Stop"
              words={[stop.name, stop.reason].filter(Boolean).join(': ')}
              onRemove={() => without({ stops: draft.stops.filter(({ medicine }) => medicine !== stop.medicine) })}
            />
          ))}
          {draft.tell && (
            <Follow kind="Tells" words={draft.tell.name} onRemove={() => keepResultDraft(task.id, untold)} />
          )}
        </ul>
      )}
    </section>
  )
}

function describe(view: ResultView, teller: string | undefined, task: TaskView): string {
  if (teller) return `${teller} gets a task to tell, with these words.`
  if (view.portal !== 'yes')
    return 'No portal known: nobody would read a message. Record a call with P, or have somebody tell with H.'
  if (task.kind === 'tell-patient') return 'Leaves when you send; told once the EHR has it.'
  const critical =
    view.weight === 'critical' ? ' A critical result stays open until it is read, or you record a call.' : ''
  return `Leaves with the review. Without words you keep a task to tell.${critical}`
}

function Follow({ kind, words, onRemove }: { kind: string; words: string; onRemove: () => void }) {
  return (
    <li>
      <Tag tone="information">{kind}</Tag> <span>{words}</span>{' '}
      <Button size="s" look="quiet" onPress={onRemove}>
        Remove
      </Button>
    </li>
  )
}
