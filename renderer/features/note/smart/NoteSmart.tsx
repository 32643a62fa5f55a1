import { type RefObject, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'
import { createPortal } from 'react-dom'
import type { NoteView } from '../../../../shared/contract/views/note.js'
import { momentForReading } from '../../../../shared/kernel/dates.js'
import { useLive } from '../../../data/index.js'
import {
  isOwnSmart,
  type NoteEditor,
  renewed,
  selectedSmart,
  showChanges,
  smartPanelId,
  unlinkSmart,
} from '../../../editor/index.js'
import { Button, Icon } from '../../../ui/index.js'
import type { SmartAsk } from './context.js'
import { sourceWords } from './sourceWords.js'
import { refresh, useSmart } from './useSmart.js'
import './smart.css'

export interface NoteSmartProps {
  editor: NoteEditor
  ask: SmartAsk
  note: NoteView
  writable: boolean
}

/** What the selected smart link is, and, in a signed note, what became of its data since. */
export function NoteSmart({ editor, ask, note, writable }: NoteSmartProps) {
  const selected = useSyncExternalStore(editor.onTransaction, () => selectedSmart(editor.view.state))
  const signed = note.status === 'signed'
  const { data: changes } = useLive('smart.changes', signed ? { patient: ask.patient, note: note.id } : null)
  useEffect(() => {
    if (changes) showChanges(changes)(editor.view.state, editor.view.dispatch)
  }, [editor, changes])
  // On the page itself: what scrolls would cut it off.
  return selected
    ? createPortal(<Selected editor={editor} ask={ask} writable={writable} signed={signed} />, document.body)
    : null
}

function Selected({ editor, ask, writable, signed }: Omit<NoteSmartProps, 'note'> & { signed: boolean }) {
  const box = useRef<HTMLDivElement>(null)
  const [spot, setSpot] = useState({ left: 0, top: 0 })
  const { values } = useSmart(editor, ask, !signed)
  const shown = useAttended(editor, box)
  const { state } = editor.view
  const node = selectedSmart(state)
  const at = state.selection.from
  const now = node && !signed ? renewed(node, values, ask.patient) : undefined

  useLayoutEffect(() => {
    const place = editor.view.nodeDOM(at)
    const panel = box.current
    if (!(place instanceof HTMLElement) || !panel) return
    const { left, top, bottom } = place.getBoundingClientRect()
    const { clientWidth, clientHeight } = document.documentElement
    const below = bottom + 6 + panel.offsetHeight <= clientHeight - 8
    const next = {
      left: Math.max(8, Math.min(left, clientWidth - panel.offsetWidth - 8)),
      top: below ? bottom + 6 : Math.max(8, top - 6 - panel.offsetHeight),
    }
    setSpot((before) => (before.left === next.left && before.top === next.top ? before : next))
  })
  if (!node) return null
  const own = isOwnSmart(node, ask.patient)
  const said = now && ('rows' in now ? [now.title, ...now.rows].join('; ') : now.text)
  return (
    <div
      ref={box}
      id={smartPanelId}
      className="smart-panel"
      style={{ ...spot, ...(!shown && { visibility: 'hidden' }) }}
      role="dialog"
      aria-label="Data of the chart"
      // A press must not take the focus from the text.
      onMouseDown={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        editor.focus()
      }}
    >
      <p className="smart-panel-what" role="status">
        {signed ? 'Frozen at signing. ' : ''}Read {momentForReading(node.attrs.at, new Date())}
        {own ? ` from ${sourceWords(node.attrs.sources)}` : ''}
      </p>
      {!own && (
        <p className="tone-danger">
          <Icon name="alert" size={14} /> This was not read from this patient’s chart.
        </p>
      )}
      {said && (
        <p className="smart-panel-now">
          <Icon name="refresh" size={14} className="tone-attention" /> Now: {said}
        </p>
      )}
      {writable && (
        <div className="smart-panel-do">
          {own && (
            <Button size="s" icon="refresh" onPress={() => void refresh(editor, ask, at)}>
              Refresh
            </Button>
          )}
          <Button size="s" onPress={() => editor.run(unlinkSmart(at))}>
            Make it plain text
          </Button>
          <span className="muted">Enter to go here</span>
        </div>
      )}
    </div>
  )
}

/** Whether someone is in the text or in the line about it, looked at again when what is shown moves. */
function useAttended(editor: NoteEditor, box: RefObject<HTMLElement | null>): boolean {
  const [look, setLook] = useState({ here: true, moved: 0 })
  useEffect(() => {
    const onFocus = () => {
      const { activeElement } = document
      const here = editor.view.dom.contains(activeElement) || box.current?.contains(activeElement) === true
      setLook((before) => (before.here === here ? before : { ...before, here }))
    }
    const onScroll = () => setLook((before) => ({ ...before, moved: before.moved + 1 }))
    document.addEventListener('focusin', onFocus)
    document.addEventListener('scroll', onScroll, { capture: true, passive: true })
    return () => {
      document.removeEventListener('focusin', onFocus)
      document.removeEventListener('scroll', onScroll, { capture: true })
    }
  }, [editor, box])
  return look.here
}
