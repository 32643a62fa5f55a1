import { type ClipboardEvent, type ReactNode, type Ref, useRef } from 'react'
import { Button, IconButton } from './Button.js'
import './conversation.css'
import { TextField } from './Field.js'
import { Icon } from './icons.js'
import { QuickReply, type QuickReplyProps } from './QuickReply.js'

export interface ComposerProps {
  /** Who reads it. What colleagues write for each other stands on a ground of its own. */
  ground: 'patient' | 'team'
  label: string
  text: string
  onText: (text: string) => void
  placeholder?: string
  inputRef?: Ref<HTMLInputElement & HTMLTextAreaElement>
  rows?: number
  /** What sending does, said before it is done. */
  foot: ReactNode
  sendWords: string
  canSend: boolean
  onSend: () => void
  /** Answers true where the paste is not to come in. */
  onPaste?: (html: string, text: string) => boolean
  onFocused: (focused: boolean) => void
  quick?: QuickReplyProps
  files?: {
    chosen: readonly { id: string; title: string }[]
    /** MIME types, as an input takes them. */
    accept: string
    onAdd: (files: readonly File[]) => void
    onRemove: (id: string) => void
    /** Opens the choice of a file, for a key. */
    inputRef: Ref<HTMLInputElement>
  }
  /** In place of sending, where nobody would read it: the same words by another way. */
  otherwise?: { isDisabled: boolean; onChoose: (way: 'call' | 'letter') => void }
  /** Leaves it for now: what is written stays. */
  onLeave?: () => void
  /** Above the words: who is to read it. */
  before?: ReactNode
}

/** Writing a message: to the patient, or among colleagues; which of the two is never a matter of a switch. */
export function Composer(props: ComposerProps) {
  const { ground, label, text, onText, placeholder, inputRef, rows = 3, foot, quick, files, otherwise, before } = props
  const box = useRef<HTMLDivElement>(null)
  const paste = (event: ClipboardEvent) => {
    if (props.onPaste?.(event.clipboardData.getData('text/html'), event.clipboardData.getData('text/plain')))
      event.preventDefault()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only follows where the focus is
    <div
      className="ui-composer"
      data-ground={ground}
      ref={box}
      onFocus={() => props.onFocused(true)}
      onBlur={() => props.onFocused(false)}
      onPaste={paste}
    >
      {ground === 'team' && (
        <p className="ui-composer-ground">
          <Icon name="lock" size={13} /> <span className="strong">Colleagues only.</span> No patient reads this.
        </p>
      )}
      {before}
      <TextField
        label={label}
        rows={rows}
        maxLength={4000}
        value={text}
        onChange={onText}
        {...(inputRef && { inputRef })}
        {...(placeholder && { placeholder })}
        onKeyDown={(event) => {
          if (event.key === 'Escape') (event.target as HTMLElement).blur()
        }}
      />
      {files && files.chosen.length > 0 && (
        <ul className="ui-composer-files" aria-label="Files">
          {files.chosen.map(({ id, title }) => (
            <li key={id}>
              <Icon name="attach" size={13} /> {title}
              <IconButton icon="close" size="s" label={`Take out ${title}`} onPress={() => files.onRemove(id)} />
            </li>
          ))}
        </ul>
      )}
      <div className="ui-composer-foot">
        <span className="ui-composer-says faint">{foot}</span>
        {quick && <QuickReply {...quick} />}
        {files && (
          <>
            <input
              type="file"
              className="visually-hidden"
              tabIndex={-1}
              aria-label="Choose a file"
              multiple
              accept={files.accept}
              ref={files.inputRef}
              onChange={(event) => {
                files.onAdd([...(event.target.files ?? [])])
                event.target.value = ''
              }}
            />
            <IconButton
              icon="attach"
              label="Attach a picture or a PDF"
              keys="Alt+A"
              onPress={() => box.current?.querySelector<HTMLInputElement>('input[type=file]')?.click()}
            />
          </>
        )}
        {props.onLeave && (
          <Button look="quiet" keys="Escape" onPress={props.onLeave}>
            Not now
          </Button>
        )}
        {otherwise ? (
          <>
            <Button
              icon="mail"
              keys="Alt+L"
              isDisabled={otherwise.isDisabled}
              onPress={() => otherwise.onChoose('letter')}
            >
              Letter instead
            </Button>
            <Button
              look="primary"
              icon="phone"
              keys="Alt+C"
              isDisabled={otherwise.isDisabled}
              onPress={() => otherwise.onChoose('call')}
            >
              Call instead
            </Button>
          </>
        ) : (
          <Button look="primary" icon="send" keys="Mod+Enter" isDisabled={!props.canSend} onPress={props.onSend}>
            {props.sendWords}
          </Button>
        )}
      </div>
    </div>
  )
}
