import { useState } from 'react'
import { dateForReading, localDate, momentForReading, timeForReading } from '../../shared/kernel/dates.js'
import type { Instant } from '../../shared/kernel/ids.js'
import { Button } from './Button.js'
import './conversation.css'
import { FileCard } from './file/FileCard.js'
import type { FileFacts, OpenedFile } from './file/file.js'
import { Icon } from './icons.js'
import { Tag } from './Tag.js'
import { UnsentMark, type UnsentState } from './UnsentMark.js'

interface File extends FileFacts {
  index: number
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

export interface ConversationProps {
  label: string
  /** Oldest first. */
  messages: readonly Said[]
  now: Date
  /** Fetches what is to be shown of a file; a sentence where it cannot be. */
  onOpen: (message: string, index: number) => Promise<OpenedFile | string>
  /** Saves a PDF where the person chooses; what became of it in words. */
  onSave: (file: OpenedFile) => Promise<string | undefined>
}

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
                <FileCard key={file.index} file={file} open={() => onOpen(message.id, file.index)} save={onSave} />
              ))}
            </div>
          </li>
        )
      })}
    </ol>
  )
}
