import { useState } from 'react'
import { dateForReading, localDate, momentForReading, timeForReading } from '../../shared/kernel/dates.js'
import type { Instant } from '../../shared/kernel/ids.js'
import { Button } from './Button.js'
import './conversation.css'
import { Icon } from './icons.js'
import { Tag } from './Tag.js'
import { UnsentMark, type UnsentState } from './UnsentMark.js'

interface File {
  index: number
  title: string
  form: 'picture' | 'pdf' | 'text' | 'other'
  /** Bytes */
  size?: number
}

/** One message, as the contract's `MessageView` has it. */
export interface Said {
  id: string
  kind: 'patient' | 'team' | 'contact'
  from: string
  fromPatient: boolean
  at: Instant
  text: string
  attachments: readonly File[]
  read?: Instant
  contact?: { told: boolean }
  missed?: true
  unsent?: UnsentState
}

/** A file as it is shown; `data` is base64. */
export interface Opened {
  form: File['form']
  contentType: string
  data: string
}

export interface ConversationProps {
  label: string
  /** Oldest first. */
  messages: readonly Said[]
  now: Date
  /** Fetches what is to be shown of a file; a sentence where it cannot be. */
  onOpen: (message: string, index: number) => Promise<Opened | string>
  /** Saves a PDF where the person chooses; what became of it in words. */
  onSave: (message: string, index: number) => Promise<string | undefined>
}

/** `12 kB`, `1.3 MB` */
const sizeWords = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`

const formWords: Record<File['form'], string> = { picture: 'picture', pdf: 'PDF', text: 'text', other: 'file' }

const textOf = (data: string): string =>
  new TextDecoder().decode(Uint8Array.from(atob(data), (char) => char.charCodeAt(0)))

/** As many as are drawn at once, and more with each press: a window with ten thousand messages in it stands still. */
const drawnAtOnce = 200

/** Where to begin: never after what nobody has seen. */
function beginningOf(messages: readonly Said[], most: number): number {
  const begin = Math.max(0, messages.length - most)
  const unseen = messages.findIndex(({ missed }) => missed)
  return unseen >= 0 ? Math.min(begin, unseen) : begin
}

/** What was said, oldest first: the patient at the left, the clinic at the right, calls between them. */
export function Conversation({ label, messages, now, onOpen, onSave }: ConversationProps) {
  const [most, setMost] = useState(drawnAtOnce)
  const begin = beginningOf(messages, most)
  let day = ''
  return (
    <ol className="ui-conversation" aria-label={label}>
      {begin > 0 && (
        <li className="ui-conversation-earlier">
          <Button size="s" icon="clock" onPress={() => setMost(messages.length - begin + drawnAtOnce)}>
            {`Show ${Math.min(begin, drawnAtOnce)} earlier messages of ${begin}`}
          </Button>
        </li>
      )}
      {messages.slice(begin).map((message) => {
        const on = localDate(new Date(message.at))
        const isNewDay = on !== day
        day = on
        const side = message.kind === 'contact' ? 'contact' : message.fromPatient ? 'patient' : 'clinic'
        return (
          <li key={message.id} data-side={side} data-kind={message.kind}>
            {isNewDay && <p className="ui-conversation-day num">{dateForReading(on)}</p>}
            <div className="ui-said" data-message={message.id}>
              <p className="ui-said-head">
                {side === 'contact' && <Icon name="phone" size={13} />}
                <span className="strong">{message.from}</span>
                <span className="faint num">{timeForReading(message.at)}</span>
                {message.contact && !message.contact.told && <Tag tone="attention">not reached</Tag>}
                {message.read && (
                  <span className="faint" title={momentForReading(message.read, now)}>
                    read
                  </span>
                )}
                <UnsentMark state={message.unsent} />
                {message.missed && <Tag tone="attention">not seen before the last answer</Tag>}
              </p>
              {message.text && <p className="ui-said-text selectable">{message.text}</p>}
              {message.attachments.map((file) => (
                <Attachment
                  key={file.index}
                  file={file}
                  open={() => onOpen(message.id, file.index)}
                  save={() => onSave(message.id, file.index)}
                />
              ))}
            </div>
          </li>
        )
      })}
    </ol>
  )
}

interface AttachmentProps {
  file: File
  open: () => Promise<Opened | string>
  save: () => Promise<string | undefined>
}

function Attachment({ file, open, save }: AttachmentProps) {
  const [shown, setShown] = useState<Opened | string>()
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState<string>()
  const words = [formWords[file.form], file.size !== undefined && sizeWords(file.size)].filter(Boolean).join(', ')
  const look = async () => {
    if (shown !== undefined) return setShown(undefined)
    setBusy(true)
    setShown(await open())
    setBusy(false)
  }
  const keep = async () => {
    setBusy(true)
    setSaid(await save())
    setBusy(false)
  }
  return (
    <div className="ui-attachment">
      <p>
        <Icon name={file.form === 'picture' ? 'picture' : 'attach'} size={14} />
        <span className="strong">{file.title}</span> <span className="faint num">{words}</span>
        {(file.form === 'picture' || file.form === 'text') && (
          <Button size="s" isDisabled={busy} onPress={() => void look()}>
            {busy ? 'Opening' : shown === undefined ? 'Show' : 'Hide'}
          </Button>
        )}
        {file.form === 'pdf' && (
          <Button size="s" isDisabled={busy} onPress={() => void keep()}>
            Save as
          </Button>
        )}
      </p>
      {file.form === 'pdf' && (
        <p className="faint">Rounds does not show PDFs. Saved, it is outside of Rounds and not encrypted.</p>
      )}
      {file.form === 'other' && <p className="faint">Rounds does not open this kind of file. It is in the EHR.</p>}
      {said && <p role="status">{said}</p>}
      {typeof shown === 'string' && (
        <p role="alert">
          <Icon name="important" size={13} /> {shown}
        </p>
      )}
      {typeof shown === 'object' && shown.form === 'picture' && (
        <img src={`data:${shown.contentType};base64,${shown.data}`} alt={file.title} />
      )}
      {typeof shown === 'object' && shown.form === 'text' && <pre className="selectable">{textOf(shown.data)}</pre>}
    </div>
  )
}
