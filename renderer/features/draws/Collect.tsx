import { type CSSProperties, useEffect, useRef, useState } from 'react'
import type { DrawTube, DrawView } from '../../../shared/contract/views/draw.js'
import { send, useKeys } from '../../data/index.js'
import { Button, Problem, TextField } from '../../ui/index.js'
import { labelled } from './Labels.js'
import { nextTube, readScan } from './scan.js'
import { TubeCard } from './TubeCard.js'
import { useFirstFocus } from './useFirstFocus.js'

/** Tubes side by side; more go on in a second row. */
const MOST_IN_A_ROW = 7

type Trouble =
  | { kind: 'foreign'; text: string }
  | { kind: 'already'; tube: DrawTube }
  | { kind: 'order'; tube: DrawTube; accession: string; instead: DrawTube }
  | { kind: 'refused'; message: string }

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
const nameOf = (tube: DrawTube): string => `tube ${tube.position}, ${tube.colour.toLowerCase()}`

/** Tubes in the order of draw; each is recorded by the label on it, scanned or typed. */
export function Collect({ view, site, writable }: { view: DrawView; site: string; writable: boolean }) {
  const [text, setText] = useState('')
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState('')
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  /** Labels scanned while a tube is being recorded; each is taken once that one is shown as recorded. */
  const scans = useRef<string[]>([])
  const recorded = useRef<string | undefined>(undefined)
  const turn = nextTube(view.tubes)
  useFirstFocus(field)
  useScannerFocus(field)

  /** Says what is wrong; what was scanned after it is to be scanned again. */
  const stop = (what: Trouble) => {
    scans.current = []
    setTrouble(what)
  }
  const collect = async (tube: DrawTube, accession: string) => {
    setBusy(true)
    const result = await send('draw.collect', {
      patient: view.patient.id,
      tube: tube.id,
      accession,
      ...(site && tube.tube !== 'urine' ? { site } : {}),
    })
    setBusy(false)
    field.current?.focus()
    if (!result.ok) return stop({ kind: 'refused', message: result.refusal.message })
    recorded.current = tube.id
    setTrouble(null)
    setSaid(`${tube.colour} recorded, ${accession}`)
  }
  const take = (read: string) => {
    const outcome = readScan(
      read,
      labelled(view).map(({ tube, accession }) => ({ tube: tube.id, accession })),
      view.tubes,
    )
    if (outcome.kind === 'expected') return void collect(outcome.tube, outcome.accession)
    if (outcome.kind === 'out-of-order') return stop({ ...outcome, kind: 'order' })
    stop(outcome)
  }
  const isShown = view.tubes.every(({ id, state }) => id !== recorded.current || state === 'collected')
  const isReady = !busy && isShown
  const scanned = () => {
    const read = text.trim()
    setText('')
    if (read === '' || !writable) return
    if (isReady) take(read)
    else scans.current.push(read)
  }
  useEffect(() => {
    if (isShown) recorded.current = undefined
    const next = isReady ? scans.current.shift() : undefined
    if (next !== undefined) take(next)
  })
  const wrongOrder = trouble?.kind === 'order' ? trouble : null
  const anyway = () => wrongOrder && void collect(wrongOrder.tube, wrongOrder.accession)
  useKeys('Draw', [
    { keys: 'Mod+Enter', label: 'Record it out of order', run: anyway, when: wrongOrder !== null },
    {
      keys: 'Escape',
      label: 'Close the warning',
      run: () => setTrouble(null),
      when: trouble !== null,
      inText: true,
      quiet: true,
    },
  ])

  return (
    <div className="draws-collect">
      <form
        className="card draws-scan"
        aria-label="Scan the tube's label"
        data-trouble={
          trouble ? (trouble.kind === 'order' || trouble.kind === 'already' ? 'attention' : 'danger') : undefined
        }
        onSubmit={(event) => {
          event.preventDefault()
          scanned()
        }}
      >
        <TextField
          className="draws-scan-field"
          label={turn ? `${sentence(nameOf(turn))}: fill it, label it, scan the label` : 'Every tube is recorded'}
          value={text}
          onChange={setText}
          inputRef={field}
          maxLength={40}
          placeholder="accession number"
          isDisabled={!turn}
          description="The reader types here by itself; typed by hand, end with Enter"
        />
        <Button type="submit" icon="scan" keys="Enter" isDisabled={!turn || text.trim() === '' || !writable}>
          Record
        </Button>
      </form>
      {trouble && <TroubleBox trouble={trouble} view={view} onAnyway={anyway} onClose={() => setTrouble(null)} />}
      <p className="visually-hidden" role="status">
        {said}
      </p>
      <ol
        className="draws-tubes"
        aria-label="Tubes in the order of draw"
        style={{ '--tubes': Math.min(view.tubes.length, MOST_IN_A_ROW) } as CSSProperties}
      >
        {view.tubes.map((tube) => (
          <TubeCard key={tube.id} tube={tube} isNext={tube.id === turn?.id} />
        ))}
      </ol>
    </div>
  )
}

function TroubleBox({
  trouble,
  view,
  onAnyway,
  onClose,
}: {
  trouble: Trouble
  view: DrawView
  onAnyway: () => void
  onClose: () => void
}) {
  if (trouble.kind === 'foreign') {
    return (
      <div className="draws-loud">
        <Problem title={`Stop: ${trouble.text} is not a label of ${view.patient.name}`} tone="danger" icon="ban" inline>
          Nothing was recorded. Take this label off the tube and put it aside: it may be another patient’s. If it was
          meant for this tube, print this patient’s labels again.
        </Problem>
      </div>
    )
  }
  if (trouble.kind === 'refused') {
    return (
      <div className="draws-loud">
        <Problem title="Stop: nothing was recorded" tone="danger" icon="ban" inline>
          {trouble.message}
        </Problem>
      </div>
    )
  }
  if (trouble.kind === 'already') {
    return (
      <Problem title={`The label of ${nameOf(trouble.tube)} is recorded already`} icon="info" tone="information" inline>
        Nothing was changed.
      </Problem>
    )
  }
  return (
    <Problem
      title={`That is ${nameOf(trouble.tube)}. ${sentence(nameOf(trouble.instead))} comes first.`}
      inline
      actions={
        <>
          <Button keys="Escape" onPress={onClose}>
            Go on with {trouble.instead.colour.toLowerCase()}
          </Button>
          <Button look="danger" keys="Mod+Enter" onPress={onAnyway}>
            It is filled already: record {trouble.tube.colour.toLowerCase()}
          </Button>
        </>
      }
    >
      Out of order, what is in one tube can be carried into the next and change its results. Nothing is recorded yet.
    </Problem>
  )
}

/** Keeps the scanner's typing in its field: whatever else was pressed, the next characters belong there. */
function useScannerFocus(field: React.RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1) return
      const target = event.target as HTMLElement | null
      if (target && (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.closest('.ui-modal, .ui-popover')))
        return
      field.current?.focus()
    }
    const onFocusOut = () =>
      setTimeout(() => {
        if (document.activeElement === document.body) field.current?.focus()
      })
    window.addEventListener('keydown', onKeyDown, true)
    window.addEventListener('focusout', onFocusOut)
    return () => {
      window.removeEventListener('keydown', onKeyDown, true)
      window.removeEventListener('focusout', onFocusOut)
    }
  }, [field])
}
