import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { Button } from '../Button.js'
import { Icon } from '../icons.js'
import { Skeleton } from '../State.js'
import './file.css'
import { type FileFacts, formWords, type OpenedFile, sizeWords } from './file.js'

/** The reader of PDFs is large: it comes with the first PDF. Where it cannot run, the rest of the screen goes on. */
const PdfPages = lazy(() => import('./PdfPages.js').catch(() => ({ default: NoReader })))

function NoReader() {
  return (
    <p role="alert">
      <Icon name="important" size={13} /> PDFs cannot be shown on this computer. Save it to read it elsewhere.
    </p>
  )
}

export interface FileCardProps {
  file: FileFacts
  /** Fetches what is to be shown; a sentence where it cannot be. */
  open: () => Promise<OpenedFile | string>
  /** Saves a PDF where the person chooses; what became of it in words. */
  save: (file: OpenedFile) => Promise<string | undefined>
  /** Shows it without being asked, as soon as this is true: it is what somebody is here to read. */
  opensItself?: boolean
}

const textOf = (data: string): string =>
  new TextDecoder().decode(Uint8Array.from(atob(data), (char) => char.charCodeAt(0)))

/** A file with its name: shown where it stands, put away again, and a PDF saved. */
export function FileCard({ file, open, save, opensItself = false }: FileCardProps) {
  const [shown, setShown] = useState<OpenedFile | string>()
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState<string>()
  const opener = useRef(open)
  opener.current = open
  const canOpen = file.form !== 'other'
  const look = useCallback(async () => {
    setBusy(true)
    setShown(await opener.current())
    setBusy(false)
  }, [])
  useEffect(() => {
    if (opensItself && canOpen) void look()
  }, [opensItself, canOpen, look])
  const keep = async () => {
    setBusy(true)
    const content = typeof shown === 'object' ? shown : await open()
    if (typeof content === 'string') setShown(content)
    else setSaid(await save(content))
    setBusy(false)
  }
  const isShown = typeof shown === 'object'
  const words = [formWords[file.form], file.size !== undefined && sizeWords(file.size)].filter(Boolean).join(', ')
  return (
    <div className="ui-file">
      <p>
        <Icon name={file.form === 'picture' ? 'picture' : 'attach'} size={14} />
        <span className="strong">{file.title}</span> <span className="faint num">{words}</span>
        {canOpen && (
          <Button size="s" isDisabled={busy} onPress={() => (isShown ? setShown(undefined) : void look())}>
            {busy ? 'Opening' : isShown ? 'Hide' : shown === undefined ? 'Show' : 'Try again'}
          </Button>
        )}
        {file.form === 'pdf' && (
          <Button size="s" isDisabled={busy} onPress={() => void keep()}>
            Save as
          </Button>
        )}
      </p>
      {!canOpen && <p className="faint">Rounds does not open this kind of file. It is in the EHR.</p>}
      {said && <p role="status">{said}</p>}
      {typeof shown === 'string' && (
        <p role="alert">
          <Icon name="important" size={13} /> {shown}
        </p>
      )}
      {isShown && <Content file={shown} title={file.title} />}
    </div>
  )
}

function Content({ file: { form, contentType, data }, title }: { file: OpenedFile; title: string }) {
  if (form === 'picture') return <img src={`data:${contentType};base64,${data}`} alt={title} />
  if (form === 'text') return <pre className="selectable">{textOf(data)}</pre>
  return (
    <Suspense fallback={<Skeleton lines={8} label="Opening the PDF" />}>
      <PdfPages data={data} label={title} />
    </Suspense>
  )
}
