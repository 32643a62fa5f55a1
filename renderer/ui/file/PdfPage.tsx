import { type PDFDocumentProxy, type PDFPageProxy, TextLayer } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { useEffect, useRef, useState } from 'react'

/** So far above and below what is seen pages are drawn already. */
const ahead = '800px 0px'
/** A canvas has no more dots than this: a poster zoomed in would fill the memory. */
const mostDots = 16_000_000

type Text = Awaited<ReturnType<PDFPageProxy['getTextContent']>>

/** All words of a page. Older runtimes cannot go through a stream as the reader's own way does. */
async function wordsOf(page: PDFPageProxy): Promise<Text> {
  const text: Text = { items: [], styles: {}, lang: null }
  const reader = (page.streamTextContent() as ReadableStream<Text>).getReader()
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    text.items.push(...part.value.items)
    Object.assign(text.styles, part.value.styles)
    text.lang ??= part.value.lang
  }
  return text
}

export interface Size {
  width: number
  height: number
}

export interface PdfPageProps {
  pdf: PDFDocumentProxy
  number: number
  /** Width on screen, pixels. */
  width: number
  /** Turned clockwise by so many degrees. */
  turn: number
  /** How large pages are until this one is known. */
  like: Size
  onTrouble: (error: unknown) => void
}

/** One page: drawn while it is near what is seen, with its words above it so that they can be selected and read out. */
export function PdfPage({ pdf, number, width, turn, like, onTrouble }: PdfPageProps) {
  const box = useRef<HTMLLIElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const words = useRef<HTMLDivElement>(null)
  const [isNear, setNear] = useState(false)
  const [size, setSize] = useState<Size>(like)
  const [hasWords, setHasWords] = useState(true)

  useEffect(() => {
    const watch = new IntersectionObserver(([seen]) => setNear(seen?.isIntersecting === true), { rootMargin: ahead })
    if (box.current) watch.observe(box.current)
    return () => watch.disconnect()
  }, [])

  useEffect(() => {
    if (!isNear || width === 0) return
    let stop = () => {}
    let isGone = false
    const draw = async () => {
      const page = await pdf.getPage(number)
      const [paper, layer] = [canvas.current, words.current]
      if (isGone || !paper || !layer) return
      const rotation = (page.rotate + turn) % 360
      const whole = page.getViewport({ scale: 1, rotation })
      setSize({ width: whole.width, height: whole.height })
      const viewport = page.getViewport({ scale: width / whole.width, rotation })
      const dots = viewport.width * viewport.height
      const ratio = Math.min(window.devicePixelRatio || 1, Math.sqrt(mostDots / dots))
      paper.width = Math.floor(viewport.width * ratio)
      paper.height = Math.floor(viewport.height * ratio)
      const drawing = page.render({
        canvas: paper,
        viewport,
        ...(ratio !== 1 && { transform: [ratio, 0, 0, ratio, 0, 0] }),
      })
      const text = await wordsOf(page)
      layer.replaceChildren()
      layer.style.setProperty('--total-scale-factor', String(viewport.scale))
      const lines = new TextLayer({ textContentSource: text, container: layer, viewport })
      stop = () => {
        drawing.cancel()
        lines.cancel()
      }
      if (isGone) return stop()
      setHasWords(text.items.some((item) => 'str' in item && item.str.trim() !== ''))
      await Promise.all([drawing.promise, lines.render()])
    }
    draw().catch((error: unknown) => {
      if (!isGone) onTrouble(error)
    })
    return () => {
      isGone = true
      stop()
    }
  }, [pdf, number, width, turn, isNear, onTrouble])

  return (
    <li
      ref={box}
      className="ui-pdf-page"
      aria-label={`Page ${number} of ${pdf.numPages}${hasWords ? '' : ': a picture without words to read out'}`}
      style={{ width, height: Math.round((width * size.height) / size.width) }}
    >
      {isNear && (
        <>
          <canvas ref={canvas} />
          <div ref={words} className="ui-pdf-words" />
        </>
      )}
    </li>
  )
}
