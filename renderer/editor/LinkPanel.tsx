import { type KeyboardEvent, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { meantAddress } from '../../shared/kernel/address.js'
import { Button, IconButton, TextField } from '../ui/index.js'
import type { NoteEditor } from './createNoteEditor.js'
import { closeLink, linkAsked, linkAt, removeLink, setLink } from './plugins/links.js'

export interface LinkPanelProps {
  editor: NoteEditor
  editable: boolean
  /** Opens an address outside, after it was shown here. */
  onOpen: (address: string) => void
}

/** Where a link leads: shown, changed, taken away, and opened from here alone. */
export function LinkPanel(props: LinkPanelProps) {
  const { editor, editable } = props
  const asked = useSyncExternalStore(editor.onTransaction, () => linkAsked(editor.view.state))
  const link = linkAt(editor.view.state)
  if (!asked || (!editable && !link)) return null
  return <Panel key={link?.href} {...props} href={link?.href} />
}

function Panel({ editor, editable, onOpen, href }: LinkPanelProps & { href: string | undefined }) {
  const [typed, setTyped] = useState(href ?? '')
  const [wrong, setWrong] = useState(false)
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const opener = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (href !== undefined) opener.current?.focus()
    else field.current?.focus()
  }, [href])

  const close = () => {
    closeLink(editor.view.state, editor.view.dispatch)
    editor.focus()
  }
  /** A colleague may have changed or taken away what is shown here. */
  const isStill = () => linkAt(editor.view.state)?.href === href
  const save = () => {
    const address = meantAddress(typed)
    if (address === undefined) return setWrong(true)
    if (isStill()) editor.run(setLink(address))
    close()
  }
  const remove = () => {
    if (isStill()) editor.run(removeLink)
    close()
  }
  const open = () => {
    if (href === undefined) return
    onOpen(href)
    close()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      close()
    } else if (event.key === 'Enter' && event.altKey) {
      event.preventDefault()
      open()
    }
  }
  return (
    <section className="note-find" aria-label="Link" onKeyDown={onKeyDown}>
      <div className="note-find-row">
        {editable ? (
          <form
            className="note-link-form"
            onSubmit={(event) => {
              event.preventDefault()
              save()
            }}
          >
            <TextField
              label="Where the link leads"
              labelHidden
              value={typed}
              onChange={(value) => {
                setTyped(value)
                setWrong(false)
              }}
              placeholder="Web address, mail address or phone number"
              inputRef={field}
              {...(wrong ? { error: 'Not a web address, a mail address or a phone number' } : {})}
            />
            <Button size="s" keys="Enter" isDisabled={typed.trim() === '' || typed === href} onPress={save}>
              {href === undefined ? 'Make a link' : 'Change'}
            </Button>
          </form>
        ) : (
          <p className="note-link-address selectable">{href}</p>
        )}
        {href !== undefined && (
          <Button size="s" icon="new-window" keys="Alt+Enter" ref={opener} onPress={open}>
            {/^https?:/i.test(href) ? 'Open in the browser' : 'Open outside Rounds'}
          </Button>
        )}
        {href !== undefined && editable && (
          <Button size="s" look="quiet" onPress={remove}>
            Remove link
          </Button>
        )}
        <span className="note-find-space" />
        <IconButton icon="close" label="Close" keys="Escape" size="s" onPress={close} />
      </div>
    </section>
  )
}
