import { type PointerEvent, useRef } from 'react'
import type { NoteLife } from '../../../editor/index.js'
import { momentInWords } from './words.js'

/** The note's life as a line to move along: each sitting a stretch, the place looked at a knob. Arrow keys are the pane's. */
export function Timeline({
  life,
  at,
  mark,
  onMove,
}: {
  life: NoteLife
  at: number
  /** A moment kept to compare with. */
  mark: number | undefined
  onMove: (moment: number) => void
}) {
  const line = useRef<HTMLDivElement>(null)
  const last = life.moments.length - 1
  const place = (moment: number): string => `${last === 0 ? 100 : (moment / last) * 100}%`
  const move = (event: PointerEvent<HTMLDivElement>) => {
    const box = line.current?.getBoundingClientRect()
    if (!box || (event.type === 'pointermove' && event.buttons === 0)) return
    if (event.type === 'pointerdown') line.current?.setPointerCapture(event.pointerId)
    const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width))
    onMove(Math.round(share * last))
  }
  return (
    <div
      ref={line}
      className="note-past-line"
      role="slider"
      tabIndex={0}
      aria-label="Moments of this note"
      aria-valuemin={1}
      aria-valuemax={last + 1}
      aria-valuenow={at + 1}
      aria-valuetext={`${momentInWords(life, at)}, ${at + 1} of ${last + 1}`}
      onPointerDown={move}
      onPointerMove={move}
    >
      {life.sessions.map((session, index) => (
        <span
          key={`${session.first}`}
          className="note-past-sitting"
          data-odd={index % 2 === 1 || undefined}
          data-on={index === life.moments[at]?.session || undefined}
          style={{ left: place(session.first), right: `calc(100% - ${place(session.last)})` }}
        />
      ))}
      {mark !== undefined && <span className="note-past-mark" style={{ left: place(mark) }} />}
      <span className="note-past-knob" style={{ left: place(at) }} />
    </div>
  )
}
