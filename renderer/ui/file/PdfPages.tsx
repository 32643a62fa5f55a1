import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { useCallback, useEffect, useRef, useState } from 'react'
import { Button } from '../Button.js'
import { Icon } from '../icons.js'
import { Skeleton } from '../State.js'
import { openPdf, pdfTrouble } from './openPdf.js'
import { PdfPage, type Size } from './PdfPage.js'
import './pdf.css'

const zooms = [0.5, 0.75, 1, 1.25, 1.5, 2, 3] as const
/** As wide as there is room. */
const fits = zooms.indexOf(1)

export interface PdfPagesProps {
  /** Base64 */
  data: string
  label: string
}

interface Opened {
  pdf: PDFDocumentProxy
  first: Size
}

/** A PDF to read: its pages one below the other, as wide as there is room, larger, smaller, or turned. */
export default function PdfPages({ data, label }: PdfPagesProps) {
  const box = useRef<HTMLDivElement>(null)
  const [opened, setOpened] = useState<Opened>()
  const [trouble, setTrouble] = useState<string>()
  const [room, setRoom] = useState(0)
  const [zoom, setZoom] = useState<number>(fits)
  const [turn, setTurn] = useState(0)

  useEffect(() => {
    let isGone = false
    setOpened(undefined)
    setTrouble(undefined)
    const task = openPdf(data)
    const open = async () => {
      const pdf = await task.promise
      const { width, height } = (await pdf.getPage(1)).getViewport({ scale: 1 })
      if (!isGone) setOpened({ pdf, first: { width, height } })
    }
    open().catch((error: unknown) => {
      if (!isGone) setTrouble(pdfTrouble(error))
    })
    return () => {
      isGone = true
      void task.destroy()
    }
  }, [data])

  useEffect(() => {
    const watch = new ResizeObserver(([seen]) => setRoom(Math.floor(seen?.contentRect.width ?? 0)))
    if (box.current) watch.observe(box.current)
    return () => watch.disconnect()
  }, [])

  const onTrouble = useCallback((error: unknown) => setTrouble(pdfTrouble(error)), [])
  const width = Math.floor(room * (zooms[zoom] ?? 1))
  const count = opened?.pdf.numPages ?? 0
  return (
    <div className="ui-pdf">
      {trouble && (
        <p role="alert">
          <Icon name="important" size={13} /> {trouble}
        </p>
      )}
      {!opened && !trouble && <Skeleton lines={8} label="Opening the PDF" />}
      {opened && (
        <div className="ui-pdf-head">
          <span className="faint num">{count === 1 ? 'One page' : `${count} pages`}</span>
          <Button size="s" look="quiet" icon="minus" isDisabled={zoom === 0} onPress={() => setZoom(zoom - 1)}>
            Smaller
          </Button>
          <Button
            size="s"
            look="quiet"
            icon="plus"
            isDisabled={zoom === zooms.length - 1}
            onPress={() => setZoom(zoom + 1)}
          >
            Larger
          </Button>
          <Button size="s" look="quiet" icon="rotate-right" onPress={() => setTurn((turn + 90) % 360)}>
            Turn
          </Button>
        </div>
      )}
      <section
        ref={box}
        className="ui-pdf-room"
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: zoomed in it scrolls, so the keyboard must reach it
        tabIndex={0}
      >
        {opened && (
          <ol>
            {Array.from({ length: count }, (_, index) => (
              <PdfPage
                // biome-ignore lint/suspicious/noArrayIndexKey: pages are their numbers
                key={index}
                pdf={opened.pdf}
                number={index + 1}
                width={width}
                turn={turn}
                like={opened.first}
                onTrouble={onTrouble}
              />
            ))}
          </ol>
        )}
      </section>
    </div>
  )
}
