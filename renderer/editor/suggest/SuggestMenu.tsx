import { useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'
import { Icon } from '../../ui/index.js'
import { type SuggestSession, type SuggestSnapshot, suggestItemId, suggestListId } from './session.js'
import './suggest.css'

/** The list of what is offered at the cursor. The text keeps the focus; the chosen item is said with it. */
export function SuggestMenu({ session }: { session: SuggestSession }) {
  const list = useSyncExternalStore(session.subscribe, session.snapshot)
  return (
    <>
      {list && list.state !== 'looking' && <List session={session} list={list} />}
      <Spoken words={spokenOf(list)} />
    </>
  )
}

/** What is offered is said when the typing rests, milliseconds: nobody listens to a list for each letter. */
const rest = 400

/** What is offered, for someone who does not see it; the item that is gone to is said by the text itself. */
function spokenOf(list: SuggestSnapshot | null): string {
  const [first] = list?.items ?? []
  if (!list || !first) return list?.message ?? ''
  const item = [first.title, first.detail, first.note?.text].filter(Boolean).join(', ')
  if (list.chooses === 'Tab') return `Tab puts in ${item}`
  return `${list.items.length} found. ${item}`
}

function Spoken({ words }: { words: string }) {
  const [said, setSaid] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSaid(words), rest)
    return () => clearTimeout(timer)
  }, [words])
  return (
    <p className="visually-hidden" role="status">
      {said}
    </p>
  )
}

function List({ session, list }: { session: SuggestSession; list: SuggestSnapshot }) {
  const box = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState({ left: 0, top: 0 })
  const { left, top, bottom } = list.anchor
  // biome-ignore lint/correctness/useExhaustiveDependencies: its height goes by what it lists
  useLayoutEffect(() => {
    const { offsetWidth: width, offsetHeight: height, ownerDocument } = box.current as HTMLDivElement
    const { clientWidth, clientHeight } = ownerDocument.documentElement
    const below = bottom + 6 + height <= clientHeight - 8
    setPlace({
      left: Math.max(8, Math.min(left - 8, clientWidth - width - 8)),
      top: below ? bottom + 6 : Math.max(8, top - 6 - height),
    })
  }, [left, top, bottom, list.items])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the chosen item comes into view
  useLayoutEffect(() => {
    box.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [list.selected, list.items])
  return (
    <div
      ref={box}
      className="note-suggest"
      style={place}
      id={suggestListId}
      role="listbox"
      aria-label={list.label}
      // It scrolls. While it is open Tab chooses, so nobody comes here by it.
      tabIndex={0}
      // A press must not take the focus from the text.
      onMouseDown={(event) => event.preventDefault()}
    >
      {list.items.map((item, at) => (
        <div key={item.key}>
          {item.group !== undefined && item.group !== list.items[at - 1]?.group && (
            <p className="note-suggest-group" role="presentation">
              {item.group}
            </p>
          )}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the text's, which keeps the focus */}
          <div
            id={suggestItemId(at)}
            className="note-suggest-item"
            role="option"
            tabIndex={-1}
            aria-selected={at === list.selected}
            aria-checked={item.picked}
            onMouseMove={() => at !== list.selected && session.select(at)}
            onClick={() => session.choose(at)}
          >
            <Icon name={item.icon} size={15} />
            <span className="note-suggest-words">
              <span className="note-suggest-title">{item.title}</span>
              {item.detail && <span className="note-suggest-detail"> {item.detail}</span>}
            </span>
            {item.note && (
              <span className="note-suggest-note" data-tone={item.note.tone}>
                {item.note.text}
              </span>
            )}
          </div>
        </div>
      ))}
      {list.message && <p className="note-suggest-message">{list.message}</p>}
      {list.hint && <p className="note-suggest-group">{list.hint}</p>}
      {list.chooses === 'Tab' && list.items.length > 0 && (
        <p className="note-suggest-group">Tab to accept, Escape to leave as text</p>
      )}
    </div>
  )
}
