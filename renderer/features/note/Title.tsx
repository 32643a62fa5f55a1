import { type KeyboardEvent, useState } from 'react'

/** The note's title, renamed in place: Enter keeps the new one, Escape the old. */
export function Title({ title, onRename }: { title: string; onRename: ((title: string) => void) | undefined }) {
  const [draft, setDraft] = useState<string | null>(null)
  if (!onRename) return <h1 className="note-title ellipsis">{title}</h1>
  if (draft === null) {
    return (
      <h1 className="note-title">
        <button type="button" className="note-title-button ellipsis" title="Rename" onClick={() => setDraft(title)}>
          {title}
        </button>
      </h1>
    )
  }
  const keep = () => {
    const next = draft.trim()
    setDraft(null)
    if (next !== '' && next !== title) onRename(next)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Enter') keep()
    else setDraft(null)
  }
  return (
    <input
      className="ui-input note-title-input"
      aria-label="Title of the note"
      value={draft}
      maxLength={300}
      // biome-ignore lint/a11y/noAutofocus: the field takes the place of the button just pressed
      autoFocus
      onFocus={(event) => event.target.select()}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={keep}
      onKeyDown={onKeyDown}
    />
  )
}
