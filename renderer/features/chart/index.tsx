import { type ReactNode, useCallback, useEffect, useState } from 'react'
import type { Held, Series, TimelineItem } from '../../../shared/contract/views/chart.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import {
  beginsWithTemplate,
  send,
  toastRefusal,
  useBinding,
  useKeys,
  useLive,
  useMay,
  useNow,
} from '../../data/index.js'
import { Button, Notice, Problem, ProgressBar, Skeleton, Split } from '../../ui/index.js'
import { Beside } from './Beside.js'
import { DraftOffer } from './DraftOffer.js'
import { HeldNotices } from './HeldNotices.js'
import type { RenderThread } from './Messages.js'
import { type ChartTab, Overview } from './Overview.js'
import { Peek, type Peeked } from './Peek.js'
import { Summary } from './Summary.js'
import { TemplatePicker } from './TemplatePicker.js'
import './chart.css'
import './series.css'
import './side.css'
import './timeline.css'

export interface ChartScreenProps {
  patient: LocalId
  /** The note in the middle; the chart's own pages when there is none. */
  noteId: LocalId | null
  renderNote: (note: LocalId) => ReactNode
  renderThread: RenderThread
  onOpenNote: (note: LocalId | null) => void
}

/** One patient: what one must know at the left, the work in the middle, what matters for it at the right. */
export function ChartScreen(props: ChartScreenProps) {
  // Nothing of one patient's screen may outlive a change to another.
  return <Chart key={props.patient} {...props} />
}

function Chart({ patient, noteId, renderNote, renderThread, onOpenNote }: ChartScreenProps) {
  const { data: chart, refusal, stale } = useLive('chart.view', { patient })
  const { data: banner } = useLive('patient.banner', { patient })
  const { writable, refusal: bindingRefusal } = useBinding(patient)
  const mayNote = useMay('note.write')
  const now = useNow(30_000)
  const [tab, setTab] = useState<ChartTab>('timeline')
  const [series, setSeries] = useState<Record<'results' | 'vitals', string | null>>({ results: null, vitals: null })
  const [reveal, setReveal] = useState<{ id: string; nonce: number } | null>(null)
  const [peeked, setPeeked] = useState<Peeked | null>(null)
  const [offering, setOffering] = useState(false)
  const [recording, setRecording] = useState(false)
  const [creating, setCreating] = useState(false)
  const writing = noteId !== null

  const showTab = useCallback(
    (next: ChartTab) => {
      if (writing) onOpenNote(null)
      setPeeked(null)
      setTab(next)
    },
    [writing, onOpenNote],
  )
  const showSeries = useCallback(
    (where: 'results' | 'vitals', chosen: Pick<Series, 'id'>) => {
      if (writing) return setPeeked({ kind: 'series', tab: where, id: chosen.id })
      setSeries((before) => ({ ...before, [where]: chosen.id }))
      setTab(where)
    },
    [writing],
  )
  const showItem = useCallback(
    (item: TimelineItem) => {
      if (writing) return setPeeked({ kind: 'item', item })
      setTab('timeline')
      setReveal((before) => ({ id: item.id, nonce: (before?.nonce ?? 0) + 1 }))
    },
    [writing],
  )
  const timeline = chart?.timeline
  const [thread, setThread] = useState<LocalId | null>(null)
  const showThread = useCallback(
    (root: LocalId) => {
      setThread(root)
      showTab('messages')
    },
    [showTab],
  )
  const revealById = useCallback(
    (id: string) => {
      const item = timeline?.find((one) => one.id === id)
      if (item) showItem(item)
    },
    [timeline, showItem],
  )
  const showNote = useCallback(
    (note: LocalId) => {
      setOffering(false)
      setPeeked(null)
      onOpenNote(note)
    },
    [onOpenNote],
  )
  const backToOverview = useCallback(() => {
    setPeeked(null)
    onOpenNote(null)
  }, [onOpenNote])

  const [templating, setTemplating] = useState(false)
  const create = async (document?: unknown, templateTitle?: string) => {
    if (creating) return
    setOffering(false)
    setTemplating(false)
    setCreating(true)
    const here = banner?.here
    const result = await send('note.create', {
      patient,
      title: here?.reason || templateTitle || 'Visit note',
      ...(document !== undefined && { document }),
      ...(here?.encounter ? { encounter: here.encounter } : {}),
    })
    setCreating(false)
    if (result.ok && document !== undefined) beginsWithTemplate(result.value.note)
    if (result.ok) showNote(result.value.note)
    else toastRefusal(result.refusal)
  }
  const others = chart?.drafts.filter(({ id }) => id !== noteId) ?? []
  // Asked for before the chart is here and this window is the patient's, a new note waits: a draft may be there already.
  const [wanted, setWanted] = useState(false)
  const newNote = () => {
    if (!chart || !writable) setWanted(true)
    else if (others.length > 0) setOffering(true)
    else void create()
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the chart's coming matters
  useEffect(() => {
    if (!wanted || !chart || !writable) return
    setWanted(false)
    newNote()
  }, [wanted, chart, writable])
  const record = useCallback(
    (on: boolean) => {
      if (on) showTab('vitals')
      setRecording(on)
    },
    [showTab],
  )

  useKeys('Chart', [
    { keys: 'Mod+N', label: 'New note', run: newNote, when: mayNote && !offering },
    {
      keys: 'Mod+Shift+N',
      label: 'New note from a template',
      run: () => setTemplating(true),
      when: mayNote && !templating,
    },
    { keys: 'Alt+ArrowLeft', label: 'Chart overview', run: backToOverview, when: writing },
  ])

  if (refusal) {
    return (
      <Problem title="The chart could not be opened" safe="Everything entered is safe on this workstation.">
        {refusal.message}
      </Problem>
    )
  }
  if (!chart)
    return (
      <div className="chart-loading">
        <Skeleton lines={8} label="Opening the chart" />
      </div>
    )

  const offer = offering && (
    <DraftOffer
      drafts={others}
      now={now}
      onContinue={showNote}
      onAnother={() => void create()}
      onClose={() => setOffering(false)}
    />
  )
  const notHeld = chart.held.state === 'not-held'
  return (
    <Split
      id="chart.summary"
      label="Summary"
      size={[240, 270]}
      min={200}
      max={420}
      collapsible
      panel={
        <Summary
          chart={chart}
          now={now}
          onTab={showTab}
          onSeries={showSeries}
          onReveal={revealById}
          onOverview={writing ? backToOverview : undefined}
        />
      }
    >
      <Split
        id="chart.beside"
        label="What matters now"
        side="right"
        size={[248, 286]}
        // A report needs room; the width chosen for the column comes back when it is closed.
        min={peeked ? [380, 460] : 220}
        max={620}
        collapsible={!peeked}
        panel={
          peeked ? (
            <Peek
              peeked={peeked}
              patient={patient}
              chart={chart}
              now={now}
              onNote={showNote}
              onClose={() => setPeeked(null)}
            />
          ) : (
            <Beside chart={chart} now={now} noteId={noteId} onSeries={showSeries} onItem={showItem} onNote={showNote} />
          )
        }
      >
        <div className="chart-middle">
          {stale && <Notice tone="attention">Rounds is starting again; this is the last known chart.</Notice>}
          {bindingRefusal && <Notice tone="attention">Read only for now: {bindingRefusal}</Notice>}
          <HeldNotices held={chart.heldResults} />
          {chart.held.state === 'loading' && (
            <div className="chart-fetching">
              <ProgressBar
                label="Fetching the chart from the EHR"
                {...(chart.held.coming !== undefined && chart.held.of !== undefined
                  ? { value: chart.held.coming, total: chart.held.of }
                  : {})}
                note={chart.held.coming ? `${chart.held.coming} entries so far` : 'what is here already is shown'}
              />
            </div>
          )}
          {notHeld && chart.timeline.length > 0 && (
            <Notice tone="attention" icon={chart.held.reachable ? 'disk' : 'cloud-off'}>
              This chart is not on this workstation: only what the clinic shares of it is shown.
              {chart.held.reachable ? '' : ' It comes by itself once the EHR answers.'}
            </Notice>
          )}
          {offer}
          {templating && (
            <TemplatePicker
              banner={banner}
              onChoose={(document, title) => void create(document, title)}
              onClose={() => setTemplating(false)}
            />
          )}
          {writing ? (
            <div className="chart-note">{renderNote(noteId)}</div>
          ) : notHeld && chart.timeline.length === 0 ? (
            <NotHeld patient={patient} held={chart.held} onNewNote={mayNote && writable ? newNote : undefined} />
          ) : (
            <Overview
              renderThread={renderThread}
              patient={patient}
              chart={chart}
              banner={banner}
              now={now}
              writable={writable}
              tab={tab}
              onTab={setTab}
              series={series}
              onSeries={showSeries}
              reveal={reveal}
              thread={thread}
              onThread={showThread}
              onNote={showNote}
              onNewNote={newNote}
              onTemplate={() => setTemplating(true)}
              recording={recording}
              onRecording={record}
            />
          )}
        </div>
      </Split>
    </Split>
  )
}

/** Only the demographics are here: why, what that means, and the way on. */
function NotHeld({ patient, held, onNewNote }: { patient: LocalId; held: Held; onNewNote: (() => void) | undefined }) {
  const [asking, setAsking] = useState(false)
  const fetchIt = async () => {
    setAsking(true)
    const result = await send(held.reachable ? 'patient.open' : 'sync.now', held.reachable ? { open: patient } : {})
    setAsking(false)
    if (!result.ok) toastRefusal(result.refusal)
  }
  const title = held.problem
    ? 'The EHR did not give this chart'
    : held.reachable
      ? 'This chart is not on this workstation'
      : 'This chart is not on this workstation, and the EHR cannot be reached'
  return (
    <Problem
      title={title}
      icon={held.reachable ? 'disk' : 'cloud-off'}
      safe="A note begun now is kept here and sent later."
      actions={
        <>
          <Button icon="refresh" onPress={() => void fetchIt()} isDisabled={asking}>
            {asking ? 'Trying' : held.reachable && !held.problem ? 'Fetch it' : 'Try again'}
          </Button>
          {onNewNote && (
            <Button icon="plus" keys="Mod+N" onPress={onNewNote}>
              New note
            </Button>
          )}
        </>
      }
    >
      {held.problem ??
        (held.reachable
          ? 'Name, birth date and MRN are right. Problems, medicines, allergies and results are in the EHR.'
          : 'Name, birth date and MRN are right. Ask the patient about allergies, medicines and problems. The chart comes by itself once the EHR answers.')}
    </Problem>
  )
}
