import { useEffect, useRef, useState } from 'react'
import type { PaperSize } from '../../../../shared/contract/shell.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { prefer, sendFor, shell, toast, useKeys, usePreferences, useStaff } from '../../../data/index.js'
import type { NoteEditor } from '../../../editor/index.js'
import { Button, Notice, Problem, Segmented, Skeleton } from '../../../ui/index.js'
import { element } from './element.js'
import { problemOf } from './outcome.js'
import { type Made, makePages } from './pages.js'
import { paperOf } from './paperSize.js'
import { withSheets } from './printSheets.js'
import './preview.css'

export interface PrintPreviewProps {
  patient: LocalId
  note: LocalId
  /** Absent where the note is only shown as text. */
  editor: NoteEditor | undefined
  onClose: () => void
}

type Shown = { state: 'laying-out' } | Made

const papers = [
  { id: 'A4', label: 'A4' },
  { id: 'Letter', label: 'Letter' },
] as const

const changedSince =
  'The note has changed since these pages were made. They show it as it is now: look through them, then print again.'

/** The note as it will be on paper, page by page, and the two ways it leaves. */
export function PrintPreview({ patient, note, editor, onClose }: PrintPreviewProps) {
  const { paper } = usePreferences()
  const size: PaperSize = paper ?? paperOf(navigator.language)
  const by = useStaff()?.name
  const scroll = useRef<HTMLDivElement>(null)
  const place = useRef<HTMLDivElement>(null)
  const [shown, setShown] = useState<Shown>({ state: 'laying-out' })
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [attempt, setAttempt] = useState(0)
  const open = useRef(true)
  useEffect(() => {
    open.current = true
    scroll.current?.focus()
    return () => {
      open.current = false
    }
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt is a reason to lay out again
  useEffect(() => {
    let gone = false
    setShown({ state: 'laying-out' })
    void makePages({ note, editor, size, by }).then((made) => !gone && setShown(made))
    return () => {
      gone = true
    }
  }, [note, editor, size, by, attempt])
  const pages = shown.state === 'shown' ? shown.pages : undefined
  const sheets = pages?.sheets
  useEffect(() => {
    if (!place.current || !sheets) return
    place.current.replaceChildren(...sheets.map((sheet) => element('div', 'paper-frame', sheet)))
    return fitWidth(place.current)
  }, [sheets])

  /** Also told once the preview is closed: whoever printed must know that nothing came. */
  const tell = (words: string | undefined) => {
    if (open.current) setProblem(words)
    else if (words) toast(words)
  }
  /** Prints or saves what was looked at, if that is still so. */
  const leave = async (as: 'paper' | 'pdf') => {
    if (!pages || busy) return
    setBusy(true)
    setProblem(undefined)
    const now = await makePages({ note, editor, size, by }, pages)
    if (open.current && (now.state === 'failed' || now.pages !== pages)) setShown(now)
    if (now.state === 'failed' || now.pages.says !== pages.says) {
      setBusy(false)
      tell(now.state === 'failed' ? undefined : changedSince)
      return
    }
    const work = () => (as === 'paper' ? shell.printPages(size) : shell.savePdf(size))
    const outcome = await withSheets(now.pages.sheets, size, work).catch(() => 'failed' as const)
    setBusy(false)
    tell(problemOf(outcome))
    if (outcome !== 'printed' && outcome !== 'saved') return
    toast(as === 'paper' ? 'Sent to the printer' : 'Saved as a PDF. The file is not encrypted.')
    const kept = await sendFor('note.printed', { patient, note, as })
    if (!kept.ok) tell(`It left, but the record of who printed what does not have it. ${kept.refusal.message}`)
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
        <div ref={scroll} className="note-print-scroll" tabIndex={0} role="document" aria-label="Pages">
          {shown.state === 'laying-out' && <Skeleton lines={8} label="Laying out the pages" />}
          <div ref={place} className="note-print-pages" />
        </div>
      )}
    </section>
  )
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
