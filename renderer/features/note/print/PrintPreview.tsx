import { useEffect, useRef, useState } from 'react'
import type { PaperSize } from '../../../../shared/contract/shell.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { client, prefer, sendFor, shell, toast, useKeys, usePreferences, useStaff } from '../../../data/index.js'
import type { NoteEditor } from '../../../editor/index.js'
import { Button, Notice, Problem, Segmented, Skeleton } from '../../../ui/index.js'
import { element } from './element.js'
import { problemOf } from './outcome.js'
import { paperOf } from './paperSize.js'
import { withSheets } from './printSheets.js'
import { sheetsOf } from './sheets.js'
import './preview.css'

export interface PrintPreviewProps {
  patient: LocalId
  note: LocalId
  /** Absent where the note is only shown as text. */
  editor: NoteEditor | undefined
  onClose: () => void
}

type Shown = { state: 'laying-out' } | { state: 'shown'; sheets: HTMLElement[] } | { state: 'failed'; message: string }

const papers = [
  { id: 'A4', label: 'A4' },
  { id: 'Letter', label: 'Letter' },
] as const

/** The note as it will be on paper, page by page, and the two ways it leaves. */
export function PrintPreview({ patient, note, editor, onClose }: PrintPreviewProps) {
  const { paper } = usePreferences()
  const size: PaperSize = paper ?? paperOf(navigator.language)
  const by = useStaff()?.name
  const place = useRef<HTMLDivElement>(null)
  const [shown, setShown] = useState<Shown>({ state: 'laying-out' })
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [attempt, setAttempt] = useState(0)

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt is a reason to lay out again
  useEffect(() => {
    let gone = false
    setShown({ state: 'laying-out' })
    void sheetsFor(note, editor, size, by).then((next) => !gone && setShown(next))
    return () => {
      gone = true
    }
  }, [note, editor, size, by, attempt])
  const sheets = shown.state === 'shown' ? shown.sheets : undefined
  useEffect(() => {
    if (!place.current || !sheets) return
    place.current.replaceChildren(...sheets.map((sheet) => element('div', 'paper-frame', sheet)))
    return fitWidth(place.current)
  }, [sheets])

  const leave = async (as: 'paper' | 'pdf') => {
    if (!sheets || busy) return
    setBusy(true)
    setProblem(undefined)
    const work = () => (as === 'paper' ? shell.printPages(size) : shell.savePdf(size))
    const outcome = await withSheets(sheets, size, work).catch(() => 'failed' as const)
    setBusy(false)
    setProblem(problemOf(outcome))
    if (outcome !== 'printed' && outcome !== 'saved') return
    void sendFor('note.printed', { patient, note, as })
    toast(as === 'paper' ? 'Sent to the printer' : 'Saved as a PDF. The file is not encrypted.')
  }
  useKeys('Print', [
    { keys: 'Mod+P', label: 'Print', run: () => void leave('paper'), when: sheets !== undefined },
    { keys: 'Mod+S', label: 'Save as PDF', run: () => void leave('pdf'), when: sheets !== undefined },
    { keys: 'Escape', label: 'Back to the note', run: onClose, inText: true, quiet: true },
  ])

  return (
    <section className="note-print" aria-label="Print preview">
      <header className="note-print-head">
        <h2>Print preview</h2>
        {sheets && (
          <span className="muted num" role="status">
            {sheets.length === 1 ? '1 page' : `${sheets.length} pages`}
          </span>
        )}
        <span className="note-head-space" />
        <Segmented label="Paper" items={papers} value={size} onChange={(id) => prefer({ paper: id })} />
        <Button icon="save" keys="Mod+S" isDisabled={!sheets || busy} onPress={() => void leave('pdf')}>
          Save as PDF
        </Button>
        <Button
          look="primary"
          icon="print"
          keys="Mod+P"
          isDisabled={!sheets || busy}
          onPress={() => void leave('paper')}
        >
          Print
        </Button>
        <Button look="quiet" keys="Escape" onPress={onClose}>
          Back
        </Button>
      </header>
      {problem && <Notice tone="attention">{problem}</Notice>}
      {shown.state === 'failed' ? (
        <Problem
          title="The note cannot be printed now"
          safe="What was written and saved is safe."
          actions={
            <Button icon="refresh" onPress={() => setAttempt(attempt + 1)}>
              Try again
            </Button>
          }
        >
          {shown.message}
        </Problem>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls is reached from the keyboard
        <div className="note-print-scroll" tabIndex={0} role="document" aria-label="Pages">
          {shown.state === 'laying-out' && <Skeleton lines={8} label="Laying out the pages" />}
          <div ref={place} className="note-print-pages" />
        </div>
      )}
    </section>
  )
}

/** Lays out what is saved: words still on their way to the disk are waited for. */
async function sheetsFor(
  note: LocalId,
  editor: NoteEditor | undefined,
  size: PaperSize,
  by: string | undefined,
): Promise<Shown> {
  const settled = await editor?.settled()
  if (settled?.ok === false)
    return { state: 'failed', message: `The last changes are not saved yet. ${settled.refusal.message}` }
  const answer = await client.ask('note.paper', { note })
  if (!answer.ok) return { state: 'failed', message: answer.refusal.message }
  if (!answer.value) return { state: 'failed', message: 'This note is no longer on this workstation.' }
  return { state: 'shown', sheets: await sheetsOf({ paper: answer.value, size, by, at: new Date() }) }
}

/** Shows the pages as large as there is room for, at most as large as they are; answers how to stop. */
function fitWidth(place: HTMLElement): () => void {
  const fit = () => {
    for (const frame of place.querySelectorAll<HTMLElement>('.paper-frame')) {
      const sheet = frame.firstElementChild as HTMLElement
      const scale = Math.min(1, place.clientWidth / sheet.offsetWidth)
      sheet.style.setProperty('transform', `scale(${scale})`)
      frame.style.setProperty('width', `${sheet.offsetWidth * scale}px`)
      frame.style.setProperty('height', `${sheet.offsetHeight * scale}px`)
    }
  }
  const observer = new ResizeObserver(fit)
  observer.observe(place)
  return () => observer.disconnect()
}
