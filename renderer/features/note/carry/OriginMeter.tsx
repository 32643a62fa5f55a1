import { memo, useMemo, useSyncExternalStore } from 'react'
import { type NoteOrigin, newShare, originOf, untouchedIn } from '../../../../shared/document/index.js'
import { dateForReading } from '../../../../shared/kernel/dates.js'
import type { DateText } from '../../../../shared/kernel/ids.js'
import { type NoteEditor, nextCarried } from '../../../editor/index.js'
import { Button, keyWords, Tooltip } from '../../../ui/index.js'
import './carry.css'

/** Words are counted after a pause in writing, milliseconds: no key waits for it. */
const pause = 400

interface Shown {
  origin: NoteOrigin
  /** Carried lines nobody touched yet. */
  untouched: number
}

function counting(editor: NoteEditor) {
  let doc: unknown
  let shown: Shown | undefined
  const count = (): Shown => {
    const now = editor.view.state.doc
    if (shown && doc === now) return shown
    doc = now
    const origin = originOf(now)
    const open = origin.carried.some(({ unconfirmed }) => unconfirmed > 0)
    shown = { origin, untouched: open ? untouchedIn(now).length : 0 }
    return shown
  }
  return {
    snapshot: (): Shown => shown ?? count(),
    subscribe: (listener: () => void): (() => void) => {
      let timer: ReturnType<typeof setTimeout> | undefined
      const stop = editor.onTransaction(() => {
        clearTimeout(timer)
        timer = setTimeout(() => {
          const before = shown
          if (count() !== before) listener()
        }, pause)
      })
      return () => {
        clearTimeout(timer)
        stop()
      }
    },
  }
}

/** `212 words written at this visit · 130 carried from 3 Jun 2026 · 12 from templates · 9 of chart data` */
function numbersOf({ written, template, data, carried }: NoteOrigin): string {
  const count = (words: number): string => words.toLocaleString('en-US')
  return [
    `${count(written)} ${written === 1 ? 'word' : 'words'} written at this visit`,
    ...carried.map(({ words, date }) => `${count(words)} carried from ${dateForReading(date as DateText)}`),
    ...(template > 0 ? [`${count(template)} from templates`] : []),
    ...(data > 0 ? [`${count(data)} of chart data, counted apart`] : []),
  ].join(' · ')
}

/** How much of the note is new, once not all of it is; and the way to what was carried and not read yet. */
export const OriginMeter = memo(function OriginMeter({ editor, writes }: { editor: NoteEditor; writes: boolean }) {
  const store = useMemo(() => counting(editor), [editor])
  const { origin, untouched } = useSyncExternalStore(store.subscribe, store.snapshot)
  const share = newShare(origin)
  if (share === undefined || share === 100) return null
  const toRead = writes && untouched > 0
  return (
    <Tooltip
      text={`${numbersOf(origin)}${toRead ? ` · ${keyWords('F4')} goes to the next line to read, ${keyWords('Alt+K')} confirms it` : ''}`}
    >
      <Button
        look="quiet"
        size="s"
        className="note-origin"
        aria-keyshortcuts="F4"
        isDisabled={!toRead}
        onPress={() => editor.run(nextCarried)}
      >
        <span className="note-origin-bar" aria-hidden="true">
          <span style={{ width: `${share}%` }} />
        </span>
        <span className="num nowrap">{share} % new</span>
        {toRead && <span className="note-origin-left num nowrap"> · {untouched} to read</span>}
      </Button>
    </Tooltip>
  )
})
