import { type KeyboardEvent, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { Button, IconButton, Segmented, TextField } from '../ui/index.js'
import type { NoteEditor } from './createNoteEditor.js'
import { changePicture, type SelectedPicture, selectedPicture } from './images/plugin.js'

const widths = [
  { id: '30', label: 'Small' },
  { id: '60', label: 'Medium' },
  { id: '100', label: 'Full width' },
]

/** What a selected picture shows, in words, and how wide it is. One that was just added asks for its words. */
export function ImagePanel({ editor }: { editor: NoteEditor }) {
  const known = useRef<SelectedPicture>(undefined)
  const picture = useSyncExternalStore(editor.onTransaction, () => {
    const now = selectedPicture(editor.view.state)
    if (JSON.stringify(now) !== JSON.stringify(known.current)) known.current = now
    return known.current
  })
  return picture ? <Panel key={picture.id} editor={editor} picture={picture} /> : null
}

function Panel({ editor, picture }: { editor: NoteEditor; picture: SelectedPicture }) {
  // One just added is called by its day; nobody needs to delete that first.
  const [words, setWords] = useState(picture.fresh ? '' : picture.alt)
  const [written, setWritten] = useState(!picture.fresh)
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const { fresh } = picture
  useEffect(() => {
    if (!fresh) return
    field.current?.focus()
    field.current?.select()
  }, [fresh])

  const run = (change: Parameters<typeof changePicture>[0]) =>
    changePicture(change)(editor.view.state, editor.view.dispatch)
  const said = words.trim()
  const keep = () => {
    if (said !== '' && said !== picture.alt) run({ alt: said })
  }
  const done = () => {
    keep()
    editor.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    editor.focus()
  }
  return (
    <section className="note-find" aria-label="Picture" onKeyDown={onKeyDown}>
      <div className="note-find-row">
        <form
          className="note-link-form"
          onSubmit={(event) => {
            event.preventDefault()
            done()
          }}
        >
          <TextField
            label="What the picture shows"
            labelHidden
            placeholder="What the picture shows, for those who cannot see it"
            value={words}
            onChange={(next) => {
              setWords(next)
              setWritten(true)
            }}
            onBlur={keep}
            maxLength={300}
            inputRef={field}
            {...(said === '' && written ? { error: 'Say in a few words what it shows' } : {})}
          />
        </form>
        <Segmented
          label="Width"
          items={widths}
          value={String(picture.width)}
          onChange={(width) => void run({ width: Number(width) })}
        />
        <Button
          size="s"
          look="quiet"
          icon="trash"
          keys="Delete"
          onPress={() => {
            editor.run((state, dispatch) => {
              dispatch?.(state.tr.deleteSelection())
              return true
            })
          }}
        >
          Remove
        </Button>
        <span className="note-find-space" />
        <IconButton icon="close" label="Back to the text" keys="Escape" size="s" onPress={done} />
      </div>
    </section>
  )
}
